import { createHash } from 'node:crypto'

import { catalogues } from '../../config/i18n.ts'
import type { Context, User } from '../../context.ts'
import { toCsv, type Cell } from '../../utils/spreadsheet.ts'
import { zip, type ZipEntry } from '../../utils/zip.ts'
import * as historyExportsService from '../history/exports.service.ts'
import * as ownFilesService from '../media/ownFiles.service.ts'
import * as usersService from '../users/users.service.ts'
import { writePage } from './exportPage.ts'
import * as exportsRepository from './exports.repository.ts'
import type { TableKey } from './exports.repository.ts'
import { sources, type Source } from './exportSources.ts'
import { columnTextIn, termsOf } from './stored.ts'

/** Rows in memory at once. */
const BATCH = 500

interface Writing {
  readonly ctx: Context
  readonly user: User
  readonly keys: ReadonlyMap<string, TableKey>
}

/**
 * Yields a ZIP with everything that is stored about a user, in the user's language. Reads each table in
 * batches: a row that changes meanwhile is in it as it was or as it is.
 */
export async function* write(ctx: Context, owner: string): AsyncGenerator<Uint8Array> {
  const me = await usersService.getMe(ctx, { id: owner })
  const user: User = { ...me, sid: '' }
  const tables = [...new Set(sources.map(({ table }) => table))]
  const found = await exportsRepository.listKeys(ctx.db, tables)
  const keys = new Map(found.map((key) => [key.table, key]))
  const pictures = await ownFilesService.list(ctx, { owner })
  const writtenAt = ctx.clock()
  yield* zip(withSums(entriesOf({ ctx, user, keys }, pictures, writtenAt)), writtenAt)
}

function entriesOf(writing: Writing, pictures: readonly string[], writtenAt: Date): ZipEntry[] {
  const { ctx, user } = writing
  const counts = new Map<string, number>()
  const count = ({ name }: Source, rows: number) => counts.set(name, (counts.get(name) ?? 0) + rows)
  return [
    ...sources.flatMap((source) => [
      { name: `tables/${source.name}.json`, pieces: json(writing, source, count) },
      { name: `tables/${source.name}.csv`, pieces: csv(writing, source) },
    ]),
    { name: 'history/fitvibe-history.json', pieces: historyExportsService.json(ctx, user) },
    { name: 'history/fitvibe-history.csv', pieces: historyExportsService.csv(ctx, user) },
    ...pictures.map((name) => ({
      name: `media/${name}`,
      pieces: ownFilesService.read(ctx, name),
      isPacked: true,
    })),
    // After the tables, whose rows it counts.
    {
      name: 'index.html',
      pieces: later(() =>
        writePage({
          ...user,
          language: user.preferredLang,
          writtenAt,
          counted: sources.map((source) => ({ source, count: counts.get(source.name) ?? 0 })),
          pictures,
        }),
      ),
    },
  ]
}

/** Adds a file with the check sums of the others, in the format of `sha256sum`. */
function withSums(entries: readonly ZipEntry[]): ZipEntry[] {
  const sums: string[] = []
  const summed = entries.map((entry) => ({ ...entry, pieces: sum(entry, sums) }))
  return [...summed, { name: 'SHA256SUMS', pieces: later(() => sums.join('')) }]
}

async function* sum(
  { name, pieces }: ZipEntry,
  sums: string[],
): AsyncGenerator<string | Uint8Array> {
  const hash = createHash('sha256')
  for await (const piece of pieces) {
    hash.update(piece)
    yield piece
  }
  sums.push(`${hash.digest('hex')}  ${name}\n`)
}

/** Writes a text when its turn comes. */
async function* later(text: () => string): AsyncGenerator<string> {
  yield text()
}

/** Yields a source as one object: its columns with their texts, and its rows. */
async function* json(
  writing: Writing,
  source: Source,
  count: (source: Source, rows: number) => void,
): AsyncGenerator<string> {
  const { preferredLang } = writing.user
  const { leftOut } = catalogues[preferredLang].dataExport
  const texts = Object.keys(source.values).map(
    (column) => [column, columnTextIn(preferredLang, source, column)] as const,
  )
  const reasons = Object.entries(source.withheld).map(
    ([column, reason]) => [column, leftOut[reason]] as const,
  )
  const head = {
    table: source.name,
    ...termsOf(source, preferredLang),
    columns: Object.fromEntries(texts),
    leftOut: Object.fromEntries(reasons),
  }
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "rows": [`
  let separator = '\n'
  for await (const rows of inBatches(writing, source)) {
    count(source, rows.length)
    yield separator + rows.join(',\n')
    separator = ',\n'
  }
  yield '\n]}\n'
}

async function* csv(writing: Writing, source: Source): AsyncGenerator<string> {
  const names = Object.keys(source.values)
  yield toCsv([names])
  for await (const rows of inBatches(writing, source))
    yield toCsv(
      rows.map((row) => {
        const values = JSON.parse(row) as Record<string, unknown>
        return names.map((name) => cellOf(values[name]))
      }),
    )
}

const cellOf = (value: unknown): Cell =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as Cell)

/** Yields the rows of a source as JSON, in the order of their keys. */
async function* inBatches({ ctx, user, keys }: Writing, source: Source): AsyncGenerator<string[]> {
  const key = keys.get(source.table)
  if (!key) throw new Error(`${source.table} has no primary key`)
  let after: readonly string[] | undefined
  do {
    const position = { owner: user.id, limit: BATCH, ...(after && { after }) }
    const rows = await exportsRepository.listRows(ctx.db, source, key, position)
    if (rows.length > 0) yield rows.map(({ json }) => json)
    after = rows.length < BATCH ? undefined : rows.at(-1)?.key
  } while (after)
}
