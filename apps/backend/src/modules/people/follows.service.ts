import type { Context, User } from '../../context.ts'
import { notFound, unprocessable } from '../../errors.ts'
import { cursorPage, seek, type CursorQuery } from '../../utils/lists.ts'
import * as followsRepository from './follows.repository.ts'
import * as peopleService from './people.service.ts'

/** More than anybody can keep up with; it bounds what the feed of those one follows looks through. */
const MOST_FOLLOWED = 2_000
/** Requests that wait for an answer, so that nobody asks everybody. */
const MOST_REQUESTED = 100

/**
 * Follows a public profile, or asks a private one. Asked again once the profile is public, it is
 * accepted.
 * @throws AppError NOT_FOUND, UNPROCESSABLE for oneself, and for one too many
 */
export function follow(ctx: Context, user: User, username: string) {
  return peopleService.withPerson(
    ctx,
    user,
    username,
    'errors.followSelf',
    async (ctx, { other }, found) => {
      const { visibility } = peopleService.seen(found)
      // Whoever holds the lower id of two may wait for the higher: nobody waits the other way round.
      await followsRepository.lockFollower(ctx.db, user.id)
      const follow = await followsRepository.upsertFollow(ctx.db, {
        owner: user.id,
        following: other,
        id: ctx.newId(),
        status: visibility === 'public' ? 'accepted' : 'requested',
        now: ctx.clock(),
        most: MOST_FOLLOWED,
        mostRequested: MOST_REQUESTED,
      })
      if (!follow) throw unprocessable('errors.followsTooMany')
      return { follow }
    },
  )
}

/** @throws AppError NOT_FOUND for somebody neither followed nor to be seen */
export async function unfollow(ctx: Context, user: User, username: string): Promise<void> {
  const { pair, found } = await peopleService.acquaintance(ctx, user, username)
  const isEnded = await followsRepository.deleteFollow(ctx.db, {
    owner: pair.viewer,
    following: pair.other,
  })
  if (!isEnded) peopleService.seen(found)
}

/** @throws AppError NOT_FOUND for a request that is not there, or no more */
export async function accept(ctx: Context, user: User, username: string): Promise<void> {
  const { viewer, other } = await peopleService.pairOf(ctx, user, username)
  const isAccepted = await followsRepository.setAccepted(ctx.db, {
    owner: other,
    following: viewer,
  })
  if (!isAccepted) throw notFound('errors.notFound.request')
}

/** Refuses a request or removes a follower. @throws AppError NOT_FOUND */
export async function remove(ctx: Context, user: User, username: string): Promise<void> {
  const { viewer, other } = await peopleService.pairOf(ctx, user, username)
  const isRemoved = await followsRepository.deleteFollow(ctx.db, {
    owner: other,
    following: viewer,
  })
  if (!isRemoved) throw notFound('errors.notFound.request')
}

export async function listFollowing(ctx: Context, user: User, query: CursorQuery) {
  const found = await followsRepository.listFollowing(ctx.db, {
    viewer: user.id,
    ...seek(query),
  })
  return cursorPage(found, query.limit, (one) => one)
}

/** Followers, or those who ask to be. */
export async function listFollowers(
  ctx: Context,
  user: User,
  status: 'requested' | 'accepted',
  query: CursorQuery,
) {
  const found = await followsRepository.listFollowers(ctx.db, {
    viewer: user.id,
    status,
    ...seek(query),
  })
  return cursorPage(found, query.limit, (one) => one)
}
