import type { Metric, workApi } from '@fitvibe/contract'

import { dayOf, instantOf } from '../../utils/calendar.ts'
import type { DayOrder, Moment } from './moments.rules.ts'
import {
  KG,
  METRES,
  metricOf,
  MOST,
  type DistanceUnit,
  type Problem,
  type Reading,
  type Row,
  type WeightUnit,
  type Workout,
} from './rows.rules.ts'

/** What a file says in all, workout by workout, in its order. */
export interface Log {
  readonly workouts: readonly LoggedWorkout[]
  readonly problems: readonly Problem[]
  /** Rests, notes and sets not done: no sets, and nothing that could not be read. */
  readonly ignored: number
  readonly missing: readonly Missing[]
  /** How days such as 3/4/2025 are to be read, where the file shows it. */
  readonly dayOrder: DayOrder | null
}

export type Missing = 'unit' | 'distanceUnit' | 'timezone' | 'dayOrder'

interface LoggedWorkout {
  readonly head: Workout
  readonly line: number
  readonly exercises: readonly LoggedExercise[]
}

interface LoggedExercise {
  readonly name: string
  readonly superset: string | null
  readonly notes: string
  readonly isCardio: boolean
  readonly sets: readonly LoggedSet[]
}

/** A row without what it shares with others: of a file there are tens of thousands. */
type LoggedSet = Omit<Row, 'line' | keyof Shared>

type Shared = Pick<Row, 'workout' | 'exercise' | 'note' | 'superset' | 'isInterleaved' | 'isCardio'>

interface Draft {
  head: Workout
  line: number
  exercises: DraftExercise[]
}
type DraftExercise = {
  name: string
  superset: string | null
  notes: string[]
  isCardio: boolean
  sets: LoggedSet[]
}

const LONGEST_REST = 7_200

/** Gathers readings, however many there are, into workouts. */
export function createLog() {
  const drafts = new Map<string, Draft>()
  const problems: Problem[] = []
  let ignored = 0

  function exerciseOf(row: Pick<Row, 'line' | 'workout' | 'exercise'> & Partial<Row>) {
    const { key } = row.workout
    const draft = drafts.get(key) ?? { head: row.workout, line: row.line, exercises: [] }
    drafts.set(key, draft)
    const last = draft.exercises.at(-1)
    const known = row.isInterleaved
      ? draft.exercises.find(({ name }) => name === row.exercise)
      : last?.name === row.exercise && last.superset === (row.superset ?? last.superset)
        ? last
        : undefined
    if (known) return known
    const { exercise: name, superset = null, isCardio = false } = row
    const made = { name, superset, notes: [], isCardio, sets: [] }
    draft.exercises.push(made)
    return made
  }

  return {
    add(reading: Reading): void {
      if (reading.kind === 'problem') problems.push(toTell(reading.problem))
      else if (reading.kind === 'set') {
        const exercise: DraftExercise = exerciseOf(reading.row)
        exercise.sets.push(setOf(reading.row))
        note(exercise, reading.row.note)
      } else {
        ignored += 1
        if (reading.kind === 'note') note(exerciseOf(reading.about), reading.text)
        if (reading.kind === 'rest') rest(exerciseOf(reading.about), reading.seconds)
      }
    },
    end(): Log {
      const workouts = [...drafts.values()].flatMap(({ exercises, ...draft }) => {
        const done = exercises
          .filter(({ sets }) => sets.length > 0)
          .map(({ notes, ...exercise }) => ({ ...exercise, notes: notes.join('\n') }))
        return done.length > 0 ? [{ ...draft, exercises: done }] : []
      })
      const dayOrder = orderOf(workouts)
      const missing = missingIn(workouts, dayOrder)
      return { workouts, problems, ignored, missing, dayOrder }
    },
  }
}

/** A problem with as much of what stands there as is shown, free of what cannot be stored. */
const toTell = (problem: Problem): Problem => ({ ...problem, found: cleaned(problem.found, 60) })

/** A row repeats the note of its exercise, which is one note. */
function note(exercise: DraftExercise, text: string): void {
  if (text !== '' && !exercise.notes.includes(text)) exercise.notes.push(text)
}

function rest(exercise: DraftExercise, seconds: number): void {
  const last = exercise.sets.at(-1)
  if (last && seconds > 0 && seconds <= LONGEST_REST)
    exercise.sets[exercise.sets.length - 1] = { ...last, restSec: seconds }
}

function setOf(row: Row): LoggedSet {
  const { setType, reps, weight, weightUnit, distance, distanceUnit } = row
  const { durationSec, rpe, rir, restSec } = row
  return {
    setType,
    reps,
    weight,
    weightUnit,
    distance,
    distanceUnit,
    durationSec,
    rpe,
    rir,
    restSec,
  }
}

const momentsOf = ({ head }: LoggedWorkout) => (head.end ? [head.start, head.end] : [head.start])

/** A day past the 12th tells days from months, for the whole file. */
function orderOf(workouts: readonly LoggedWorkout[]): DayOrder | null {
  const moments = workouts.flatMap(momentsOf)
  if (moments.some(({ mdy }) => mdy === null)) return 'dmy'
  if (moments.some(({ dmy }) => dmy === null)) return 'mdy'
  return moments.every(({ dmy, mdy }) => dmy === mdy) ? 'dmy' : null
}

function missingIn(workouts: readonly LoggedWorkout[], dayOrder: DayOrder | null): Missing[] {
  const sets = workouts.flatMap(({ exercises }) => exercises.flatMap((exercise) => exercise.sets))
  const missing: Missing[] = []
  if (sets.some(({ weight, weightUnit }) => weight !== null && weightUnit === null))
    missing.push('unit')
  if (sets.some(({ distance, distanceUnit }) => distance !== null && distanceUnit === null))
    missing.push('distanceUnit')
  if (workouts.some(({ head }) => head.start.offset === null)) missing.push('timezone')
  if (dayOrder === null) missing.push('dayOrder')
  return missing
}

/** What the file left open, by now said. */
export interface Said {
  readonly unit: WeightUnit
  readonly distanceUnit: DistanceUnit
  readonly timezone: string
  readonly dayOrder: DayOrder
}

export interface SettledWorkout {
  readonly key: string
  readonly line: number
  readonly title: string
  readonly notes: string | null
  readonly startedAt: Date
  /** Null where the file does not say how long it took. */
  readonly durationSec: number | null
  readonly exercises: readonly SettledExercise[]
  /** What the file says of them, whatever is said beside it. */
  readonly logged: readonly LoggedExercise[]
}

interface SettledExercise {
  readonly name: string
  readonly isCardio: boolean
  readonly metric: Metric
  readonly superset: number | null
  readonly notes: string | null
  readonly work: readonly workApi.Work[]
}

/** Longest session: two days, as for one that is logged by hand. */
const MOST_SECONDS = 172_800
const MOST_SUPERSETS = 50
const SKEW_MS = 300_000

/**
 * The workouts as they are kept: instants, kilograms, metres. Texts are cut to what can be stored,
 * and a workout of the future is left out; either is told.
 */
export function settle(log: Log, said: Said, now: Date) {
  const problems: Problem[] = []
  const tell = (line: number, code: Problem['code'], found: string, isLeftOut = false) =>
    problems.push(toTell({ line, code, found, isLeftOut }))
  const order = log.dayOrder ?? said.dayOrder

  const workouts = log.workouts.flatMap((workout): SettledWorkout[] => {
    const { head, line } = workout
    const startedAt = instant(head.start, order, said.timezone, now)
    if (!startedAt) tell(line, 'date', head.title, true)
    else if (startedAt.getTime() > now.getTime() + SKEW_MS)
      tell(line, 'future', startedAt.toISOString(), true)
    if (!startedAt || startedAt.getTime() > now.getTime() + SKEW_MS) return []
    const fit = (text: string, most: number) => {
      const fitted = cleaned(text, most)
      if (fitted !== text.trim()) tell(line, 'shortened', text)
      return fitted
    }
    const end = head.end && instant(head.end, order, said.timezone, now)
    const durationSec =
      head.durationSec ?? (end && Math.round((end.getTime() - startedAt.getTime()) / 1_000))
    const isPossible = durationSec === null || (durationSec >= 0 && durationSec <= MOST_SECONDS)
    if (!isPossible) tell(line, 'duration', String(durationSec))
    const groups = new Map<string, number>()
    const exercises = workout.exercises.flatMap((exercise) => {
      const rows = exercise.rows.filter((row) => {
        const isTooMuch = beyond(row, said)
        if (isTooMuch !== null) tell(row.line, 'range', String(isTooMuch), true)
        return isTooMuch === null
      })
      return rows.length > 0 ? [{ ...exercise, rows }] : []
    })
    if (exercises.length === 0) return []
    return [
      {
        key: head.key,
        line,
        title:
          fit(inLine(head.title), 128) || fit(inLine(workout.exercises[0]?.name ?? ''), 128) || '–',
        notes: fit(head.notes, 4_000) || null,
        startedAt,
        durationSec: isPossible ? durationSec || null : null,
        exercises: exercises.map((exercise) => ({
          name: fit(inLine(exercise.name), 128) || '–',
          isCardio: exercise.isCardio,
          metric: metricOf(exercise.sets),
          superset: groupOf(groups, exercise.superset),
          notes: fit(exercise.notes, 1_000) || null,
          work: exercise.sets.map((set) => workOf(set, said)),
        })),
        logged: workout.exercises,
      },
    ]
  })
  return { workouts, problems }
}

/** When it was; where only the day is known, at its noon, or today by now. */
function instant(moment: Moment, order: DayOrder, timezone: string, now: Date): Date | null {
  const local = moment[order]
  if (local === null) return null
  if (moment.offset !== null) return new Date(`${local}${moment.offset}`)
  const at = instantOf(local, timezone)
  const isToday = !moment.hasTime && local.startsWith(dayOf(now, timezone))
  return isToday && at > now ? now : at
}

/** Groups count from 1 in each workout, whatever the file calls them. */
function groupOf(groups: Map<string, number>, name: string | null): number | null {
  if (name === null) return null
  const known = groups.get(name) ?? groups.size + 1
  groups.set(name, known)
  return known > MOST_SUPERSETS ? null : known
}

function workOf(set: LoggedSet, said: Said): workApi.Work {
  const { setType, reps, durationSec, rpe, rir, restSec } = set
  return {
    setType,
    sets: 1,
    reps,
    load: scaled(set.weight, KG[set.weightUnit ?? said.unit]),
    distance: scaled(set.distance, METRES[set.distanceUnit ?? said.distanceUnit]),
    durationSec,
    rpe,
    rir,
    restSec,
  }
}

/** What of a set is more than one can hold, in the unit that is said; null if nothing is. */
function beyond({ weight, weightUnit, distance, distanceUnit }: Row, said: Said): number | null {
  if ((weight ?? 0) * KG[weightUnit ?? said.unit] > MOST.load) return weight
  const metres = (distance ?? 0) * METRES[distanceUnit ?? said.distanceUnit]
  return metres > MOST.metres ? distance : null
}

/** To the hundredth, as it is stored. */
const scaled = (value: number | null, factor: number) =>
  value === null ? null : Math.round(value * factor * 100) / 100

const inLine = (text: string) => text.replace(/\s+/g, ' ')

/** Without control characters but line breaks and tabs, well formed, and no longer than fits. */
function cleaned(text: string, most: number): string {
  const clean = text
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .toWellFormed()
    .trim()
  if (clean.length <= most) return clean
  return clean
    .slice(0, most)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim()
}
