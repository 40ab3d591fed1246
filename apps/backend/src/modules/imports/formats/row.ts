import type { ImportSource, workApi } from '@fitvibe/contract'
import { MEASURES } from '@fitvibe/training/sets'

import type { ProblemFound } from '../../../csv/cells.ts'
import type { CsvRecord } from '../../../csv/records.ts'
import type { Layout } from '../../../csv/table.ts'
import { isUnsure, type FileTime } from '../../../csv/times.ts'
import type { DistanceUnit, WeightUnit } from './units.ts'

/** The values that the rows of one workout share. */
export interface Workout {
  /** Identifies the workout in its file. */
  readonly key: string
  readonly title: string
  readonly start: FileTime
  readonly end: FileTime | null
  readonly durationSec: number | null
  readonly notes: string
}

/** The exercise to which a row belongs. A format names only what its app has. */
export interface ExerciseOfRow {
  readonly line: number
  readonly workout: Workout
  readonly exercise: string
  readonly note?: string
  /** Exercises of a workout with the same label alternate. */
  readonly superset?: string | null
  /** True if all sets of this name are one exercise, even with other exercises in between. */
  readonly isInterleaved?: boolean
  readonly isCardio?: boolean
}

/**
 * The first measures of sets, which digests have even if they are null. Never add one: imported
 * workouts would count as changed.
 */
const FIRST_MEASURES = [
  'sets',
  'reps',
  'load',
  'distance',
  'durationSec',
  'rpe',
  'rir',
  'restSec',
] as const

type FirstMeasure = (typeof FIRST_MEASURES)[number]
type LaterMeasure = Exclude<keyof workApi.Work, FirstMeasure | 'setType'>

/** Left out of a row and of digests if a set does not have them, as before they existed. */
export const LATER_MEASURES = MEASURES.filter(isLater)

function isLater(measure: (typeof MEASURES)[number]): measure is LaterMeasure {
  return !FIRST_MEASURES.some((first) => first === measure)
}

/** Values of a set that apps export in the same form in which they are stored. */
type SharedValues = Omit<workApi.Work, 'sets' | 'load' | 'distance' | LaterMeasure> & {
  readonly [K in LaterMeasure]?: NonNullable<workApi.Work[K]>
}

/** One set, in the units of the file. */
export interface SetRow extends SharedValues {
  readonly line: number
  readonly weight: number | null
  /** Null if the file does not name it. */
  readonly weightUnit: WeightUnit | null
  readonly distance: number | null
  readonly distanceUnit: DistanceUnit | null
}

/**
 * Fills the values that an app does not have, so that a format names only what it has. Written out
 * because a spread costs twice the time and a third more memory over 24,000 rows. The digest of a
 * workout depends on these keys and their order: if they change, imported workouts count as changed.
 */
export const setRow = (values: Pick<SetRow, 'line'> & Partial<SetRow>): SetRow => ({
  line: values.line,
  setType: values.setType ?? 'working',
  reps: values.reps ?? null,
  weight: values.weight ?? null,
  weightUnit: values.weightUnit ?? null,
  distance: values.distance ?? null,
  distanceUnit: values.distanceUnit ?? null,
  durationSec: values.durationSec ?? null,
  rpe: values.rpe ?? null,
  rir: values.rir ?? null,
  restSec: values.restSec ?? null,
})

/** The meaning of one record of a file. */
export type Reading =
  | { readonly kind: 'set'; readonly about: ExerciseOfRow; readonly set: SetRow }
  | { readonly kind: 'note'; readonly about: ExerciseOfRow; readonly text: string }
  | { readonly kind: 'rest'; readonly about: ExerciseOfRow; readonly seconds: number }
  /** A row without a set that is no loss, such as a set that was planned and not done. */
  | { readonly kind: 'ignored' }
  | ProblemFound

/** How to read a file of an app. */
export interface FormatLayout extends Layout<Reading> {
  /** Set if FitVibe wrote the file, in the format of another app. */
  readonly isOwnExport?: boolean
}

/** The apps that export tables. */
export type TableApp = Exclude<ImportSource, 'fitvibe'>

/** The export format of an app. */
export interface Format {
  readonly name: TableApp
  /** Returns how to read a file that begins with these records; undefined if another app wrote it. */
  readonly layoutOf: (head: readonly CsvRecord[], delimiter: string) => FormatLayout | undefined
  /** Set if headings are nested in the file, so that a single record never identifies the format. */
  readonly hasNestedHeadings?: true
  /** Whether the app wrote the file but it holds plans, not workouts. */
  readonly isPlan?: (head: readonly CsvRecord[]) => boolean
}

/**
 * Returns the workout of a row, parsed by `parse` when `identity` occurs for the first time. Rows
 * with the same texts share one object.
 */
export function workoutOnce<T extends Workout>(
  known: Map<string, T>,
  identity: string,
  parse: () => T | null,
): T | null {
  const found = known.get(identity)
  if (found) return found
  const workout = parse()
  if (workout) known.set(identity, workout)
  return workout
}

/**
 * Returns a key of start and title, which differs for each workout of a file. Keys of earlier versions are stored: a change
 * here would let their files be imported again.
 */
export const workoutKey = (start: FileTime, ...titles: readonly string[]) =>
  [start.dmy ?? start.mdy, ...(isUnsure(start) ? [start.monthName] : []), ...titles].join('|')
