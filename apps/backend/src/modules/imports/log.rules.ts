import { MAX_REST_SECONDS } from '@fitvibe/training/limits'

import type { Problem } from '../../csv/cells.ts'
import { cleanText } from '../../csv/text.ts'
import type { DayOrder } from '../../csv/times.ts'
import type { ExerciseOfRow, Reading, SetRow, Workout } from './formats/row.ts'

/** The content of a file by workout, in the order and the units of the file. */
export interface Log {
  readonly workouts: readonly LoggedWorkout[]
  readonly problems: readonly Problem[]
  /** Number of rows that are no sets but also no loss: rests, notes and sets not done. */
  readonly ignored: number
  readonly missing: readonly Missing[]
  /** The order of days and months in dates such as 3/4/2025; null if the file leaves it open. */
  readonly dayOrder: DayOrder | null
}

/** Facts that the file leaves open and that the user has to add. */
export type Missing = 'unit' | 'distanceUnit' | 'timezone' | 'dayOrder'

interface LoggedWorkout {
  readonly head: Workout
  readonly line: number
  /** A digest of the exercises and sets, independent of their position in the file. */
  readonly content: string
  readonly exercises: readonly LoggedExercise[]
}

export interface LoggedExercise {
  readonly name: string
  readonly superset: string | null
  readonly notes: string
  readonly isCardio: boolean
  readonly sets: readonly SetRow[]
}

interface Draft {
  head: Workout
  line: number
  exercises: DraftExercise[]
}

interface DraftExercise {
  name: string
  superset: string | null
  notes: string[]
  isCardio: boolean
  sets: SetRow[]
}

const MAX_FOUND_LENGTH = 60

/** Collects the readings of a file into workouts. */
export function createLog(digest: (exercises: readonly LoggedExercise[]) => string) {
  const drafts = new Map<string, Draft>()
  const problems: Problem[] = []
  let ignored = 0

  function draftOf({ workout, line }: ExerciseOfRow): Draft {
    const known = drafts.get(workout.key)
    if (known) return known
    const draft = { head: workout, line, exercises: [] }
    drafts.set(workout.key, draft)
    return draft
  }

  return {
    add(reading: Reading): void {
      if (reading.kind === 'problem') {
        problems.push(shortened(reading.problem))
        return
      }
      if (reading.kind !== 'set') ignored += 1
      if (reading.kind === 'ignored') return
      const exercise = exerciseOf(draftOf(reading.about), reading.about)
      if (reading.kind === 'set') {
        exercise.sets.push(reading.set)
        addNote(exercise, reading.about.note ?? '')
      } else if (reading.kind === 'note') addNote(exercise, reading.text)
      else addRest(exercise, reading.seconds)
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

/** Returns the exercise to which a row belongs, and adds it to the workout if it is new. */
function exerciseOf({ exercises }: Draft, row: ExerciseOfRow): DraftExercise {
  const { exercise: name, superset = null, isCardio = false } = row
  const last = exercises.at(-1)
  const continuesLast = last?.name === name && last.superset === (row.superset ?? last.superset)
  const known = row.isInterleaved
    ? exercises.find((exercise) => exercise.name === name)
    : continuesLast
      ? last
      : undefined
  if (known) return known
  const added = { name, superset, notes: [], isCardio, sets: [] }
  exercises.push(added)
  return added
}

/** Shortens the text of a problem and removes characters that cannot be stored. */
export const shortened = (problem: Problem): Problem => ({
  ...problem,
  found: cleanText(problem.found, MAX_FOUND_LENGTH),
})

/** Adds a note once: apps repeat the note of an exercise in each of its rows. */
function addNote(exercise: DraftExercise, text: string): void {
  if (text !== '' && !exercise.notes.includes(text)) exercise.notes.push(text)
}

function addRest(exercise: DraftExercise, seconds: number): void {
  const last = exercise.sets.at(-1)
  if (last && seconds > 0 && seconds <= MAX_REST_SECONDS)
    exercise.sets[exercise.sets.length - 1] = { ...last, restSec: seconds }
}

const timesOf = ({ head }: LoggedWorkout) => (head.end ? [head.start, head.end] : [head.start])

/** Finds the order of days and months: a number beyond 12 decides it for the whole file. */
function orderOf(workouts: readonly LoggedWorkout[]): DayOrder | null {
  const times = workouts.flatMap(timesOf)
  if (times.some(({ mdy }) => mdy === null)) return 'dmy'
  if (times.some(({ dmy }) => dmy === null)) return 'mdy'
  return times.every(({ dmy, mdy }) => dmy === mdy) ? 'dmy' : null
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
