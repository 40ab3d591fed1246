import { randomBytes } from 'node:crypto'

import type { Context } from '../../context.ts'

/**
 * An export is stored in parts, because the storage reads and writes whole files: memory is bounded by a
 * part, in a folder and in a bucket.
 */
const PART_BYTES = 4 * 1_024 * 1_024

const partName = (key: string, index: number) => `export-${key}-${String(index).padStart(5, '0')}`

/** Whether a file is a part of ours or a draft of one. */
export const isPart = (name: string) => /^export-[\da-f]{32}-\d{5}(?:\.[\da-f-]{36})?$/.test(name)

export const newKey = () => randomBytes(16).toString('hex')

/**
 * Stores a file in parts under a new key. Returns its length.
 * @throws AppError UNAVAILABLE if the storage is full or cannot be reached
 */
export async function store(
  ctx: Context,
  key: string,
  pieces: AsyncIterable<Uint8Array>,
): Promise<number> {
  let [bytes, count, held] = [0, 0, 0]
  let part: Uint8Array[] = []
  const flush = async () => {
    await ctx.storage.write(partName(key, count), Buffer.concat(part))
    bytes += held
    count += 1
    part = []
    held = 0
  }
  for await (const piece of pieces) {
    part.push(piece)
    held += piece.length
    if (held >= PART_BYTES) await flush()
  }
  if (held > 0) await flush()
  return bytes
}

/** Yields a stored file part by part; fewer bytes than stored if it is deleted meanwhile. */
export async function* read(ctx: Context, key: string): AsyncGenerator<Uint8Array> {
  for (let index = 0; ; index += 1) {
    const part = await ctx.storage.read(partName(key, index))
    if (!part) return
    yield part
  }
}

/** Deletes all parts, the last one first: what a failure leaves is found again from the first. */
export async function discard(ctx: Context, key: string): Promise<void> {
  let count = 0
  while (await ctx.storage.has(partName(key, count))) count += 1
  for (let index = count - 1; index >= 0; index -= 1) await ctx.storage.delete(partName(key, index))
}
