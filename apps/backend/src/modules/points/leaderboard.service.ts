import type { leaderboardApi } from '@fitvibe/contract'

import type { Context, User } from '../../context.ts'
import { dayOf, startOf } from '../../utils/calendar.ts'
import * as leaderboardRepository from './leaderboard.repository.ts'

const MAX_RANKS = 100

/** Ranks the user among the athletes they follow. Lists only users who take part. */
export async function get(ctx: Context, user: User, period: leaderboardApi.LeaderboardPeriod) {
  const today = dayOf(ctx.clock(), user.timezone)
  const from = period === 'all' ? null : startOf(period, today, user.weekStart)
  const filter = { viewer: user.id, from, limit: MAX_RANKS }
  const items = await leaderboardRepository.listRanks(ctx.db, filter)
  return { period, from, isTakingPart: items.some(({ isYou }) => isYou), items }
}
