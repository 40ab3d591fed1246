import { importsApi, type Language } from '@fitvibe/contract'

import { RETENTION_SECONDS } from '../../config/retention.ts'
import type { Context, User } from '../../context.ts'
import { secondsAfter } from '../../utils/clock.ts'
import * as importedService from '../exercises/imported.service.ts'
import * as idempotencyService from '../system/idempotency.service.ts'
import { matchNames } from './exercises.service.ts'
import type { ImportFile, WorkoutOutline } from './importFile.ts'
import * as importsRepository from './imports.repository.ts'
import { splitNewAndKnown, type Change } from './known.service.ts'
import * as parseService from './parse.service.ts'
import { presentProblems } from './present.ts'
import * as progressService from './progress.service.ts'
import { countMeasurements, countSets, spanOf, totalVolumeOf } from './totals.rules.ts'
import { admit, inTurn } from './turns.ts'

/** How long a file can be committed. */
const OPEN_SECONDS = RETENTION_SECONDS.importFile
/** Open imports a user; another one deletes the oldest. */
const MAX_OPEN = 5
const LISTED = 100
const BATCH = 100

type Preview = importsApi.ImportPreview

interface Upload {
  readonly read: () => Promise<Uint8Array>
  readonly name: string | undefined
  readonly lang: Language
  readonly idempotencyKey: string | undefined
  /** Aborts if the client disconnects. */
  readonly signal: AbortSignal
}

/**
 * Parses a file, stores it for a day and returns what a commit would write. Writes nothing to the
 * history.
 * @throws AppError UNPROCESSABLE for a file that no known app wrote, CONFLICT while another import of
 * the user runs, UNAVAILABLE if too many files are waiting
 */
export function preview(ctx: Context, user: User, upload: Upload): Promise<Preview> {
  const { read, signal } = upload
  return admit(user, signal, async () => {
    parseService.prepare()
    void importedService.prepare()
    const bytes = await read()
    return inTurn(() => previewNow(ctx, user, { ...upload, bytes }), signal)
  })
}

async function previewNow(
  ctx: Context,
  user: User,
  upload: Upload & { readonly bytes: Uint8Array },
): Promise<Preview> {
  const fileName = upload.name ?? null
  const { file, kept, digest } = await parseService.parse(ctx, user, upload.bytes, upload.signal)
  const request = {
    owner: user.id,
    key: upload.idempotencyKey,
    name: 'previewImport',
    body: { content: digest, name: fileName },
  }
  return idempotencyService.once(ctx, request, async (ctx) => {
    const { fresh, known, changed, changes } = await splitNewAndKnown(ctx, user, file)
    const { source, format, missing } = file
    const key = { owner: user.id, id: ctx.newId() }
    const createdAt = ctx.clock()
    const counts = { workouts: fresh.length, sets: countSets(fresh) }
    const row = { source, format, fileName, kept, createdAt, ...counts }
    await importsRepository.insertImport(ctx.db, key, row)
    await importsRepository.deleteOldestOpen(ctx.db, { owner: user.id, kept: MAX_OPEN })
    return {
      id: key.id,
      source,
      fileName,
      encoding: file.encoding,
      ...spanOf(fresh, user.timezone),
      ...counts,
      measurements: countMeasurements(file),
      alreadyImported: known,
      changedSince: changed,
      changes: changes.slice(0, importsApi.MAX_CHANGES).map(presentChange),
      volume: missing.includes('unit') ? null : totalVolumeOf(fresh),
      ignored: file.ignored,
      exercises: await exercisesIn(ctx, user, upload.lang, {
        format,
        workouts: [...fresh, ...changes.map(({ workout }) => workout)],
      }),
      missing: [...missing],
      monthLanguages: [...file.monthLanguages],
      dates: file.dates,
      timezone: user.timezone,
      ...presentProblems(file, upload.lang),
      expiresAt: secondsAfter(createdAt, OPEN_SECONDS).toISOString(),
    }
  })
}

const presentChange = ({ workout, here, sets }: Change) => ({
  sessionId: here.id,
  startedAt: here.startedAt.toISOString(),
  title: { here: here.title, file: workout.title },
  sets: { here: here.sets, file: sets },
})

/** Returns the names to be matched; exercises of a history of FitVibe are identified by their ids. */
const exercisesIn = (
  ctx: Context,
  user: User,
  lang: Language,
  { format, workouts }: Pick<ImportFile<WorkoutOutline>, 'format' | 'workouts'>,
) => (format === 'json' ? [] : matchNames(ctx, user, lang, workouts))

export async function list(ctx: Context, user: User, lang: Language) {
  const imports = await importsRepository.listImports(ctx.db, { owner: user.id, limit: LISTED })
  return imports.map((stored) => {
    const hasProgress = stored.status === 'open' && stored.step !== 'none'
    return { ...stored, progress: hasProgress ? progressService.present(ctx, stored, lang) : null }
  })
}

/** Deletes files that were not committed in time, each up to 16 MB, and returns how many. */
export async function deleteExpired(ctx: Context): Promise<number> {
  const until = secondsAfter(ctx.clock(), -OPEN_SECONDS)
  let total = 0
  for (;;) {
    const deleted = await importsRepository.deleteExpired(ctx.db, { until, limit: BATCH })
    total += deleted
    if (deleted < BATCH) return total
  }
}
