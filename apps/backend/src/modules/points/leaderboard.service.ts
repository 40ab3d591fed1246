import type { leaderboardApi } from '@fitvibe/contract'

import type { Context, User } from '../../context.ts'
import { dayOf, startOf } from '../../utils/calendar.ts'
import * as leaderboardRepository from './leaderboard.repository.ts'

const LIMIT = 100

/** Those a user follows and the user, by points; both have to take part. */
export async function get(ctx: Context, user: User, period: leaderboardApi.LeaderboardPeriod) {
  const from = period === 'all' ? null : startOf(period, dayOf(ctx.clock(), user.timezone))
  const asked = { viewer: user.id, from, limit: LIMIT }
  const items = await leaderboardRepository.listRanks(ctx.db, asked)
  return { period, from, isTakingPart: items.some(({ isYou }) => isYou), items }
}
