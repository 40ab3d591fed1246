import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'

import type { ImportSource } from '@fitvibe/contract'

import type { Context, User } from '../../context.ts'
import type { ForeignSession } from '../history/writeSessions.service.ts'
import type { Missing } from './log.rules.ts'
import {
  isHistory,
  readHistory,
  type BroughtExercise,
  type BroughtSeries,
} from './ownFiles.service.ts'
import { deflated, inflated, pack, readTable, unpack, type ReadFile } from './reading.service.ts'
import type { Problem } from './rows.rules.ts'
import { settle, type Said, type SettledWorkout } from './workouts.rules.ts'

/** A workout of a file as a session; exercises of a table have names only. */
export interface Brought {
  /** Names it in every export of its app. */
  readonly key: string
  /** What the file says of it, hashed. */
  readonly content: string
  readonly session: Omit<ForeignSession, 'id'>
  readonly isCardio: readonly boolean[]
  /** Its id where it was exported from FitVibe. */
  readonly formerId: string | null
}

export interface File {
  readonly source: ImportSource
  readonly encoding: string
  readonly missing: readonly Missing[]
  readonly ignored: number
  readonly problems: readonly Problem[]
  readonly workouts: readonly Brought[]
  /** Exercises of their own that the file brings along. */
  readonly exercises: readonly BroughtExercise[]
  readonly series: readonly BroughtSeries[]
}

/** Workouts settled between two turns of the event loop. */
const AT_ONCE = 50

export type Answers = { readonly [K in keyof Said]?: Said[K] | undefined }

/**
 * What a file holds, in units and a zone that are assumed where it does not say, and what is to be
 * kept of it to hear it again with other answers.
 * @throws AppError UNPROCESSABLE for a file of no app we know
 */
export async function read(
  ctx: Context,
  user: User,
  bytes: Uint8Array,
): Promise<{ file: File; kept: Uint8Array }> {
  if (isHistory(bytes)) return { file: await fromHistory(bytes), kept: await deflated(bytes) }
  const table = await readTable(bytes)
  return { file: await fromTable(ctx, user, table, {}), kept: await pack(table) }
}

/** What a file holds, by what was kept of it, in the units and the zone that are said. */
export async function readAgain(
  ctx: Context,
  user: User,
  { source, kept }: { source: ImportSource; kept: Uint8Array },
  said: Answers,
): Promise<File> {
  return source === 'fitvibe'
    ? fromHistory(await inflated(kept))
    : fromTable(ctx, user, await unpack(kept), said)
}

async function fromTable(
  ctx: Context,
  user: User,
  { source, encoding, log }: ReadFile,
  said: Answers,
): Promise<File> {
  const unit = said.unit ?? 'kg'
  const assumed = {
    unit,
    distanceUnit: said.distanceUnit ?? (unit === 'lb' ? 'mi' : 'km'),
    timezone: said.timezone ?? user.timezone,
    dayOrder: said.dayOrder ?? 'dmy',
  } as const
  const workouts: Brought[] = []
  const problems = [...log.problems]
  for (let at = 0; at < log.workouts.length; at += AT_ONCE) {
    const some = { ...log, workouts: log.workouts.slice(at, at + AT_ONCE) }
    const settled = settle(some, assumed, ctx.clock())
    for (const problem of settled.problems) problems.push(problem)
    for (const one of settled.workouts) workouts.push(toBrought(ctx, source, one, assumed.timezone))
    await setImmediate()
  }
  return {
    source,
    encoding,
    missing: log.missing,
    ignored: log.ignored,
    problems: problems.toSorted((a, b) => a.line - b.line),
    workouts,
    exercises: [],
    series: [],
  }
}

async function fromHistory(bytes: Uint8Array): Promise<File> {
  const { exercises, series, sessions, problems } = await readHistory(bytes)
  return {
    source: 'fitvibe',
    encoding: 'utf-8',
    missing: [],
    ignored: 0,
    problems,
    workouts: sessions.map(({ id, session }) => ({
      key: hashOf(['fitvibe', id]),
      content: hashOf(session),
      session,
      isCardio: [],
      formerId: id,
    })),
    exercises,
    series,
  }
}

function toBrought(
  ctx: Context,
  source: ImportSource,
  workout: SettledWorkout,
  timezone: string,
): Brought {
  return {
    key: hashOf([source, workout.key]),
    content: workout.content,
    session: toSession(ctx, workout, timezone),
    isCardio: workout.exercises.map(({ isCardio }) => isCardio),
    formerId: null,
  }
}

function toSession(
  ctx: Context,
  workout: SettledWorkout,
  timezone: string,
): Omit<ForeignSession, 'id'> {
  const { title, notes, startedAt, durationSec, exercises } = workout
  return {
    title,
    notes,
    status: 'completed',
    visibility: 'private',
    timezone,
    plannedFor: null,
    startedAt,
    completedAt: null,
    canceledAt: null,
    createdAt: ctx.clock(),
    durationSec,
    calories: null,
    caloriesGiven: false,
    attributionSource: null,
    attributionName: null,
    seriesId: null,
    occurrenceOn: null,
    byHand: false,
    originSource: null,
    originName: null,
    generation: null,
    exercises: exercises.map(({ name, isCardio, metric, superset, notes, work }) => ({
      exerciseId: null,
      name,
      type: isCardio || metric === 'distance_duration' ? 'cardio' : 'strength',
      metric,
      primaryMuscles: [],
      secondaryMuscles: [],
      superset,
      notes,
      isAdded: false,
      isSkipped: false,
      substitutes: null,
      planned: [],
      actual: [...work],
    })),
  }
}

const hashOf = (value: unknown) =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url')
