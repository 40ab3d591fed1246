import { z } from 'zod'

import { Day } from './common.ts'
import type { Endpoint } from './endpoint.ts'

export const LeaderboardPeriod = z
  .enum(['week', 'month', 'all'])
  .describe("The caller's running week, from Monday, or month, or all there is")
export type LeaderboardPeriod = z.infer<typeof LeaderboardPeriod>

export const LeaderboardEntry = z
  .object({
    rank: z
      .int()
      .min(1)
      .describe('Those with as many points share a rank; the next one is left out'),
    username: z.string(),
    alias: z.string().nullable().describe('Name shown instead of the username'),
    points: z.int().describe('The sum of their ledger in the period'),
    isYou: z.boolean(),
  })
  .meta({ id: 'LeaderboardEntry', description: 'Somebody who takes part in the leaderboard' })
export type LeaderboardEntry = z.infer<typeof LeaderboardEntry>

export const getLeaderboard = {
  method: 'GET',
  path: '/leaderboard',
  access: 'user',
  query: z.strictObject({ period: LeaderboardPeriod.default('week') }),
  response: z.object({
    period: LeaderboardPeriod,
    from: Day.nullable().describe('Its first day; null for all'),
    isTakingPart: z.boolean().describe('Whether the caller does: `onLeaderboard` of the profile'),
    items: z
      .array(LeaderboardEntry)
      .describe('The first 100, and the caller; empty for who does not take part'),
  }),
  errors: [],
  summary: 'Compare points with those one follows, if both take part',
  description:
    'Nobody is shown who has not said so by `onLeaderboard`, and nobody sees it who has not. One sees ' +
    'those one follows and oneself; blocked people and suspended accounts never.',
} satisfies Endpoint
