import { loggingApi, sessionsApi, type Call } from '@fitvibe/contract'
import { expect } from 'vitest'

import type { Athlete } from './testApp.ts'

export type NewSession = Call<typeof sessionsApi.createSession>['body']
type Done = Call<typeof sessionsApi.completeSession>['body']
type Changes = Call<typeof sessionsApi.updateSession>['body']

/** Plans or logs a session and returns its id. */
export async function create(athlete: Athlete, body: NewSession): Promise<string> {
  const answer = await athlete.call(sessionsApi.createSession, { body })
  expect(answer.status).toBe(201)
  return answer.body.id as string
}

/** A warm-up and three sets. */
export const squats = {
  name: 'Squat',
  planned: [
    { setType: 'warmup' as const, sets: 1, reps: 10, load: 40 },
    { sets: 3, reps: 5, load: 100, rpe: 8, restSec: 180 },
  ],
}

export const legDay = { title: 'Legs', plannedFor: '2026-09-07T16:00:00Z', exercises: [squats] }

/** Plans a leg day by default. */
export const plan = (athlete: Athlete, body: Partial<NewSession> = {}) =>
  create(athlete, { ...legDay, ...body })

/** Logs a session that ended at `completedAt`, by default with three sets of squats. */
export const log = (
  athlete: Athlete,
  completed: NonNullable<NewSession['completed']>,
  session: Partial<NewSession> = {},
) =>
  create(athlete, {
    title: 'Logged',
    exercises: [{ name: 'Squat', actual: { sets: 3, reps: 5, load: 100 } }],
    ...session,
    completed,
  })

export const getSession = (athlete: Athlete, id: string) =>
  athlete.call(sessionsApi.getSession, { params: { id } })

/** Returns the id of a session's first exercise. */
export async function exerciseOf(athlete: Athlete, id: string): Promise<string> {
  const { body } = await getSession(athlete, id)
  return body.exercises[0].id as string
}

/** Completes a session, by default exactly as planned. */
export const complete = (athlete: Athlete, id: string, body: Done = {}, key?: string) =>
  athlete.call(
    sessionsApi.completeSession,
    { params: { id }, body },
    key ? { 'idempotency-key': key } : {},
  )

export const update = (athlete: Athlete, id: string, body: Changes) =>
  athlete.call(sessionsApi.updateSession, { params: { id }, body })

export const cancel = (athlete: Athlete, id: string) =>
  athlete.call(sessionsApi.cancelSession, { params: { id } })

export const remove = (athlete: Athlete, id: string) =>
  athlete.call(sessionsApi.deleteSession, { params: { id } })

export const start = (athlete: Athlete, id: string) =>
  athlete.call(loggingApi.startSession, { params: { id } })

export const getLog = (athlete: Athlete, id: string) =>
  athlete.call(loggingApi.getLog, { params: { id } })

type NewSet = Call<typeof loggingApi.putSet>['body']

/** Logs a set, by default five repetitions with 100 kg. */
export const putSet = (
  athlete: Athlete,
  target: { id: string; exerciseId: string; position: number },
  set: NewSet = { reps: 5, load: 100 },
) => athlete.call(loggingApi.putSet, { params: target, body: set })

export const deleteSet = (
  athlete: Athlete,
  target: { id: string; exerciseId: string; position: number },
  removedAt?: string,
) => athlete.call(loggingApi.deleteSet, { params: target, query: { removedAt } })

/** Adds an exercise to a session in progress. */
export const addExercise = (
  athlete: Athlete,
  id: string,
  body: Call<typeof loggingApi.addExercise>['body'],
  key?: string,
) =>
  athlete.call(
    loggingApi.addExercise,
    { params: { id }, body },
    key ? { 'idempotency-key': key } : {},
  )

export const skip = (athlete: Athlete, id: string, exerciseId: string, isSkipped = true) =>
  athlete.call(loggingApi.skipExercise, { params: { id, exerciseId }, body: { isSkipped } })
