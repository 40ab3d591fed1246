import { createHash } from 'node:crypto'

import type { historyApi } from '@fitvibe/contract'

import type { Problem } from '../../csv/cells.ts'
import type { AppError } from '../../errors.ts'
import { localTime } from '../../utils/calendar.ts'
import { hashOf } from '../../utils/hashes.ts'
import type { ForeignSession } from '../history/writeSessions.service.ts'
import type { History } from './formats/fitvibe.ts'
import { isHistory } from './formats/isHistory.ts'
import { LATER_MEASURES } from './formats/row.ts'
import { identitiesOf } from './identities.ts'
import type { FileFormat, ImportedWorkout, ImportFile } from './importFile.ts'
import { MAX_PROBLEMS, type Missing } from './log.rules.ts'
import { readTable, type TableFile } from './readTable.service.ts'
import { compress, decompress, pack, unpack } from './storedFile.service.ts'
import { sumsOf } from './totals.rules.ts'
import { normalise, type ImportAnswers, type NormalWorkout } from './workouts.rules.ts'

export type GivenAnswers = { readonly [K in keyof ImportAnswers]?: ImportAnswers[K] | undefined }

/** A file to be parsed in a thread of its own. */
export interface ParseTask {
  readonly bytes: Uint8Array
  /** The format of a packed file; null for a file as it was uploaded. */
  readonly format: FileFormat | null
  readonly answers: GivenAnswers
  /** The time zone of the user, for files without one. */
  readonly timezone: string
  readonly now: Date
}

export interface ParseMessage extends ParseTask {
  /** Whether the answer has the sets of the workouts. */
  readonly hasSets: boolean
}

/** The answer of the thread: bytes move between threads without a copy. */
export type ParseAnswer =
  | {
      /** The file as `encodeFile` writes it. */
      readonly file: Uint8Array
      /** The packed file. */
      readonly kept: Uint8Array
      /** A digest of the bytes that were parsed. */
      readonly digest: string
    }
  | { readonly refusal: Pick<AppError, 'code' | 'key' | 'options'> }

/**
 * Parses a file, which runs in a thread of its own. A file that was uploaded is packed, so that it can
 * be parsed again with the user's answers. Overwrites the bytes.
 * @throws AppError UNPROCESSABLE for a file that no known app wrote
 */
export async function parseFile(task: ParseTask) {
  const { bytes, format } = task
  const digest = createHash('sha256').update(bytes).digest('base64url')
  if (format === 'json') return { file: await parseHistory(decompress(bytes)), kept: bytes, digest }
  if (format === 'csv') return { file: fromTable(unpack(bytes), task), kept: bytes, digest }
  if (isHistory(bytes)) return { file: await parseHistory(bytes), kept: compress(bytes), digest }
  const table = readTable(bytes)
  return { file: fromTable(table, task), kept: pack(table), digest }
}

function fromTable({ source, encoding, log }: TableFile, task: ParseTask): ImportFile {
  const { answers: given, now } = task
  const unit = given.unit ?? 'kg'
  const answers: ImportAnswers = {
    unit,
    distanceUnit: given.distanceUnit ?? (unit === 'lb' ? 'mi' : 'km'),
    timezone: given.timezone ?? task.timezone,
    dayOrder: given.dayOrder ?? 'dmy',
    monthLanguage: log.monthLanguages.length > 0 ? given.monthLanguage : undefined,
    longWorkouts: given.longWorkouts ?? (log.isOwnExport ? 'keep' : 'estimate'),
    farDistances: given.farDistances ?? (log.isOwnExport ? 'keep' : 'leaveOut'),
  }
  const normal = normalise(log, answers, now)
  const problems = [...log.problems, ...normal.problems].toSorted((a, b) => a.line - b.line)
  return {
    source: appOf({ source, log }),
    format: 'csv',
    encoding,
    missing: [...log.missing, ...doubtsIn(problems)],
    monthLanguages: log.monthLanguages,
    dates: log.dates,
    ignored: log.ignored,
    problems: problems.slice(0, MAX_PROBLEMS),
    problemCount: log.problemCount + normal.problemCount,
    workouts: normal.workouts.map((workout) =>
      toImported({ source, log }, workout, { timezone: answers.timezone, now }),
    ),
    exercises: [],
    series: [],
    measurements: [],
  }
}

/** FitVibe writes tables in the format of another app. */
const appOf = ({ source, log }: Pick<TableFile, 'source' | 'log'>) =>
  log.isOwnExport ? 'fitvibe' : source

/** Values that are left out or estimated unless the user confirms them. */
function doubtsIn(problems: readonly Problem[]): Missing[] {
  const has = (code: Problem['code']) => problems.some((problem) => problem.code === code)
  return [
    ...(has('longWorkout') ? ['longWorkouts' as const] : []),
    ...(has('farDistance') ? ['farDistances' as const] : []),
  ]
}

interface Written {
  readonly timezone: string
  readonly now: Date
}

function toImported(
  { source, log }: Pick<TableFile, 'source' | 'log'>,
  workout: NormalWorkout,
  written: Written,
): ImportedWorkout {
  const local = localTime(workout.startedAt, written.timezone).slice(0, MINUTE_LENGTH)
  return {
    key: hashOf([source, workout.key]),
    identities: identitiesOf(appOf({ source, log }), { minute: workout.minute, local }),
    ownMinute: log.isOwnExport ? workout.minute : null,
    content: workout.content,
    ...withOutline(toSession(workout, written)),
    isCardio: workout.exercises.map(({ isCardio }) => isCardio),
    formerId: null,
  }
}

/** Returns a session with its outline. */
function withOutline(
  session: ImportedWorkout['session'],
): Pick<ImportedWorkout, 'session' | 'title' | 'isCompleted' | 'at' | 'sums' | 'names'> {
  const { title, status, startedAt, plannedFor, exercises } = session
  return {
    session,
    title,
    isCompleted: status === 'completed',
    at: startedAt ?? plannedFor,
    sums: sumsOf(exercises),
    names: exercises.map(({ name, metric, actual }) => ({ name, metric, sets: actual.length })),
  }
}

const MINUTE_LENGTH = '2026-01-10T18:00'.length

function toSession(
  { title, notes, startedAt, durationSec, exercises }: NormalWorkout,
  { timezone, now }: Written,
): Omit<ForeignSession, 'id'> {
  return {
    title,
    notes,
    status: 'completed',
    visibility: 'private',
    timezone,
    plannedFor: null,
    startedAt,
    createdAt: now,
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

/** Reads an export of FitVibe. The schemas are loaded here: no other format needs their memory. */
async function parseHistory(bytes: Uint8Array): Promise<ImportFile> {
  const { readHistory } = await import('./formats/fitvibe.ts')
  const { isInBounds, isSound } = await import('../history/soundSeries.service.ts')
  const reading = readHistory(bytes, (series) => {
    if (!isSound(series)) return { code: 'session', found: 'rule' }
    return isInBounds(series.template)
      ? null
      : { code: 'seriesTooLarge', found: series.template.title }
  })
  let step = reading.next()
  while (!step.done) step = reading.next()
  return fromHistory(step.value)
}

const fromHistory = ({
  exercises,
  series,
  sessions,
  measurements,
  problems,
}: History): ImportFile => ({
  source: 'fitvibe',
  format: 'json',
  encoding: 'utf-8',
  missing: [],
  monthLanguages: [],
  dates: { unread: 0, rows: sessions.length },
  ignored: 0,
  problems: problems.slice(0, MAX_PROBLEMS),
  problemCount: problems.length,
  workouts: sessions.map(workoutOf),
  exercises,
  series,
  measurements,
})

function workoutOf({ id, ...exported }: historyApi.HistorySession): ImportedWorkout {
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
  const key = hashOf(['fitvibe', id])
  const startedAt = session.startedAt ?? session.completedAt
  const local = startedAt && localTime(startedAt, session.timezone).slice(0, MINUTE_LENGTH)
  const isDone = session.status === 'completed' && local !== null
  return {
    key,
    identities: isDone ? identitiesOf('fitvibe', { minute: local, local }) : [key],
    ownMinute: null,
    content: hashOf(session, LATER_MEASURES),
    ...withOutline(session),
    isCardio: [],
    formerId: id,
  }
}

const toDate = (time: string | null) => (time === null ? null : new Date(time))
