import { z } from 'zod'

import { Day, TimestampInput } from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { ExerciseType, SessionVisibility } from './vocabulary.ts'
import { Totals } from './work.ts'

const filters = {
  from: z.union([Day, TimestampInput]).optional().describe('First day'),
  to: z.union([Day, TimestampInput]).optional().describe('Last day, included; today by default'),
  category: ExerciseType.optional().describe('Only sessions that mostly consist of it'),
  visibility: SessionVisibility.optional(),
}

export const Met = z
  .object({
    completed: z.int().describe('As planned'),
    moved: z.int().describe('As planned, on another day'),
    partial: z.int().describe('Less than 80 % of the planned work'),
    skipped: z.int().describe('Not done, or nothing of it'),
  })
  .describe('How sessions were met that were due by now; cancelled ones aside')

const sums = {
  completed: z.int().describe('Sessions completed'),
  planned: z.int().describe('Sessions that were due by now, done or not; cancelled ones aside'),
  met: Met,
  plannedTotals: Totals.describe('What those were planned to be, in sums'),
  ...Totals.shape,
  calories: z.int().describe('kcal'),
  points: z.int(),
  adherence: z
    .int()
    .nullable()
    .describe('Mean of done ÷ planned work over planned sessions, a missed one 0; percent'),
}

export const getSummary = {
  method: 'GET',
  path: '/progress/summary',
  access: 'user',
  query: z.strictObject(filters),
  response: z.object({
    from: Day.nullable().describe('Null: from the beginning'),
    to: Day,
    ...sums,
    activeDays: z.int().describe('Days with at least one completed session'),
  }),
  errors: ['UNPROCESSABLE'],
  summary: "Sum up the caller's training over a time",
} satisfies Endpoint

export const getCharts = {
  method: 'GET',
  path: '/progress/charts',
  access: 'user',
  query: z.strictObject({
    ...filters,
    interval: z.enum(['week', 'month', 'year']).default('week').describe('Weeks begin on Monday'),
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
  description: 'By default the last 12 weeks, 12 months or 5 years; at most 520 buckets.',
} satisfies Endpoint

export const getStreak = {
  method: 'GET',
  path: '/progress/streak',
  access: 'user',
  response: z.object({
    current: z.int().min(0).describe('Weeks met in a row, the running one if it is met already'),
    longest: z.int().min(0),
    week: z
      .object({
        on: Day.describe('Its Monday'),
        until: Day.describe('Its Sunday'),
        planned: z.int().min(0).describe('Sessions due in it; cancelled ones aside'),
        done: z.int().min(0).describe('Of those, and what was done without a plan'),
        left: z.int().min(0).describe('Still to do for the week to be met'),
        isMet: z.boolean(),
      })
      .describe('The running week where the caller is'),
    explanation: z.string().describe("What keeps the streak alive, in the caller's language"),
  }),
  errors: [],
  summary: "Get the caller's streak: weeks in a row in which their own schedule was met",
  description:
    'A week is met when as many sessions were done as were planned for it, on whatever days; where ' +
    'none were planned, when there was training. The running week cannot end a streak. Weeks with ' +
    'neither plan nor training pause it, and end it when there are four in a row.',
} satisfies Endpoint
