import { z } from 'zod'

import { Day, TimestampInput } from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { ExerciseType, SessionVisibility } from './vocabulary.ts'
import { Totals } from './work.ts'

const filters = {
  from: z
    .union([Day, TimestampInput])
    .optional()
    .describe('First day; a session counts on the day it began in its own time zone'),
  to: z.union([Day, TimestampInput]).optional().describe('Last day, inclusive; today by default'),
  category: ExerciseType.optional().describe('Only sessions that consist mainly of this type'),
  visibility: SessionVisibility.optional(),
}

export const Met = z
  .object({
    completed: z.int().describe('As planned'),
    moved: z.int().describe('As planned, but on another day'),
    partial: z.int().describe('Less than 80 % of the planned work'),
    skipped: z.int().describe('Not done, or without any of the planned work'),
  })
  .describe('Sessions due by now, by result; without cancelled ones')

const sums = {
  completed: z.int().describe('Completed sessions'),
  planned: z.int().describe('Sessions due by now, done or not; without cancelled ones'),
  met: Met,
  plannedTotals: Totals.describe('Planned totals of the sessions due by now'),
  ...Totals.shape,
  calories: z.int().describe('kcal'),
  points: z.int(),
  adherence: z
    .int()
    .nullable()
    .describe(
      'Mean of done ÷ planned work over the planned sessions, %; a missed session counts as 0',
    ),
}

export const getSummary = {
  method: 'GET',
  path: '/progress/summary',
  access: 'user',
  query: z.strictObject(filters),
  response: z.object({
    from: Day.nullable().describe('Null means from the beginning'),
    to: Day,
    ...sums,
    activeDays: z.int().describe('Days with at least one completed session'),
    firstOn: Day.nullable().describe(
      'First day of training with these filters, in any period; null if there is none',
    ),
    lastOn: Day.nullable().describe('Last day of training with these filters, in any period'),
  }),
  errors: ['UNPROCESSABLE'],
  summary: "Summarise the caller's training over a period",
} satisfies Endpoint

export const getCharts = {
  method: 'GET',
  path: '/progress/charts',
  access: 'user',
  query: z.strictObject({
    ...filters,
    interval: z
      .enum(['week', 'month', 'year'])
      .default('week')
      .describe("Weeks begin on the caller's first day of the week"),
  }),
  response: z.object({
    interval: z.enum(['week', 'month', 'year']),
    from: Day,
    to: Day,
    buckets: z
      .array(z.object({ on: Day.describe('First day of the bucket'), ...sums }))
      .describe('Oldest first, without gaps'),
  }),
  errors: ['UNPROCESSABLE'],
  summary: "Chart the caller's training by week, month or year",
  description:
    'Covers the last 12 weeks, 12 months or 5 years by default, and at most 520 buckets.',
} satisfies Endpoint

export const getStreak = {
  method: 'GET',
  path: '/progress/streak',
  access: 'user',
  response: z.object({
    current: z
      .int()
      .min(0)
      .describe('Consecutive weeks met; the current week counts once it is met'),
    longest: z.int().min(0),
    week: z
      .object({
        on: Day.describe('First day of the week'),
        until: Day.describe('Last day of the week'),
        planned: z.int().min(0).describe('Sessions due in the week, without cancelled ones'),
        done: z.int().min(0).describe('Of those, plus sessions done without a plan'),
        left: z.int().min(0).describe('Sessions left to do this week'),
        isMet: z.boolean(),
      })
      .describe("The current week in the caller's time zone"),
    explanation: z.string().describe("How to keep the streak, in the caller's language"),
  }),
  errors: [],
  summary: "Get the caller's streak: consecutive weeks in which they kept to their own schedule",
  description:
    'A week is met if as many sessions were done as were planned, on any days. A week without a plan is ' +
    'met by any training. The current week cannot end a streak. Weeks with neither plan nor training ' +
    'pause the streak; four of them in a row end it.',
} satisfies Endpoint
