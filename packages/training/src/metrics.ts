import type { measures, Quantity, Work } from './sets.ts'

/** The ways to measure a set of an exercise. */
export const METRICS = [
  'weight_reps',
  'reps',
  'duration',
  'distance_duration',
  'weight_distance',
] as const
export type Metric = (typeof METRICS)[number]

export const RECORD_KINDS = [
  'weight',
  'e1rm',
  'reps',
  'volume',
  'distance',
  'duration',
  'pace',
] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

/** The values that can be charted over time. */
export type ChartedValue = Exclude<RecordKind, 'volume' | 'pace'>

/** A number that says what was done in a set. */
export type Measure = Exclude<keyof typeof measures, 'sets' | 'rpe' | 'rir' | 'restSec' | 'side'>

interface MetricRules {
  /** In the order in which a set is shown and typed. */
  readonly measures: readonly Measure[]
  /** Done and planned work are compared in the first of these that the plan contains. */
  readonly comparedBy: readonly Quantity[]
  /** The kinds of personal record that an exercise can set. */
  readonly records: readonly RecordKind[]
  /** The value that a chart of the exercise shows over time. */
  readonly chartedBy: ChartedValue
  /** Rest after a set, s, if none is noted; used to estimate how long sets took. */
  readonly restSeconds: number
  /** Whether double progression can suggest the next load or repetitions. */
  readonly isProgressive: boolean
  /** The unit in which the web app shows and reads distances. */
  readonly distanceUnit: 'km' | 'm'
  /** The first block of an exercise added to a plan, so that a plan needs few taps. */
  readonly newBlock: Partial<Work>
}

/** Rest between strength sets (ACSM position stand 2009: 1 to 2 min). */
const STRENGTH_REST_SECONDS = 90

/** Everything that depends on the metric. A new metric does not compile until each column has a value. */
export const metricRules: Readonly<Record<Metric, MetricRules>> = {
  weight_reps: {
    measures: ['load', 'reps'],
    comparedBy: ['volume', 'reps', 'sets'],
    records: ['weight', 'e1rm', 'reps', 'volume'],
    chartedBy: 'e1rm',
    restSeconds: STRENGTH_REST_SECONDS,
    isProgressive: true,
    distanceUnit: 'm',
    newBlock: { sets: 3, reps: 8, restSec: 120 },
  },
  reps: {
    measures: ['reps'],
    comparedBy: ['reps', 'sets'],
    records: ['reps'],
    chartedBy: 'reps',
    restSeconds: STRENGTH_REST_SECONDS,
    isProgressive: true,
    distanceUnit: 'm',
    newBlock: { sets: 3, reps: 10, restSec: 90 },
  },
  duration: {
    measures: ['durationSec'],
    comparedBy: ['durationSec', 'sets'],
    records: ['duration'],
    chartedBy: 'duration',
    restSeconds: 0,
    isProgressive: false,
    distanceUnit: 'm',
    newBlock: { sets: 3, durationSec: 45, restSec: 60 },
  },
  distance_duration: {
    measures: ['distance', 'durationSec'],
    comparedBy: ['distance', 'durationSec', 'sets'],
    records: ['distance', 'duration', 'pace'],
    chartedBy: 'distance',
    restSeconds: 0,
    isProgressive: false,
    distanceUnit: 'km',
    newBlock: { sets: 1 },
  },
  weight_distance: {
    measures: ['load', 'distance'],
    comparedBy: ['distance', 'sets'],
    records: ['weight', 'distance'],
    chartedBy: 'weight',
    restSeconds: 0,
    isProgressive: false,
    distanceUnit: 'm',
    newBlock: { sets: 3, distance: 40, restSec: 120 },
  },
}
