import { randomBytes } from 'node:crypto'

import { mediaApi } from '@fitvibe/contract'

import type { Context } from '../../context.ts'

const SIZES = Object.keys(mediaApi.AVATAR_SIZES) as mediaApi.AvatarSize[]

/** A picture has one file for each size. */
export const fileName = (key: string, size: mediaApi.AvatarSize) => `${key}-${size}.webp`

export const fileNames = (key: string) => SIZES.map((size) => fileName(key, size))

/** Whether a file is a picture of ours or a draft of one: a folder may hold other files too. */
export const isOurs = (name: string) => /^[\da-f]{32}-[a-z]+\.webp(?:\.[\da-f-]{36})?$/.test(name)

/** Returns the key of a whole file, or undefined for another name. */
export const keyOf = (name: string) => /^([\da-f]{32})-[a-z]+\.webp$/.exec(name)?.[1]

/** Stores a picture in all sizes under a new random key, which it returns. */
export async function store(
  ctx: Context,
  picture: Readonly<Record<mediaApi.AvatarSize, Uint8Array>>,
): Promise<string> {
  const key = randomBytes(16).toString('hex')
  for (const size of SIZES) await ctx.storage.write(fileName(key, size), picture[size])
  return key
}

/** Deletes all sizes. The sweep deletes what a failure leaves behind, so it is only logged. */
export async function discard(ctx: Context, key: string): Promise<void> {
  for (const name of fileNames(key))
    await ctx.storage.delete(name).catch((error: Error) => {
      ctx.logger.warn({ module: 'media', reason: error.message }, 'file not deleted')
    })
}
