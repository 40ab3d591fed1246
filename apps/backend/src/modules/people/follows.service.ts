import type { Context, User } from '../../context.ts'
import { notFound, unprocessable } from '../../errors.ts'
import { cursorPage, seek, type CursorQuery } from '../../utils/lists.ts'
import * as followsRepository from './follows.repository.ts'
import * as peopleService from './people.service.ts'

/** Bounds the number of users whose sessions the feed of followed users has to search. */
const MAX_FOLLOWED = 2_000
/** Limits unanswered requests, so that nobody sends one to every user. */
const MAX_REQUESTED = 100

/**
 * Follows a public profile, or requests to follow a private one. A repeated call accepts an open
 * request if the profile has become public.
 * @throws AppError NOT_FOUND, UNPROCESSABLE for the user's own username or above a limit
 */
export function follow(ctx: Context, user: User, username: string) {
  return peopleService.lockedPair(
    ctx,
    user,
    username,
    'errors.followSelf',
    async (ctx, { other }, relationship) => {
      peopleService.assertVisible(relationship)
      // Cannot deadlock: a pair is locked by its lower id, so locks are always taken in id order.
      await followsRepository.lockFollower(ctx.db, { owner: user.id })
      const visibility = await followsRepository.lockVisibility(ctx.db, { following: other })
      const follow = await followsRepository.upsertFollow(ctx.db, {
        owner: user.id,
        following: other,
        id: ctx.newId(),
        status: visibility === 'public' ? 'accepted' : 'requested',
        now: ctx.clock(),
        maxFollowed: MAX_FOLLOWED,
        maxRequested: MAX_REQUESTED,
      })
      if (!follow) throw unprocessable('errors.followsTooMany')
      return { follow }
    },
  )
}

/** @throws AppError NOT_FOUND for a user who is neither followed by the caller nor visible */
export async function unfollow(ctx: Context, user: User, username: string): Promise<void> {
  const { pair, relationship } = await peopleService.getRelationship(ctx, user, username)
  const isDeleted = await followsRepository.deleteFollow(ctx.db, {
    owner: pair.viewer,
    following: pair.other,
  })
  if (!isDeleted) peopleService.assertVisible(relationship)
}

/** @throws AppError NOT_FOUND if there is no such request, or it has been withdrawn */
export async function accept(ctx: Context, user: User, username: string): Promise<void> {
  const follow = await findFollow(ctx, user, username)
  if (!follow || !(await followsRepository.setAccepted(ctx.db, follow)))
    throw notFound('errors.notFound.request')
}

/** Refuses a request or removes a follower. @throws AppError NOT_FOUND */
export async function remove(ctx: Context, user: User, username: string): Promise<void> {
  const follow = await findFollow(ctx, user, username)
  if (!follow || !(await followsRepository.deleteFollow(ctx.db, follow)))
    throw notFound('errors.notFound.request')
}

/**
 * Returns the keys of a follow of the user by another, whether there is one or not. An unknown name
 * gets the same answer as a hidden account: neither follows the user.
 */
async function findFollow(ctx: Context, user: User, username: string) {
  const owner = await peopleService.findId(ctx, username)
  return owner === undefined ? undefined : { owner, following: user.id }
}

/** Accepts all open requests, because the profile has become public; in the caller's transaction. */
export const acceptAll = (ctx: Context, owner: string) =>
  followsRepository.setAllAccepted(ctx.db, { following: owner })

/** Removes all followers and refuses all requests. */
export const removeAll = (ctx: Context, user: User) =>
  followsRepository.deleteAllOf(ctx.db, { following: user.id })

export async function listFollowing(ctx: Context, user: User, query: CursorQuery) {
  const found = await followsRepository.listFollowing(ctx.db, {
    viewer: user.id,
    ...seek(query),
  })
  return cursorPage(found, query.limit, (person) => person)
}

/** Lists followers (`accepted`) or open requests (`requested`). */
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
  return cursorPage(found, query.limit, (person) => person)
}
