import type { peopleApi } from '@fitvibe/contract'

import { inTransaction, type Context, type User } from '../../context.ts'
import { notFound, unprocessable } from '../../errors.ts'
import * as peopleRepository from './people.repository.ts'
import type { Pair, Relationship } from './people.repository.ts'

/** Finds users by the beginning of their username; `searchPeople` lists who is left out. */
export async function search(ctx: Context, user: User, { q, limit }: { q: string; limit: number }) {
  const prefix = q.toLowerCase()
  const items = await peopleRepository.searchPeople(ctx.db, { viewer: user.id, prefix, limit })
  return { items }
}

/**
 * Returns a profile. Alias and counts are null for a private profile that has not accepted the
 * user.
 * @throws AppError NOT_FOUND if the other user is unknown, not active or blocked either way
 */
export async function get(ctx: Context, user: User, username: string): Promise<peopleApi.Profile> {
  const pair = await getPair(ctx, user, username)
  const profile = assertVisible(await peopleRepository.findProfile(ctx.db, pair))
  if (canSeeDetails(profile) || pair.viewer === pair.other) return profile
  return { ...profile, alias: null, avatarUrl: null, counts: null }
}

/**
 * Runs `work` in a transaction that locks the relationship between two users against changes by
 * others, and passes it that relationship.
 * @throws AppError NOT_FOUND for an unknown username, UNPROCESSABLE with `selfKey` for the user's
 * own
 */
export async function lockedPair<T>(
  ctx: Context,
  user: User,
  username: string,
  selfKey: 'errors.followSelf' | 'errors.blockSelf',
  work: (ctx: Context, pair: Pair, relationship: Relationship | undefined) => Promise<T>,
): Promise<T> {
  const pair = await getPair(ctx, user, username)
  if (pair.viewer === pair.other) throw unprocessable(selfKey)
  return inTransaction(ctx, async (ctx) => {
    await peopleRepository.lockPair(ctx.db, pair)
    return work(ctx, pair, await peopleRepository.findRelationship(ctx.db, pair))
  })
}

/**
 * Returns the relationship to another user, visible or not.
 * @throws AppError NOT_FOUND for an unknown username
 */
export async function getRelationship(ctx: Context, user: User, username: string) {
  const pair = await getPair(ctx, user, username)
  return { pair, relationship: await peopleRepository.findRelationship(ctx.db, pair) }
}

/** Returns a user's id, regardless of the account's status. */
export const findId = (ctx: Context, username: string) => peopleRepository.findId(ctx.db, username)

/** Returns the id of a user whose profile the caller sees in full; undefined for everybody else. */
export async function findIdInFull(ctx: Context, user: User, username: string) {
  const { pair, relationship } = await getRelationship(ctx, user, username)
  const { other } = pair
  return canSeeDetails(assertVisible(relationship)) || other === user.id ? other : undefined
}

/** @throws AppError NOT_FOUND for an unknown username */
async function getPair(ctx: Context, user: User, username: string): Promise<Pair> {
  const other = await findId(ctx, username)
  if (other === undefined) throw notFound('errors.notFound.person')
  return { viewer: user.id, other }
}

/**
 * Returns its argument if the other user is active and not blocked either way.
 * @throws AppError NOT_FOUND otherwise, the same answer as for an unknown username
 */
export function assertVisible<T extends Relationship>(relationship: T | undefined): T {
  if (!relationship?.isActive || relationship.block !== null)
    throw notFound('errors.notFound.person')
  return relationship
}

const canSeeDetails = ({ visibility, follow }: Relationship) =>
  visibility === 'public' || follow === 'accepted'
