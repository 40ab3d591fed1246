import { MAX_BLOCKS } from '@fitvibe/training/limits'
import { z } from 'zod'

import { Day, Id, idParams, prose, Timestamp, TimestampInput } from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { Session, SessionExercise } from './session.ts'
import { exercisePlan, isNamed, unnamed } from './sessions.ts'
import { Work, workInput } from './work.ts'

const Position = z.coerce
  .number()
  .int()
  .min(0)
  .max(MAX_BLOCKS - 1)
  .describe('Position of the set in its exercise, from 0; warm-ups count')
  .meta({ example: 0 })

const LoggedSet = Work.extend({ position: z.int().min(0) })
export type LoggedSet = z.infer<typeof LoggedSet>

const LastTime = z.object({
  sessionId: Id,
  on: Day.describe('The day it began in its time zone'),
  completedAt: Timestamp,
  sets: z.array(Work).describe('Sets done, in order'),
})

const LoggedExercise = SessionExercise.omit({ actual: true }).extend({
  logged: z.array(LoggedSet).describe('Sets logged so far, by position'),
  last: LastTime.nullable().describe(
    'The latest completed session with this exercise, or with this name if it has only a name',
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
  .meta({ id: 'SessionLog', description: 'Plan, logged sets and last time' })
export type SessionLog = z.infer<typeof SessionLog>

export const startSession = {
  method: 'POST',
  path: '/sessions/:id/start',
  access: 'user',
  params: idParams,
  response: Session,
  errors: ['NOT_FOUND', 'CONFLICT'],
  summary: 'Start a planned session and freeze its plan',
  description: 'A second start, also by another device, keeps the time of the first.',
} satisfies Endpoint

export const undoStart = {
  method: 'DELETE',
  path: '/sessions/:id/start',
  access: 'user',
  params: idParams,
  response: Session,
  errors: ['NOT_FOUND', 'CONFLICT'],
  summary: 'Undo the start of a session without logged sets',
  description:
    'Deletes exercises added since the start and unskips skipped ones. Does nothing if not started.',
} satisfies Endpoint

export const getLog = {
  method: 'GET',
  path: '/sessions/:id/log',
  access: 'user',
  params: idParams,
  response: SessionLog,
  errors: ['NOT_FOUND'],
  summary: 'Get plan, logged sets and last time',
} satisfies Endpoint

const exerciseParams = z.strictObject({ id: Id, exerciseId: Id })
const setParams = exerciseParams.extend({ position: Position })
const { sets: _, ...oneSet } = workInput

const deviceTime =
  'Time at the device; by default and at most now. Of two requests for a set, the one with the ' +
  'later time wins, in any order of arrival'

export const putSet = {
  method: 'PUT',
  path: '/sessions/:id/exercises/:exerciseId/sets/:position',
  access: 'user',
  params: setParams,
  body: z.strictObject({ ...oneSet, loggedAt: TimestampInput.optional().describe(deviceTime) }),
  errors: ['NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE'],
  summary: 'Log or change a set of a session',
  description:
    'Starts the session unless it is in progress. A set needs repetitions, a load, a distance or a ' +
    'time. A repeated request changes nothing. 204 means ' +
    'that this set, or a later version of it, is stored.',
} satisfies Endpoint

export const deleteSet = {
  method: 'DELETE',
  path: '/sessions/:id/exercises/:exerciseId/sets/:position',
  access: 'user',
  params: setParams,
  query: z.strictObject({ removedAt: TimestampInput.optional().describe(deviceTime) }),
  errors: ['NOT_FOUND', 'CONFLICT'],
  summary: 'Delete a logged set',
  description:
    'The others keep their positions. A late request to log the set, with an earlier time, does ' +
    'not restore it.',
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
        'The planned exercise that it replaces: it follows that exercise, in its superset',
      ),
    })
    .omit({ position: true })
    .refine(isNamed, unnamed),
  response: z.object({ id: Id.describe('Id of the exercise in the session') }),
  status: 201,
  errors: ['NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE'],
  summary: 'Add an unplanned exercise to a session, or replace a planned one',
  description: 'Starts the session unless it is in progress.',
} satisfies Endpoint

export const skipExercise = {
  method: 'PATCH',
  path: '/sessions/:id/exercises/:exerciseId',
  access: 'user',
  params: exerciseParams,
  body: z.strictObject({ isSkipped: z.boolean() }),
  errors: ['NOT_FOUND', 'CONFLICT'],
  summary: 'Skip or unskip an exercise of a session',
  description: 'Starts the session unless it is in progress. Logged sets stay.',
} satisfies Endpoint

export const removeExercise = {
  method: 'DELETE',
  path: '/sessions/:id/exercises/:exerciseId',
  access: 'user',
  params: exerciseParams,
  errors: ['NOT_FOUND', 'CONFLICT', 'PLAN_FROZEN'],
  summary: 'Delete an exercise that was added to a session in progress, with its sets',
  description: 'A planned exercise can only be skipped: PLAN_FROZEN.',
} satisfies Endpoint
