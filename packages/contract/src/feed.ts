import { z } from 'zod'

import {
  cursorQuery,
  Id,
  idParams,
  stretchOf,
  Timestamp,
  TimestampInput,
  Timezone,
  Username,
} from './common.ts'
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
  .meta({ id: 'FeedItem', description: 'A shared completed session' })
export type FeedItem = z.infer<typeof FeedItem>

export const SharedSession = z
  .object({
    ...shared,
    isHidden: z.boolean().describe("Whether it is hidden from the caller's feed"),
    exercises: z.array(SessionExercise),
  })
  .meta({ id: 'SharedSession', description: 'A shared completed session with its sets' })

export const listFeed = {
  method: 'GET',
  path: '/feed',
  access: 'public',
  personal: true,
  query: z.strictObject({
    ...cursorQuery,
    scope: z
      .enum(['public', 'following'])
      .default('public')
      .describe('All public sessions, or what those share whom the caller follows'),
    author: Username.optional().describe('Only what this athlete shares, whatever the scope'),
  }),
  response: stretchOf(FeedItem),
  errors: ['AUTH_REQUIRED'],
  summary: 'List shared sessions, newest first',
  description:
    '`following` needs a login. Whom the caller blocks or is blocked by is left out, and so is what ' +
    'the caller has hidden, but for `author`; of one who cannot be seen there is nothing.',
} satisfies Endpoint

export const getFeedSession = {
  method: 'GET',
  path: '/feed/:id',
  access: 'public',
  personal: true,
  params: idParams,
  response: SharedSession,
  errors: ['NOT_FOUND', 'AUTH_REQUIRED'],
  summary: 'Get a shared session with its sets',
} satisfies Endpoint

export const hideFeedSession = {
  method: 'PUT',
  path: '/feed/:id/hide',
  access: 'user',
  params: idParams,
  errors: ['NOT_FOUND'],
  summary: "Hide a session from the caller's feed",
} satisfies Endpoint

export const unhideFeedSession = {
  method: 'DELETE',
  path: '/feed/:id/hide',
  access: 'user',
  params: idParams,
  errors: ['NOT_FOUND'],
  summary: "Show a session in the caller's feed again",
} satisfies Endpoint

export const cloneSession = {
  method: 'POST',
  path: '/feed/:id/clone',
  access: 'user',
  idempotent: true,
  params: idParams,
  body: z
    .strictObject({
      plannedFor: TimestampInput.optional(),
      timezone: Timezone.optional(),
    })
    .optional(),
  response: z.object({ newSessionId: Id }),
  status: 201,
  errors: ['NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE'],
  summary: "Copy a shared session into one's own plan, credit kept",
  description: 'The copy is planned and private. What was planned is copied, else what was done.',
} satisfies Endpoint
