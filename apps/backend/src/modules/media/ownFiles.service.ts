import type { Context } from '../../context.ts'
import { fileNames } from './files.ts'
import * as mediaRepository from './media.repository.ts'

/** Lists the names of all files of a user. */
export async function list(ctx: Context, { owner }: { owner: string }): Promise<string[]> {
  const keys = await mediaRepository.listKeys(ctx.db, { owner })
  return keys.flatMap(fileNames)
}

/** Yields a file; nothing if it has been deleted meanwhile. */
export async function* read(ctx: Context, name: string): AsyncGenerator<Uint8Array> {
  const bytes = await ctx.storage.read(name)
  if (bytes) yield bytes
}
