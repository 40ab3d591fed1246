import { z } from 'zod'

import { Id, idParams, prose, Timestamp, TimestampInput } from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { Session, SessionExercise } from './session.ts'
import { exercisePlan, isNamed, unnamed } from './sessions.ts'
import { Work, workInput } from './work.ts'

const Position = z.coerce
  .number()
  .int()
  .min(0)
  .max(999)
  .describe('Place of the set in its exercise, from 0; warm-ups are counted')
  .meta({ example: 0 })

const LoggedSet = Work.extend({ position: z.int().min(0) })
export type LoggedSet = z.infer<typeof LoggedSet>

const LastTime = z.object({
  sessionId: Id,
  completedAt: Timestamp,
  sets: z.array(Work).describe('What was done, in order'),
})

const LoggedExercise = SessionExercise.omit({ actual: true }).extend({
  logged: z.array(LoggedSet).describe('What is done so far, by position'),
  last: LastTime.nullable().describe(
    'The latest completed session with this exercise, or, where it is only a name, with this name',
  ),
})

const { id, title, status, plannedFor, startedAt, completedAt, notes } = Session.shape

export const SessionLog = z
  .object({
    id,
    title,
    status,
    plannedFor,
    startedAt,
    completedAt,
    notes,
    exercises: z.array(LoggedExercise),
  })
  .meta({ id: 'SessionLog', description: 'Plan, log so far and last time beside each other' })
export type SessionLog = z.infer<typeof SessionLog>

export const startSession = {
  method: 'POST',
  path: '/sessions/:id/start',
  access: 'user',
  params: idParams,
  response: Session,
  errors: ['NOT_FOUND', 'CONFLICT'],
  summary: 'Start a planned session: from now on its prescription is frozen',
  description: 'Started twice, or by two devices at once, it has the time of the first.',
} satisfies Endpoint

export const undoStart = {
  method: 'DELETE',
  path: '/sessions/:id/start',
  access: 'user',
  params: idParams,
  response: Session,
  errors: ['NOT_FOUND', 'CONFLICT'],
  summary: 'Take the start of a session back while nothing is logged',
  description:
    'Exercises that were put in are gone, those left out are planned again. Not started, nothing happens.',
} satisfies Endpoint

export const getLog = {
  method: 'GET',
  path: '/sessions/:id/log',
  access: 'user',
  params: idParams,
  response: SessionLog,
  errors: ['NOT_FOUND'],
  summary: 'Get plan, log so far and what was done last time in one answer',
} satisfies Endpoint

const exerciseParams = z.strictObject({ id: Id, exerciseId: Id })
const setParams = exerciseParams.extend({ position: Position })
const { sets: _, ...oneSet } = workInput

const atTheDevice =
  'When it was done at the device, now by default and at the latest. Of two requests for one set ' +
  'the later by this decides, in whatever order they arrive'

export const putSet = {
  method: 'PUT',
  path: '/sessions/:id/exercises/:exerciseId/sets/:position',
  access: 'user',
  params: setParams,
  body: z.strictObject({ ...oneSet, loggedAt: TimestampInput.optional().describe(atTheDevice) }),
  errors: ['NOT_FOUND', 'CONFLICT'],
  summary: 'Log a set of a session, or change it',
  description:
    'Starts the session if it is not under way. Sent twice it is there once. 204 says that this, or ' +
    'something later, is kept.',
} satisfies Endpoint

export const deleteSet = {
  method: 'DELETE',
  path: '/sessions/:id/exercises/:exerciseId/sets/:position',
  access: 'user',
  params: setParams,
  query: z.strictObject({ removedAt: TimestampInput.optional().describe(atTheDevice) }),
  errors: ['NOT_FOUND', 'CONFLICT'],
  summary: 'Take a logged set away',
  description:
    'The others keep their positions. A request to log it that was sent earlier and arrives later does ' +
    'not bring it back.',
} satisfies Endpoint

const { planned: __, ...added } = exercisePlan

export const addExercise = {
  method: 'POST',
  path: '/sessions/:id/exercises',
  access: 'user',
  idempotent: true,
  params: idParams,
  body: z
    .strictObject({
      ...added,
      notes: prose(1_000).optional(),
      substitutes: Id.optional().describe(
        'The planned exercise of the session it is done in place of: it follows that one, in its superset',
      ),
    })
    .omit({ position: true })
    .refine(isNamed, unnamed),
  response: z.object({ id: Id.describe('Of the exercise in the session') }),
  status: 201,
  errors: ['NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE'],
  summary: 'Put an exercise that nobody planned into a session, or one in place of a planned one',
  description: 'Starts the session if it is not under way.',
} satisfies Endpoint

export const skipExercise = {
  method: 'PATCH',
  path: '/sessions/:id/exercises/:exerciseId',
  access: 'user',
  params: exerciseParams,
  body: z.strictObject({ isSkipped: z.boolean() }),
  errors: ['NOT_FOUND', 'CONFLICT'],
  summary: 'Leave an exercise out of a session, or take it in again',
  description: 'Starts the session if it is not under way. Sets that are logged stay.',
} satisfies Endpoint

export const removeExercise = {
  method: 'DELETE',
  path: '/sessions/:id/exercises/:exerciseId',
  access: 'user',
  params: exerciseParams,
  errors: ['NOT_FOUND', 'CONFLICT', 'PLAN_FROZEN'],
  summary: 'Take an exercise out of a session under way that was put into it, with its sets',
  description: 'A planned one is not taken out but left out: PLAN_FROZEN.',
} satisfies Endpoint
