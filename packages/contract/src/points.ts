import { z } from 'zod'

import { Id, idParams, pageOf, pageQuery, text, Timestamp } from './common.ts'
import type { Endpoint } from './endpoint.ts'

const Factors = z
  .object({
    age: z.number(),
    gender: z.number(),
    fitness: z.number(),
    frequency: z.number(),
    product: z.number().describe('Of the four, held within 0.8 and 1.3'),
  })
  .describe('Each within 0.9 and 1.1')

/** Everything that went into an award, so that it can be checked by hand. */
export const AwardDetails = z
  .object({
    minutes: z.number().describe('Effective minutes'),
    metMinutes: z.number().describe('MET × minutes, summed over the exercises'),
    factors: Factors,
    adherenceBonus: z.boolean().describe('Ten per cent more: done as planned, within 80–120 %'),
    raw: z.int().describe('Points before the limits'),
    limit: z.enum(['session', 'day']).nullable().describe('The limit that cut it, if one did'),
    refused: z
      .enum([
        'too_short',
        'too_early',
        'backdated',
        'too_many',
        'overlapping',
        'implausible',
        'imported',
      ])
      .nullable()
      .describe('Why it earned nothing, if so'),
    implausible: z
      .enum(['load', 'speed', 'reps', 'duration', 'pace'])
      .nullable()
      .default(null)
      .describe('What was beyond a body, where it was refused for that'),
  })
  .meta({ id: 'AwardDetails' })
export type AwardDetails = z.infer<typeof AwardDetails>

export const Award = z
  .object({
    points: z.int(),
    algorithmVersion: z.string().meta({ example: 'v1' }),
    details: AwardDetails,
    explanation: z.string().describe("How it came about, in the caller's language"),
  })
  .meta({ id: 'Award', description: 'Points that explain themselves' })
export type Award = z.infer<typeof Award>

export const PointEntry = z
  .object({
    id: Id,
    points: z.int().describe('Negative where something was taken back'),
    sourceType: z.enum(['session_completion', 'admin_adjustment', 'bonus_event']),
    algorithmVersion: z.string(),
    reason: z.string().meta({ example: 'completion' }),
    sessionId: Id.nullable(),
    sessionTitle: z.string().nullable(),
    explanation: z.string(),
    details: AwardDetails.nullable(),
    awardedAt: Timestamp,
  })
  .meta({ id: 'PointEntry', description: 'A row of the ledger; rows are only ever added' })
export type PointEntry = z.infer<typeof PointEntry>

export const getPoints = {
  method: 'GET',
  path: '/points',
  access: 'user',
  response: z.object({
    total: z.int().describe('The sum of the ledger'),
    today: z.int().describe("Earned by training on the caller's day, at most 250"),
  }),
  errors: [],
  summary: "Get the caller's points",
} satisfies Endpoint

export const listPoints = {
  method: 'GET',
  path: '/points/history',
  access: 'user',
  query: z.strictObject(pageQuery),
  response: pageOf(PointEntry),
  errors: [],
  summary: "List the caller's ledger, newest first",
} satisfies Endpoint

export const adjustPoints = {
  method: 'POST',
  path: '/admin/users/:id/points',
  access: 'admin',
  idempotent: true,
  params: idParams,
  body: z.strictObject({
    points: z
      .int()
      .min(-1_000)
      .max(1_000)
      .refine((points) => points !== 0, { message: 'zero' })
      .describe('To add, or negative to take away')
      .meta({ example: 50 }),
    reason: text(1, 200)
      .describe('Shown to the athlete')
      .meta({ example: 'Winner of the spring challenge' }),
  }),
  response: z.object({ id: Id, total: z.int().describe('The sum of the ledger after it') }),
  status: 201,
  errors: ['NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE'],
  summary: "Add an entry to an athlete's ledger by hand",
  description: 'With an `Idempotency-Key` it is booked once, however late it is sent again.',
} satisfies Endpoint
