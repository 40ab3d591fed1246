import { join } from 'node:path'

import type { Context } from '../../context.ts'
import { hashId } from '../../utils/erasures.ts'
import { appendLine, readLines } from '../../utils/wholeFiles.ts'
import * as deletionsService from '../users/deletions.service.ts'
import * as erasureRepository from './erasure.repository.ts'
import type { Tombstone } from './erasure.repository.ts'

/** Tombstones compared with the database by one statement. */
const BATCH = 1_000

const LINE = /^([0-9a-f]{64}) ([0-9a-f]{64}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/

/** The file of tombstones in the data folder, which a backup of the database does not contain. */
export const fileOf = ({ config }: Context): string => join(config.dataDir, 'erasures.txt')

/**
 * Stores a tombstone in the caller's transaction, and in the file. The file comes first: a tombstone
 * of an erasure that is rolled back does no harm, because the erasure is repeated anyway. A folder that
 * cannot be written must not stop an erasure.
 */
export async function add(ctx: Context, tombstone: Tombstone): Promise<void> {
  await appendLine(fileOf(ctx), lineOf(tombstone)).catch((error: unknown) =>
    ctx.logger.warn({ module: 'privacy', err: error }, 'the file of erasures cannot be written'),
  )
  await erasureRepository.insertTombstones(ctx.db, [tombstone])
}

/** Returns all tombstones as lines, oldest first, in the format of the file. */
export async function list(ctx: Context): Promise<string[]> {
  return (await erasureRepository.listTombstones(ctx.db)).map(lineOf)
}

const lineOf = ({ idHash, nameHash, erasedAt }: Tombstone) =>
  `${idHash.toString('hex')} ${nameHash.toString('hex')} ${erasedAt.toISOString()}`

/**
 * Compares the tombstones of a file with the database. Marks accounts for erasure that had been erased
 * and came back with a backup, and reserves their usernames. Returns the ids of these accounts. Asks
 * nothing more of the database if it knows every tombstone, unless `isThorough`. Skips lines that are no tombstones, such as
 * one that a crash cut off.
 */
export async function replay(
  ctx: Context,
  file: string,
  { isThorough = false }: { isThorough?: boolean } = {},
): Promise<string[]> {
  const missing: Tombstone[] = []
  let batch: Tombstone[] = []
  const compare = async () => {
    const hashes = batch.map(({ idHash }) => idHash)
    const known = await erasureRepository.findKnown(ctx.db, hashes)
    const keys = new Set(known.map((hash) => hash.toString('hex')))
    missing.push(...batch.filter(({ idHash }) => isThorough || !keys.has(idHash.toString('hex'))))
    batch = []
  }
  for await (const line of readLines(file)) {
    const tombstone = parse(line)
    if (!tombstone) continue
    batch.push(tombstone)
    if (batch.length === BATCH) await compare()
  }
  await compare()
  return missing.length === 0 ? [] : repeat(ctx, missing)
}

/** Marks the accounts first: after a crash in between, the tombstones are still missing. */
async function repeat(ctx: Context, missing: readonly Tombstone[]): Promise<string[]> {
  const hashes = new Set(missing.map(({ idHash }) => idHash.toString('hex')))
  const isErased = (id: string) =>
    ctx.config.erasureSecrets.some((key) => hashes.has(hashId(key, id).toString('hex')))
  const found = await deletionsService.replay(ctx, isErased)
  for (let at = 0; at < missing.length; at += BATCH)
    await erasureRepository.insertTombstones(ctx.db, missing.slice(at, at + BATCH))
  return found
}

function parse(line: string): Tombstone | undefined {
  const [, id, name, time] = LINE.exec(line) ?? []
  if (!id || !name || !time) return undefined
  return {
    idHash: Buffer.from(id, 'hex'),
    nameHash: Buffer.from(name, 'hex'),
    erasedAt: new Date(time),
  }
}
