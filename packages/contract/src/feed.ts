import { MAX_NAMES_IN_FEED, MAX_SESSION_BLOCKS } from '@fitvibe/training/limits'
import { z } from 'zod'

import {
  cursorQuery,
  Id,
  idParams,
  cursorPageOf,
  Timestamp,
  TimestampInput,
  Timezone,
  Username,
} from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { AvatarUrl } from './media.ts'
import { SessionExercise, SessionSummary } from './sessions.ts'

const { id, title, type, exerciseNames, totals, points, attribution } = SessionSummary.shape

const shared = {
  id,
  title,
  type,
  author: z
    .object({
      username: z.string(),
      alias: z.string().nullable(),
      avatarUrl: AvatarUrl.describe('Path of the avatar; null without a login too'),
    })
    .describe('The athlete, without e-mail address or id'),
  completedAt: Timestamp,
  exerciseNames: exerciseNames.describe(`The first ${MAX_NAMES_IN_FEED}, in order`),
  exerciseCount: z.int().min(0).describe('Number of exercises, with those that are not named'),
  totals,
  points,
  attribution,
  translated: z
    .boolean()
    .describe("Whether texts are translated into the caller's language; a later read may be"),
  language: z
    .string()
    .nullable()
    .describe('Language in which the athlete wrote, as detected; null until known')
    .meta({ example: 'de' }),
}

const originals = {
  title,
  exerciseNames: exerciseNames.describe("As the athlete wrote them; the library's as above"),
}
const asWritten = 'The texts as the athlete wrote them; null unless translated'

export const FeedItem = z
  .object({ ...shared, original: z.object(originals).nullable().describe(asWritten) })
  .meta({ id: 'FeedItem', description: 'A shared completed session' })
export type FeedItem = z.infer<typeof FeedItem>

export const SharedSession = z
  .object({
    ...shared,
    isHidden: z.boolean().describe('Whether the caller has hidden it from their feeds'),
    sharesNotes: z.boolean().describe('Whether the athlete shares the notes'),
    notes: z.string().nullable().describe('Null unless the athlete shares the notes'),
    exercises: z
      .array(SessionExercise.omit({ bodyKg: true }))
      .describe(
        'Notes are null unless the athlete shares them. At most ' +
          `${MAX_SESSION_BLOCKS.toLocaleString('en')} blocks of sets planned, and as many done`,
      ),
    original: z
      .object({
        ...originals,
        notes: z.string().nullable(),
        exercises: z.array(z.object({ name: z.string(), notes: z.string().nullable() })),
      })
      .nullable()
      .describe(asWritten),
  })
  .meta({ id: 'SharedSession', description: 'A shared completed session with its sets' })
export type SharedSession = z.infer<typeof SharedSession>

const TRANSLATION =
  'If the server has a translation provider, texts of public sessions come in the language of the caller ' +
  '(`lang`): the first read answers the original with `translated: false`, later ones the translation.'

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
      .describe('All public sessions, or those of the users that the caller follows'),
    author: Username.optional().describe('Only sessions of this athlete, regardless of the scope'),
  }),
  response: cursorPageOf(FeedItem),
  errors: ['AUTH_REQUIRED'],
  summary: 'List shared sessions, latest start first',
  description:
    '`following` needs a login. Leaves out users blocked either way, and sessions that the caller ' +
    'has hidden. With `author`, hidden sessions are listed; the list is empty if the caller cannot ' +
    'see that athlete. ' +
    TRANSLATION,
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
  description: TRANSLATION,
} satisfies Endpoint

export const hideFeedSession = {
  method: 'PUT',
  path: '/feed/:id/hide',
  access: 'user',
  params: idParams,
  errors: ['NOT_FOUND'],
  summary: "Hide a session from the caller's feeds",
} satisfies Endpoint

export const unhideFeedSession = {
  method: 'DELETE',
  path: '/feed/:id/hide',
  access: 'user',
  params: idParams,
  errors: ['NOT_FOUND'],
  summary: "Show a hidden session in the caller's feeds again",
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
  errors: ['NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE', 'QUOTA_EXCEEDED'],
  summary: "Copy a shared session into the caller's plan, with credit to its owner",
  description:
    'The copy is planned and private. It has the planned sets of each exercise, or the actual sets if ' +
    'none were planned, and the notes if the athlete shares them.',
} satisfies Endpoint
