import { z } from 'zod'

import { Day } from './common.ts'
import type { Endpoint } from './endpoint.ts'

export const LeaderboardPeriod = z
  .enum(['week', 'month', 'all'])
  .describe("The caller's current week, current month, or all time")
export type LeaderboardPeriod = z.infer<typeof LeaderboardPeriod>

export const LeaderboardEntry = z
  .object({
    rank: z
      .int()
      .min(1)
      .describe('Equal points share a rank, and the ranks after it are skipped: 1, 1, 3'),
    username: z.string(),
    alias: z.string().nullable().describe('Display name, shown instead of the username'),
    points: z.int().describe('Sum of the ledger in the period'),
    isYou: z.boolean(),
  })
  .meta({ id: 'LeaderboardEntry', description: 'A user on the leaderboard' })
export type LeaderboardEntry = z.infer<typeof LeaderboardEntry>

export const getLeaderboard = {
  method: 'GET',
  path: '/leaderboard',
  access: 'user',
  query: z.strictObject({ period: LeaderboardPeriod.default('week') }),
  response: z.object({
    period: LeaderboardPeriod,
    from: Day.nullable().describe('First day of the period; null for `all`'),
    isTakingPart: z.boolean().describe("The caller's `onLeaderboard` setting"),
    items: z
      .array(LeaderboardEntry)
      .describe('The first 100 and the caller; empty if the caller does not take part'),
  }),
  errors: [],
  summary: 'Compare points with the users the caller follows',
  description:
    'Lists the caller and the users they follow. Only users who turned on `onLeaderboard` appear on the ' +
    'leaderboard or see it. Blocked users and suspended accounts never appear.',
} satisfies Endpoint
