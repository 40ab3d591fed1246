import type { historyApi, ImportSource, Metric } from '@fitvibe/contract'

import type { Problem } from '../../csv/cells.ts'
import type { ForeignSession } from '../history/writeSessions.service.ts'
import { fromLines, toLines } from './lines.ts'
import type { Log, Missing } from './log.rules.ts'

/** A workout of a file without its sets, as far as a preview shows it. */
export interface WorkoutOutline {
  /** Start and title in the file, hashed. */
  readonly key: string
  /**
   * Hashes of app and start to the minute, which identify the workout: first those under which it is
   * stored, then those of apps from which FitVibe may have it, or the other way round.
   */
  readonly identities: readonly [string, ...string[]]
  /** The local minute of the start in a table that FitVibe wrote, which may be of the user's own history. */
  readonly ownMinute: string | null
  /** A digest of the file's values. */
  readonly content: string
  /** The id of the session in the FitVibe that exported it. */
  readonly formerId: string | null
  readonly title: string
  readonly isCompleted: boolean
  /** Its start, or the time for which it was planned. */
  readonly at: Date | null
  readonly sums: SetSums
  readonly names: readonly ExerciseName[]
}

/** Sums of the sets of a workout: kilograms and metres. Only `workingVolume` leaves out warm-ups. */
export interface SetSums {
  readonly sets: number
  readonly reps: number
  readonly volume: number
  readonly workingVolume: number
  readonly distance: number
}

interface ExerciseName {
  readonly name: string
  readonly metric: Metric
  /** Number of blocks of sets. */
  readonly sets: number
}

/** A workout of a file as a session. Exercises from tables have names and no ids. */
export interface ImportedWorkout extends WorkoutOutline {
  readonly session: Omit<ForeignSession, 'id'>
  readonly isCardio: readonly boolean[]
}

/** A table of sets, or a history of FitVibe with all it has. */
export type FileFormat = 'csv' | 'json'

/** The content of a file in the form in which it is imported. */
export interface ImportFile<Workout extends WorkoutOutline = ImportedWorkout> {
  /** The app that wrote the file. */
  readonly source: ImportSource
  readonly format: FileFormat
  readonly encoding: string
  readonly missing: readonly Missing[]
  readonly monthLanguages: Log['monthLanguages']
  readonly dates: Log['dates']
  readonly ignored: number
  /** The first problems by line, and the number of all. */
  readonly problems: readonly Problem[]
  readonly problemCount: number
  readonly workouts: readonly Workout[]
  /** The user's own exercises in a FitVibe export. */
  readonly exercises: readonly historyApi.HistoryExercise[]
  readonly series: readonly historyApi.HistorySeries[]
  /** The measurements of the body in a FitVibe export, by day. */
  readonly measurements: readonly historyApi.HistoryMeasurements[]
}

type Head = Omit<ImportFile, 'workouts' | 'exercises' | 'series' | 'measurements'> & {
  readonly counts: Readonly<Record<'exercises' | 'series' | 'measurements', number>>
}

/** Leaves out the sets, which are most of a file. */
export const outlined = (file: ImportFile): ImportFile<WorkoutOutline> => ({
  ...file,
  workouts: file.workouts.map(({ session: _, isCardio: __, ...outline }) => outline),
})

/** Encodes a file for another thread, which can read it piece by piece. */
export function encodeFile(file: ImportFile<WorkoutOutline>) {
  const { workouts, exercises, series, measurements, ...rest } = file
  const counts = {
    exercises: exercises.length,
    series: series.length,
    measurements: measurements.length,
  }
  return toLines({ ...rest, counts }, [...exercises, ...series, ...measurements, ...workouts])
}

/**
 * Decodes a file with the workouts that were encoded. Yields between its entries, so that the caller can
 * give up the event loop.
 */
export function* decodeFile<Workout extends WorkoutOutline>(
  bytes: Uint8Array,
): Generator<void, ImportFile<Workout>> {
  const lines = fromLines(bytes)
  const { counts, ...rest } = lines.next().value as Head
  const entries: unknown[] = []
  for (const entry of lines) {
    entries.push(entry)
    yield
  }
  const seriesAt = counts.exercises
  const measurementsAt = seriesAt + counts.series
  const workoutsAt = measurementsAt + counts.measurements
  return {
    ...rest,
    exercises: entries.slice(0, seriesAt) as historyApi.HistoryExercise[],
    series: entries.slice(seriesAt, measurementsAt) as historyApi.HistorySeries[],
    measurements: entries.slice(measurementsAt, workoutsAt) as historyApi.HistoryMeasurements[],
    workouts: (entries.slice(workoutsAt) as Workout[]).map(withInstants),
  }
}

const INSTANTS = ['plannedFor', 'startedAt', 'completedAt', 'canceledAt', 'createdAt'] as const

/** Turns times, which are texts in JSON, into dates again. */
function withInstants<Workout extends WorkoutOutline>(workout: Workout): Workout {
  const { session = {} } = workout as { session?: Record<string, unknown> }
  for (const name of INSTANTS) {
    const time = session[name]
    if (typeof time === 'string') session[name] = new Date(time)
  }
  return { ...workout, at: workout.at && new Date(workout.at) }
}
