import type { ImportProblemCode, Metric, workApi } from '@fitvibe/contract'

import type { CsvRecord } from './csv.rules.ts'
import type { Moment } from './moments.rules.ts'

export type WeightUnit = 'kg' | 'lb'
export type DistanceUnit = 'm' | 'km' | 'mi' | 'yd' | 'ft'

/** What the rows of one workout have in common. */
export interface Workout {
  /** Names it within its file, and in a later, longer export of the same history. */
  readonly key: string
  readonly title: string
  readonly start: Moment
  readonly end: Moment | null
  readonly durationSec: number | null
  readonly notes: string
}

/** One set, whichever app wrote it: what each format's reader makes of its file. */
export interface Row {
  readonly line: number
  readonly workout: Workout
  readonly exercise: string
  readonly note: string
  /** Exercises of a workout with the same word here alternate. */
  readonly superset: string | null
  /** Sets of one exercise that do not stand together are one exercise all the same. */
  readonly isInterleaved: boolean
  readonly isCardio: boolean
  readonly setType: workApi.Work['setType']
  readonly reps: number | null
  readonly weight: number | null
  /** Null where the file does not say. */
  readonly weightUnit: WeightUnit | null
  readonly distance: number | null
  readonly distanceUnit: DistanceUnit | null
  readonly durationSec: number | null
  readonly rpe: number | null
  readonly rir: number | null
  readonly restSec: number | null
}

/** Something that could not be read, or not as it stands. */
export interface Problem {
  readonly line: number
  readonly code: ImportProblemCode
  /** What stands there; cut to size in what is answered. */
  readonly found: string
  /** Whether the row is left out; else it is taken without what was wrong. */
  readonly isLeftOut: boolean
}

/** What one record of a file says. */
export type Reading =
  | { readonly kind: 'set'; readonly row: Row }
  | {
      readonly kind: 'note' | 'rest'
      readonly about: Pick<Row, 'line' | 'workout' | 'exercise'>
      readonly text: string
      readonly seconds: number
    }
  /** No set and nothing lost: one that was planned and not done. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'problem'; readonly problem: Problem }

/** Reads one record after the other; a format with headings inside remembers where it is. */
type Reader = (record: CsvRecord) => readonly Reading[]

export interface Layout {
  /** The records up to here are headings. */
  readonly firstRow: number
  readonly reader: Reader
}

/** An app whose exports are understood. */
export interface Source {
  readonly name: string
  /** How to read a file that begins with these records; undefined if it is not this app's. */
  readonly layoutOf: (head: readonly CsvRecord[], delimiter: string) => Layout | undefined
}

/** A heading without case, accents, signs and the unit it may end with, such as `(kg)`. */
export const foldHeading = (heading: string) =>
  heading
    .replace(/\([^)]*\)\s*$/, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** What stands in parentheses at the end of a heading, in lower case. */
export const unitIn = (heading: string) => /\(([^)]*)\)\s*$/.exec(heading)?.[1]?.toLowerCase() ?? ''

export function toWeightUnit(text: string): WeightUnit | undefined {
  if (text === '') return undefined
  if (/^(?:kgs?|kilograms?|kilogramm)\.?$/i.test(text.trim())) return 'kg'
  return /^(?:lbs?|pounds?|pfund)\.?$/i.test(text.trim()) ? 'lb' : undefined
}

const DISTANCE_UNITS: Readonly<Record<DistanceUnit, RegExp>> = {
  m: /^(?:m|meters?|metres?|meter)\.?$/i,
  km: /^(?:kms?|kilometers?|kilometres?|kilometer)\.?$/i,
  mi: /^(?:mi|miles?|meilen?)\.?$/i,
  yd: /^(?:yds?|yards?)\.?$/i,
  ft: /^(?:ft|feet|foot)\.?$/i,
}

export function toDistanceUnit(text: string): DistanceUnit | undefined {
  if (text === '') return undefined
  const units = Object.entries(DISTANCE_UNITS) as [DistanceUnit, RegExp][]
  return units.find(([, names]) => names.test(text.trim()))?.[0]
}

/** International pound and yard (1959). */
export const KG: Readonly<Record<WeightUnit, number>> = { kg: 1, lb: 0.453_592_37 }
export const METRES: Readonly<Record<DistanceUnit, number>> = {
  m: 1,
  km: 1_000,
  mi: 1_609.344,
  yd: 0.9144,
  ft: 0.3048,
}

/** The greatest of each that a set can hold; the contract has the same. */
export const MOST = { load: 2_000, reps: 10_000, metres: 999_999, seconds: 604_800 }

/** What an exercise is measured in, by what its sets hold. */
export function metricOf(
  rows: readonly Pick<Row, 'weight' | 'reps' | 'distance' | 'durationSec'>[],
): Metric {
  const has = (value: (row: (typeof rows)[number]) => number | null) =>
    rows.some((row) => (value(row) ?? 0) > 0)
  if (has(({ distance }) => distance))
    return has(({ weight }) => weight) && !has(({ durationSec }) => durationSec)
      ? 'weight_distance'
      : 'distance_duration'
  if (has(({ weight }) => weight)) return 'weight_reps'
  return has(({ durationSec }) => durationSec) && !has(({ reps }) => reps) ? 'duration' : 'reps'
}
