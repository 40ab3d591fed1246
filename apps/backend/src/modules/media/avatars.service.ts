import { mediaApi } from '@fitvibe/contract'

import { inTransaction, type Context, type User } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { toAvatar } from '../../utils/pictures.ts'
import * as peopleService from '../people/people.service.ts'
import { discard, fileName, store } from './files.ts'
import * as mediaRepository from './media.repository.ts'
import { admit, inTurn } from './turns.ts'

interface Upload {
  readonly read: () => Promise<Uint8Array>
  /** Aborts if the client disconnects. */
  readonly signal: AbortSignal
}

/**
 * Replaces the user's avatar. The row follows its files and the old files outlive their row, so that
 * every address that an answer has shown leads to a picture; the sweep deletes what a crash leaves.
 * @throws AppError VALIDATION_ERROR or UNPROCESSABLE for a file that is no picture, CONFLICT while
 * another upload of the user runs, UNAVAILABLE if too many wait or the storage is full
 */
export function put(ctx: Context, user: User, { read, signal }: Upload) {
  return admit(user, signal, async () => {
    const bytes = await read()
    const fileKey = await store(ctx, await inTurn(() => toAvatar(bytes), signal))
    await replace(ctx, user.id, fileKey)
    return { avatarUrl: mediaApi.avatarPath(user.username, fileKey) }
  })
}

/** Points a user's avatar to files and deletes those of the picture before. */
async function replace(ctx: Context, owner: string, fileKey: string): Promise<void> {
  const before = await inTransaction(ctx, async (ctx) => {
    await mediaRepository.lockPictures(ctx.db, { owner })
    const before = await mediaRepository.deleteAvatar(ctx.db, { owner })
    const key = { owner, id: ctx.newId() }
    await mediaRepository.insertAvatar(ctx.db, key, { fileKey, createdAt: ctx.clock() })
    return before
  })
  if (before !== undefined) await discard(ctx, before)
}

/**
 * Stores a picture as a user's avatar unless there is one already.
 * @throws AppError VALIDATION_ERROR or UNPROCESSABLE for a file that is no picture
 */
export async function putFirst(ctx: Context, owner: string, file: Uint8Array): Promise<void> {
  const fileKey = await store(ctx, await inTurn(() => toAvatar(file)))
  const key = { owner, id: ctx.newId() }
  const row = { fileKey, createdAt: ctx.clock() }
  if (!(await mediaRepository.insertAvatar(ctx.db, key, row))) await discard(ctx, fileKey)
}

/** Deletes the user's avatar, if there is one. */
export async function remove(ctx: Context, { id: owner }: Pick<User, 'id'>): Promise<void> {
  const before = await mediaRepository.deleteAvatar(ctx.db, { owner })
  if (before !== undefined) await discard(ctx, before)
}

/**
 * Returns an avatar as WebP.
 * @throws AppError NOT_FOUND if the user does not see the profile in full, or the picture has changed
 */
export async function read(
  ctx: Context,
  user: User,
  { username, key: fileKey }: { readonly username: string; readonly key: string },
  size: mediaApi.AvatarSize,
): Promise<Buffer> {
  const owner = await peopleService.findIdInFull(ctx, user, username)
  const isCurrent = owner && (await mediaRepository.hasAvatar(ctx.db, { owner, fileKey }))
  const bytes = isCurrent && (await ctx.storage.read(fileName(fileKey, size)))
  if (!bytes) throw notFound('errors.notFound.picture')
  return bytes
}
