import { IMPLAUSIBLE } from '@fitvibe/training/plausible'
import { z } from 'zod'

import { Id, idParams, pageOf, pagedQuery, text, Timestamp } from './common.ts'
import type { Endpoint } from './endpoint.ts'

const Factors = z
  .object({
    age: z.number(),
    gender: z.number(),
    fitness: z.number(),
    frequency: z.number(),
    product: z.number().describe('Product of the four factors, limited to 0.8 to 1.3'),
  })
  .describe('Each factor is between 0.9 and 1.1')

/** All figures that an award results from, so that the athlete can recalculate it. */
export const AwardDetails = z
  .object({
    minutes: z.number().describe('Effective minutes'),
    metMinutes: z.number().describe('MET × minutes, summed over the exercises'),
    factors: Factors,
    adherenceBonus: z.boolean().describe('Whether an adherence of 80 to 120 % added 10 %'),
    raw: z.int().describe('Points before the limits apply'),
    limit: z
      .enum(['session', 'day'])
      .nullable()
      .describe('The limit that reduced the points, if any'),
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
      .describe('Why the session earned no points'),
    implausible: z
      .enum(IMPLAUSIBLE)
      .nullable()
      .default(null)
      .describe('The figure beyond what a body can do, if that is why'),
  })
  .meta({ id: 'AwardDetails' })
export type AwardDetails = z.infer<typeof AwardDetails>

export const Award = z
  .object({
    points: z.int(),
    algorithmVersion: z.string().meta({ example: 'v1' }),
    details: AwardDetails,
    explanation: z.string().describe("How the points were calculated, in the caller's language"),
  })
  .meta({ id: 'Award', description: 'The points of a session, with an explanation' })
export type Award = z.infer<typeof Award>

export const PointEntry = z
  .object({
    id: Id,
    points: z.int().describe('Negative if points were deducted'),
    sourceType: z.enum(['session_completion', 'admin_adjustment', 'bonus_event']),
    algorithmVersion: z.string(),
    reason: z.string().meta({ example: 'completion' }),
    sessionId: Id.nullable(),
    sessionTitle: z.string().nullable(),
    explanation: z.string(),
    details: AwardDetails.nullable(),
    awardedAt: Timestamp,
  })
  .meta({
    id: 'PointEntry',
    description: 'An entry of the ledger. Entries are added, never changed',
  })
export type PointEntry = z.infer<typeof PointEntry>

export const getPoints = {
  method: 'GET',
  path: '/points',
  access: 'user',
  response: z.object({
    total: z.int().describe('Sum of the ledger'),
    today: z.int().describe("Earned by training today, in the caller's time zone; at most 250"),
  }),
  errors: [],
  summary: "Get the caller's points",
} satisfies Endpoint

export const listPoints = {
  method: 'GET',
  path: '/points/history',
  access: 'user',
  query: z.strictObject(pagedQuery),
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
      .describe('Points to add; negative to deduct')
      .meta({ example: 50 }),
    reason: text(1, 200)
      .describe('The athlete sees this')
      .meta({ example: 'Winner of the spring challenge' }),
  }),
  response: z.object({ id: Id, total: z.int().describe('Sum of the ledger after the adjustment') }),
  status: 201,
  errors: ['NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE'],
  summary: "Add a manual entry to an athlete's ledger",
  description:
    'An `Idempotency-Key` books at most one entry, even if the request is repeated much later.',
} satisfies Endpoint
