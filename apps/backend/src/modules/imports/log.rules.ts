import { MAX_REST_SECONDS } from '@fitvibe/training/limits'

import { toTell } from './cells.rules.ts'
import type { DayOrder } from './moments.rules.ts'
import type { Problem, Reading, Row, Workout } from './rows.rules.ts'

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
  /** What the file says of it, digested: where in the file it stands is none of it. */
  readonly content: string
  readonly exercises: readonly LoggedExercise[]
}

export interface LoggedExercise {
  readonly name: string
  readonly superset: string | null
  readonly notes: string
  readonly isCardio: boolean
  readonly sets: readonly LoggedSet[]
}

/** A row without what it shares with others: of a file there are tens of thousands. */
export type LoggedSet = Omit<Row, keyof Shared>

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

/** Gathers readings, however many there are, into workouts. */
export function createLog(digest: (exercises: readonly LoggedExercise[]) => string) {
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
        return done.length > 0 ? [{ ...draft, content: digest(done), exercises: done }] : []
      })
      const dayOrder = orderOf(workouts)
      const missing = missingIn(workouts, dayOrder)
      return { workouts, problems, ignored, missing, dayOrder }
    },
  }
}

/** A row repeats the note of its exercise, which is one note. */
function note(exercise: DraftExercise, text: string): void {
  if (text !== '' && !exercise.notes.includes(text)) exercise.notes.push(text)
}

function rest(exercise: DraftExercise, seconds: number): void {
  const last = exercise.sets.at(-1)
  if (last && seconds > 0 && seconds <= MAX_REST_SECONDS)
    exercise.sets[exercise.sets.length - 1] = { ...last, restSec: seconds }
}

function setOf(row: Row): LoggedSet {
  const { line, setType, reps, weight, weightUnit, distance, distanceUnit } = row
  const { durationSec, rpe, rir, restSec } = row
  return {
    line,
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
