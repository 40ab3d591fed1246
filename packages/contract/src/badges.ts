import { z } from 'zod'

import { Id, Timestamp } from './common.ts'
import type { Endpoint } from './endpoint.ts'

export const BadgeCode = z
  .enum([
    'first_session',
    'planned_week',
    'streak_4_weeks',
    'streak_12_weeks',
    'streak_26_weeks',
    'streak_52_weeks',
    'as_planned_month',
    'every_weekday',
    'twelve_months',
    'whole_body',
    'comeback',
    'hundred_workouts',
    'marathon_badge',
  ])
  .describe('Identifies the badge')
export type BadgeCode = z.infer<typeof BadgeCode>

const name = z
  .string()
  .describe("Name in the caller's language")
  .meta({ example: 'Four weeks in a row' })

export const NewBadge = z
  .object({ code: BadgeCode, name })
  .meta({ id: 'NewBadge', description: 'A newly earned badge' })
export type NewBadge = z.infer<typeof NewBadge>

export const Badge = z
  .object({
    code: BadgeCode,
    name,
    description: z.string().describe('How to earn the badge'),
    earnedAt: Timestamp.nullable(),
    session: z
      .object({ id: Id, title: z.string() })
      .nullable()
      .describe('The session that earned it; null if not earned or the session is deleted'),
    explanation: z.string().nullable().describe('When and how it was earned; null if not earned'),
    progress: z
      .object({
        value: z.int().min(0),
        target: z.int().min(1),
        text: z.string().meta({ example: '7 of 12 weeks' }),
      })
      .nullable()
      .describe('Null once earned, and for badges that a single session earns'),
  })
  .meta({ id: 'Badge', description: 'A badge, earned or not' })
export type Badge = z.infer<typeof Badge>

export const listBadges = {
  method: 'GET',
  path: '/badges',
  access: 'user',
  response: z.object({ items: z.array(Badge) }),
  errors: [],
  summary:
    "List all badges: earned ones with the day and reason, the others with the caller's progress",
  description:
    'Completing a session earns badges, each of them once. Sessions that are imported, implausible or ' +
    'logged more than 7 days late earn none, but count towards later ones. Deleting a session deletes its ' +
    'badges, unless the remaining sessions earn them too.',
} satisfies Endpoint
