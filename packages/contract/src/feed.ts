import { z } from 'zod'

import { cursorQuery, Id, idParams, stretchOf, Timestamp, Timezone } from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { SessionExercise, SessionSummary } from './sessions.ts'

const { id, title, type, exerciseNames, totals, points, attribution } = SessionSummary.shape

const shared = {
  id,
  title,
  type,
  author: z
    .object({ username: z.string(), alias: z.string().nullable() })
    .describe('Who trained; e-mail addresses and ids never show'),
  completedAt: Timestamp,
  exerciseNames,
  totals,
  points,
  attribution,
}

export const FeedItem = z
  .object(shared)
  .meta({ id: 'FeedItem', description: 'A public completed session' })
export type FeedItem = z.infer<typeof FeedItem>

export const SharedSession = z
  .object({ ...shared, exercises: z.array(SessionExercise) })
  .meta({ id: 'SharedSession', description: 'A public completed session with its sets' })

export const listFeed = {
  method: 'GET',
  path: '/feed',
  access: 'public',
  query: z.strictObject(cursorQuery),
  response: stretchOf(FeedItem),
  errors: [],
  summary: 'List public sessions, newest first',
} satisfies Endpoint

export const getFeedSession = {
  method: 'GET',
  path: '/feed/:id',
  access: 'public',
  params: idParams,
  response: SharedSession,
  errors: ['NOT_FOUND'],
  summary: 'Get a public session with its sets',
} satisfies Endpoint

export const cloneSession = {
  method: 'POST',
  path: '/feed/:id/clone',
  access: 'user',
  idempotent: true,
  params: idParams,
  body: z
    .strictObject({
      plannedFor: Timestamp.optional(),
      timezone: Timezone.optional(),
    })
    .optional(),
  response: z.object({ newSessionId: Id }),
  status: 201,
  errors: ['NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE'],
  summary: "Copy a public session into one's own plan, credit kept",
  description: 'The copy is planned and private. What was planned is copied, else what was done.',
} satisfies Endpoint
