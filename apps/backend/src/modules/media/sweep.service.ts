import type { Context } from '../../context.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { fileNames, isOurs, keyOf } from './files.ts'
import * as mediaRepository from './media.repository.ts'

/** An upload writes its row long before its files are this old. */
const GRACE_SECONDS = 3_600
const BATCH = 500

/**
 * Deletes files without a row, once they are an hour old, and rows whose files are gone. Deletes no
 * row while the storage has no picture at all: then it is more likely unmounted than empty.
 */
export async function sweep(ctx: Context): Promise<{ files: number; rows: number }> {
  const { listed, deleted: files } = await sweepFiles(ctx)
  if (listed > 0) return { files, rows: await sweepRows(ctx) }
  ctx.logger.info({ module: 'media' }, 'no pictures in the storage')
  return { files, rows: 0 }
}

async function sweepFiles(ctx: Context) {
  const before = secondsAfter(ctx.clock(), -GRACE_SECONDS)
  let listed = 0
  let deleted = 0
  let batch: string[] = []
  const flush = async () => {
    deleted += await deleteUnknown(ctx, batch)
    batch = []
  }
  for await (const { name, writtenAt } of ctx.storage.list()) {
    if (!isOurs(name)) continue
    listed += 1
    if (writtenAt < before) batch.push(name)
    if (batch.length === BATCH) await flush()
  }
  await flush()
  return { listed, deleted }
}

async function deleteUnknown(ctx: Context, names: readonly string[]): Promise<number> {
  const keys = names.flatMap((name) => keyOf(name) ?? [])
  const known = new Set(keys.length > 0 ? await mediaRepository.listKnown(ctx.db, keys) : [])
  const unknown = names.filter((name) => !known.has(keyOf(name) ?? ''))
  for (const name of unknown) await ctx.storage.delete(name)
  return unknown.length
}

async function sweepRows(ctx: Context): Promise<number> {
  let deleted = 0
  let after: { owner: string; id: string } | undefined
  for (;;) {
    const page = await mediaRepository.listRows(ctx.db, { after, limit: BATCH })
    for (const row of page) {
      const found = await Promise.all(fileNames(row.fileKey).map((name) => ctx.storage.has(name)))
      if (found.every(Boolean)) continue
      await mediaRepository.deleteRow(ctx.db, row)
      deleted += 1
    }
    after = page.at(-1)
    if (page.length < BATCH) return deleted
  }
}
