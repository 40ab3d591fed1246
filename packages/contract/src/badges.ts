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
  .describe('Which badge')
export type BadgeCode = z.infer<typeof BadgeCode>

const name = z
  .string()
  .describe("What it is called, in the caller's language")
  .meta({ example: 'Four weeks in a row' })

export const NewBadge = z
  .object({ code: BadgeCode, name })
  .meta({ id: 'NewBadge', description: 'A badge that has just been earned' })
export type NewBadge = z.infer<typeof NewBadge>

export const Badge = z
  .object({
    code: BadgeCode,
    name,
    description: z.string().describe('What it takes'),
    earnedAt: Timestamp.nullable(),
    session: z
      .object({ id: Id, title: z.string() })
      .nullable()
      .describe('The one that earned it, if it is still there'),
    explanation: z.string().nullable().describe('Why it was earned'),
    progress: z
      .object({
        value: z.int().min(0),
        target: z.int().min(1),
        text: z.string().meta({ example: '7 of 12 weeks' }),
      })
      .nullable()
      .describe('How far it is; null once earned, and for what comes in one go'),
  })
  .meta({ id: 'Badge', description: 'A badge, earned or still open' })
export type Badge = z.infer<typeof Badge>

export const listBadges = {
  method: 'GET',
  path: '/badges',
  access: 'user',
  response: z.object({ items: z.array(Badge) }),
  errors: [],
  summary: "List all badges: the caller's with when and why, the others with how far they are",
  description:
    'Badges are earned by completing a session, each once. What was imported, is implausible or dated ' +
    'back more than 7 days earns none by itself, but counts towards the next. A badge goes with the ' +
    'session that earned it, unless it would stand without it.',
} satisfies Endpoint
