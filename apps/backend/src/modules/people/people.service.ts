import type { peopleApi } from '@fitvibe/contract'

import { inTransaction, type Context, type User } from '../../context.ts'
import { notFound, unprocessable } from '../../errors.ts'
import * as peopleRepository from './people.repository.ts'
import type { Acquaintance, Pair } from './people.repository.ts'

/** Finds people by how their username begins; see `searchPeople` for whom. */
export async function search(ctx: Context, user: User, { q, limit }: { q: string; limit: number }) {
  const prefix = q.toLowerCase()
  const items = await peopleRepository.searchPeople(ctx.db, { viewer: user.id, prefix, limit })
  return { items }
}

/**
 * The profile of somebody the user may know of, without alias and counts where it is private and
 * has not accepted the user.
 * @throws AppError NOT_FOUND, as all below for somebody who is unknown, not active or blocked
 */
export async function get(ctx: Context, user: User, username: string): Promise<peopleApi.Profile> {
  const pair = await pairOf(ctx, user, username)
  const found = seen(await peopleRepository.findProfile(ctx.db, pair))
  if (isOpen(found) || pair.viewer === pair.other) return found
  return { ...found, alias: null, counts: null }
}

/**
 * Does something about two people while nothing else changes between them, in a transaction of its
 * own; `work` gets how they stand to each other.
 * @throws AppError NOT_FOUND for a name nobody has, UNPROCESSABLE with `selfKey` for oneself
 */
export async function withPerson<T>(
  ctx: Context,
  user: User,
  username: string,
  selfKey: 'errors.followSelf' | 'errors.blockSelf',
  work: (ctx: Context, pair: Pair, found: Acquaintance | undefined) => Promise<T>,
): Promise<T> {
  const pair = await pairOf(ctx, user, username)
  if (pair.viewer === pair.other) throw unprocessable(selfKey)
  return inTransaction(ctx, async (ctx) => {
    await peopleRepository.lockPair(ctx.db, pair)
    return work(ctx, pair, await peopleRepository.findAcquaintance(ctx.db, pair))
  })
}

/** How the user and somebody stand to each other, be they to be seen or not. */
export async function acquaintance(ctx: Context, user: User, username: string) {
  const pair = await pairOf(ctx, user, username)
  return { pair, found: await peopleRepository.findAcquaintance(ctx.db, pair) }
}

/** @throws AppError NOT_FOUND for a name nobody has */
export async function pairOf(ctx: Context, user: User, username: string): Promise<Pair> {
  const other = await peopleRepository.findId(ctx.db, username)
  if (other === undefined) throw notFound('errors.notFound.person')
  return { viewer: user.id, other }
}

/** Whoever is unknown, not active or blocked looks the same: not there. */
export function seen<T extends Acquaintance>(found: T | undefined): T {
  if (!found?.isActive || found.block !== null) throw notFound('errors.notFound.person')
  return found
}

const isOpen = ({ visibility, follow }: Acquaintance) =>
  visibility === 'public' || follow === 'accepted'
