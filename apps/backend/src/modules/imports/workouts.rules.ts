import type { Metric, workApi } from '@fitvibe/contract'
import { isAssisted } from '@fitvibe/training/bodyShare'
import { CLOCK_SKEW_SECONDS, MAX_SESSION_SECONDS } from '@fitvibe/training/limits'
import { toExactKg } from '@fitvibe/training/rounding'
import { blankWork, isMeasured } from '@fitvibe/training/sets'

import type { Problem } from '../../csv/cells.ts'
import { cleanText } from '../../csv/text.ts'
import type { DayOrder } from '../../csv/times.ts'
import { isImplausible } from './distances.rules.ts'
import { fitSession } from './fit.rules.ts'
import type { SetRow } from './formats/row.ts'
import { KG, MAX, METRES, type DistanceUnit, type WeightUnit } from './formats/units.ts'
import { headIn, MAX_PROBLEMS, shortened, type Log, type LoggedExercise } from './log.rules.ts'
import { minuteOf, spanOf, type Span } from './spans.rules.ts'

type LoggedWorkout = Log['workouts'][number]

/** The user's answers to what the file leaves open. */
export interface ImportAnswers {
  readonly unit: WeightUnit
  readonly distanceUnit: DistanceUnit
  readonly timezone: string
  readonly dayOrder: DayOrder
  /** The language of the names of months; undefined if the file leaves no doubt. */
  readonly monthLanguage?: string | undefined
  /** Whether a workout of more than 5 hours was that long, or gets an estimate. */
  readonly longWorkouts: 'keep' | 'estimate'
  /** Whether an implausible distance is kept, or left out of its set. */
  readonly farDistances: 'keep' | 'leaveOut'
}

/** A workout as it is stored: instants, kilograms and metres. */
export interface NormalWorkout {
  readonly key: string
  /** The start in the file to the minute, which identifies the workout in its app. */
  readonly minute: string
  readonly title: string
  readonly notes: string | null
  readonly startedAt: Date
  /** Null if the file does not have it. */
  readonly durationSec: number | null
  readonly exercises: readonly NormalExercise[]
  /** A digest of the file's values, independent of the answers. */
  readonly content: string
}

interface NormalExercise {
  readonly name: string
  readonly isCardio: boolean
  readonly metric: Metric
  readonly superset: number | null
  readonly notes: string | null
  readonly work: readonly workApi.Work[]
}

const MAX_SUPERSETS = 50
const CLOCK_SKEW_MS = CLOCK_SKEW_SECONDS * 1_000

interface Run {
  readonly answers: ImportAnswers
  readonly now: Date
  readonly report: (line: number, code: Problem['code'], found: string, isLeftOut?: boolean) => void
}

/**
 * Converts workouts to the units that are stored, and returns them with the problems found: texts
 * that had to be shortened, and sets or workouts that are left out because they are impossible.
 */
export function normalise(
  { workouts, dayOrder }: Pick<Log, 'workouts' | 'dayOrder'>,
  given: ImportAnswers,
  now: Date,
) {
  const problems: Problem[] = []
  let problemCount = 0
  const run: Run = {
    answers: { ...given, dayOrder: dayOrder ?? given.dayOrder },
    now,
    report(line, code, found, isLeftOut = false) {
      problemCount += 1
      if (problems.length < MAX_PROBLEMS) problems.push(shortened({ line, code, found, isLeftOut }))
    },
  }
  const normal = workouts.flatMap((workout) => normaliseWorkout(workout, run) ?? [])
  return { workouts: normal, problems, problemCount }
}

function normaliseWorkout(logged: LoggedWorkout, run: Run): NormalWorkout | undefined {
  const { monthLanguage, dayOrder } = run.answers
  const workout = monthLanguage ? { ...logged, head: headIn(logged.head, monthLanguage) } : logged
  const { head, line, content } = workout
  const span = spanOf(head, run.answers, run.now)
  const startedAt = startOf(workout, span.start, run)
  if (!startedAt) return undefined
  const durationSec = durationOf(workout, span, run)
  const exercises = workout.exercises.flatMap((exercise) => withoutImpossible(exercise, run))
  if (exercises.length === 0) return undefined
  const { exercises: fitted, leftOut } = fitSession(
    exercises.map((exercise) => ({
      exercise,
      planned: [],
      actual: worksOf(exercise, run.answers),
    })),
  )
  if (leftOut > 0) run.report(line, 'sessionTooLarge', String(leftOut))
  const kept = fitted.filter(({ actual }) => actual.length > 0)
  const groups = new Map<string, number>()
  const fit = (text: string, maxLength: number) => fitting(text, maxLength, line, run)
  return {
    key: head.key,
    minute: minuteOf(head.start, dayOrder),
    title:
      fit(inLine(head.title), 128) || fit(inLine(workout.exercises[0]?.name ?? ''), 128) || '–',
    notes: fit(head.notes, 4_000) || null,
    startedAt,
    durationSec,
    exercises: kept.map(({ exercise, actual }) => ({
      name: fit(inLine(exercise.name), 128) || '–',
      isCardio: exercise.isCardio,
      metric: metricOf(exercise.sets),
      superset: groupOf(groups, exercise.superset),
      notes: fit(exercise.notes, 1_000) || null,
      work: actual,
    })),
    content,
  }
}

/** Returns the start of a workout, if it is a date that is not in the future. */
function startOf(
  { head, line }: LoggedWorkout,
  start: Date | null,
  { now, report }: Run,
): Date | undefined {
  if (!start) report(line, 'date', head.title, true)
  else if (start.getTime() <= now.getTime() + CLOCK_SKEW_MS) return start
  else report(line, 'future', start.toISOString(), true)
  return undefined
}

/** More is rarely training: the app was left running. */
const LONG_SECONDS = 5 * 3_600

function durationOf(
  { head, line }: LoggedWorkout,
  { seconds: between, isUnsure }: Span,
  { answers, report }: Run,
): number | null {
  const seconds = head.durationSec ?? between
  if (seconds === null || seconds === 0) return null
  if (seconds < 0 || seconds > MAX_SESSION_SECONDS) {
    report(line, 'duration', String(seconds))
    return null
  }
  if (head.durationSec === null && isUnsure) report(line, 'clockChange', head.start.dmy ?? '')
  if (seconds <= LONG_SECONDS || answers.longWorkouts === 'keep') return seconds
  report(line, 'longWorkout', durationText(seconds))
  return null
}

/** `13h 45m`, as apps write it. */
const durationText = (seconds: number) =>
  `${Math.floor(seconds / 3_600)}h ${Math.floor((seconds % 3_600) / 60)}m`

function fitting(text: string, maxLength: number, line: number, { report }: Run): string {
  const fit = cleanText(text, maxLength)
  if (fit !== text.trim()) report(line, 'shortened', text)
  return fit
}

/** Returns the exercise without empty sets, and those too heavy or too far in the given units. */
function withoutImpossible(exercise: LoggedExercise, { answers, report }: Run): LoggedExercise[] {
  const sets = exercise.sets.flatMap((set) => {
    if (isEmpty(set)) {
      report(set.line, 'emptySet', exercise.name, true)
      return []
    }
    const value = impossibleValue(set, answers)
    if (value !== null) {
      report(set.line, 'range', String(value), true)
      return []
    }
    if (answers.farDistances === 'keep' || !isFar(exercise.name, set, answers)) return set
    const without = { ...set, distance: null }
    report(set.line, 'farDistance', distanceText(set, answers), isEmpty(without))
    return isEmpty(without) ? [] : without
  })
  return sets.length > 0 ? [{ ...exercise, sets }] : []
}

/** Apps write 0 for "not measured"; with a weight, 0 repetitions are a failed attempt. */
const isEmpty = ({ reps, weight: load, distance, durationSec }: SetRow) =>
  !isMeasured({ reps: reps || null, load, distance, durationSec })

const distanceText = ({ distance, distanceUnit }: SetRow, answers: ImportAnswers) =>
  `${distance} ${distanceUnit ?? answers.distanceUnit}`

function isFar(name: string, set: SetRow, answers: ImportAnswers): boolean {
  if (set.distance === null) return false
  const metres = set.distance * METRES[set.distanceUnit ?? answers.distanceUnit]
  return isImplausible(name, { metres, seconds: set.durationSec })
}

/** Returns the weight or distance that exceeds the limits of a set, if any. */
function impossibleValue(
  { weight, weightUnit, distance, distanceUnit }: SetRow,
  { unit, distanceUnit: otherUnit }: ImportAnswers,
): number | null {
  const kg = (weight ?? 0) * KG[weightUnit ?? unit]
  if (kg > MAX.load || kg < -MAX.help) return weight
  return (distance ?? 0) * METRES[distanceUnit ?? otherUnit] > MAX.metres ? distance : null
}

/** Numbers the supersets of a workout from 1, whatever their labels are. */
function groupOf(groups: Map<string, number>, label: string | null): number | null {
  if (label === null) return null
  const group = groups.get(label) ?? groups.size + 1
  groups.set(label, group)
  return group > MAX_SUPERSETS ? null : group
}

/** Derives the metric of an exercise from the values that its sets have. */
function metricOf(sets: readonly SetRow[]): Metric {
  const has = (value: (set: SetRow) => number | null) => sets.some((set) => Boolean(value(set)))
  const hasWeight = has(({ weight }) => weight)
  const hasSeconds = has(({ durationSec }) => durationSec)
  if (has(({ distance }) => distance))
    return hasWeight && !hasSeconds ? 'weight_distance' : 'distance_duration'
  if (hasWeight) return 'weight_reps'
  return hasSeconds && !has(({ reps }) => reps) ? 'duration' : 'reps'
}

/** Apps write help without a sign if the exercise's name says that it is help. */
function worksOf({ name, sets }: LoggedExercise, answers: ImportAnswers): workApi.Work[] {
  const works = sets.map((set) => workOf(set, answers))
  if (!isAssisted(name)) return works
  return works.map((work) => ({ ...work, load: work.load === null ? null : -Math.abs(work.load) }))
}

function workOf(set: SetRow, answers: ImportAnswers): workApi.Work {
  const { line: _, weight, weightUnit, distance, distanceUnit, ...shared } = set
  return {
    ...blankWork,
    ...shared,
    sets: 1,
    load: weight === null ? null : toExactKg(weight * KG[weightUnit ?? answers.unit]),
    distance: hundredths(distance, METRES[distanceUnit ?? answers.distanceUnit]),
  }
}

/** Rounds to two decimals, the precision of the database. */
const hundredths = (value: number | null, factor: number) =>
  value === null ? null : Math.round(value * factor * 100) / 100

const inLine = (text: string) => text.replace(/\s+/g, ' ')
