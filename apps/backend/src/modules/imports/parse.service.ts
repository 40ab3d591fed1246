import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'

import type { historyApi, ImportSource } from '@fitvibe/contract'

import type { Context, User } from '../../context.ts'
import type { Problem } from '../../csv/cells.ts'
import { createTurns } from '../../utils/turns.ts'
import * as writeSeriesService from '../history/writeSeries.service.ts'
import type { ForeignSession } from '../history/writeSessions.service.ts'
import { isHistory, readHistory } from './formats/fitvibe.ts'
import type { Missing } from './log.rules.ts'
import { readTable, type TableFile } from './readTable.service.ts'
import { compress, decompress, pack, unpack } from './storedFile.service.ts'
import { normalise, type ImportAnswers, type NormalWorkout } from './workouts.rules.ts'

/** A workout of a file as a session. Exercises from tables have names and no ids. */
export interface ImportedWorkout {
  /** Identifies the workout in every export of its app, hashed. */
  readonly key: string
  /** A digest of the file's values. */
  readonly content: string
  readonly session: Omit<ForeignSession, 'id'>
  readonly isCardio: readonly boolean[]
  /** The id of the session in the FitVibe that exported it. */
  readonly formerId: string | null
}

/** The content of a file in the form in which it is imported. */
export interface ImportFile {
  readonly source: ImportSource
  readonly encoding: string
  readonly missing: readonly Missing[]
  readonly ignored: number
  readonly problems: readonly Problem[]
  readonly workouts: readonly ImportedWorkout[]
  /** The user's own exercises in a FitVibe export. */
  readonly exercises: readonly historyApi.HistoryExercise[]
  readonly series: readonly historyApi.HistorySeries[]
}

export type GivenAnswers = { readonly [K in keyof ImportAnswers]?: ImportAnswers[K] | undefined }

/** A file of 100,000 rows takes half of a process's memory, so files are imported one at a time. */
export const inTurn = createTurns({ atOnce: 1, waiting: 8 })

const WORKOUTS_PER_TURN = 50

/**
 * Parses a file with default answers, and packs it so that it can be parsed again with the user's.
 * @throws AppError UNPROCESSABLE for a file that no known app wrote
 */
export async function parse(
  ctx: Context,
  user: User,
  bytes: Uint8Array,
): Promise<{ file: ImportFile; kept: Uint8Array }> {
  if (isHistory(bytes)) return { file: await parseHistory(bytes), kept: await compress(bytes) }
  const table = await readTable(bytes)
  return { file: await fromTable(ctx, user, table, {}), kept: await pack(table) }
}

/** Parses a packed file with the user's answers. */
export async function parseAgain(
  ctx: Context,
  user: User,
  { source, kept }: { source: ImportSource; kept: Uint8Array },
  answers: GivenAnswers,
): Promise<ImportFile> {
  return source === 'fitvibe'
    ? parseHistory(await decompress(kept))
    : fromTable(ctx, user, await unpack(kept), answers)
}

async function fromTable(
  ctx: Context,
  user: User,
  { source, encoding, log }: TableFile,
  given: GivenAnswers,
): Promise<ImportFile> {
  const unit = given.unit ?? 'kg'
  const answers: ImportAnswers = {
    unit,
    distanceUnit: given.distanceUnit ?? (unit === 'lb' ? 'mi' : 'km'),
    timezone: given.timezone ?? user.timezone,
    dayOrder: given.dayOrder ?? 'dmy',
  }
  const workouts: ImportedWorkout[] = []
  const problems = [...log.problems]
  for (let at = 0; at < log.workouts.length; at += WORKOUTS_PER_TURN) {
    const some = { ...log, workouts: log.workouts.slice(at, at + WORKOUTS_PER_TURN) }
    const normal = normalise(some, answers, ctx.clock())
    for (const problem of normal.problems) problems.push(problem)
    for (const workout of normal.workouts)
      workouts.push(toImported(ctx, source, workout, answers.timezone))
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

const toImported = (
  ctx: Context,
  source: ImportSource,
  workout: NormalWorkout,
  timezone: string,
): ImportedWorkout => ({
  key: hashOf([source, workout.key]),
  content: workout.content,
  session: toSession(ctx, workout, timezone),
  isCardio: workout.exercises.map(({ isCardio }) => isCardio),
  formerId: null,
})

function toSession(
  ctx: Context,
  { title, notes, startedAt, durationSec, exercises }: NormalWorkout,
  timezone: string,
): Omit<ForeignSession, 'id'> {
  return {
    title,
    notes,
    status: 'completed',
    visibility: 'private',
    timezone,
    plannedFor: null,
    startedAt,
    createdAt: ctx.clock(),
    durationSec,
    seriesId: null,
    occurrenceOn: null,
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

/** Reads an export of FitVibe. Gives up the event loop between entries. */
async function parseHistory(bytes: Uint8Array): Promise<ImportFile> {
  const reading = readHistory(bytes, faultOfSeries)
  let step = reading.next()
  for (; !step.done; step = reading.next()) await setImmediate()
  const { exercises, series, sessions, problems } = step.value
  return {
    source: 'fitvibe',
    encoding: 'utf-8',
    missing: [],
    ignored: 0,
    problems,
    workouts: sessions.map(fromHistory),
    exercises,
    series,
  }
}

function faultOfSeries(series: historyApi.HistorySeries): Pick<Problem, 'code' | 'found'> | null {
  if (!writeSeriesService.isSound(series)) return { code: 'session', found: 'rule' }
  if (writeSeriesService.isInBounds(series.template)) return null
  return { code: 'seriesTooLarge', found: series.template.title }
}

function fromHistory({ id, ...exported }: historyApi.HistorySession): ImportedWorkout {
  const { attribution, sharesNotes, ...columns } = exported
  const session = {
    ...columns,
    // Left out otherwise, so that older files keep their digests.
    ...(sharesNotes && { sharesNotes }),
    plannedFor: toDate(exported.plannedFor),
    startedAt: toDate(exported.startedAt),
    completedAt: toDate(exported.completedAt),
    canceledAt: toDate(exported.canceledAt),
    createdAt: new Date(exported.createdAt),
    attributionSource: attribution?.sessionId ?? null,
    attributionName: attribution?.name ?? null,
    originSource: attribution?.origin?.sessionId ?? null,
    originName: attribution?.origin?.name ?? null,
    generation: attribution?.generation ?? null,
  }
  const content = hashOf(session)
  return { key: hashOf(['fitvibe', id]), content, session, isCardio: [], formerId: id }
}

const toDate = (time: string | null) => (time === null ? null : new Date(time))

const hashOf = (value: unknown) =>
  createHash('sha256').update(JSON.stringify(value, withoutNoSide)).digest('base64url')

/** Sets had no sides once: without one, their digest stays as it was stored then. */
const withoutNoSide = (key: string, value: unknown) =>
  key === 'side' && value === null ? undefined : value
