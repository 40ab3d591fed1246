import { MAX_REST_SECONDS } from '@fitvibe/training/limits'

import type { Problem } from '../../csv/cells.ts'
import { cleanText } from '../../csv/text.ts'
import type { DayOrder } from '../../csv/times.ts'
import type { ExerciseOfRow, Reading, SetRow, Workout } from './formats/row.ts'

/** The content of a file by workout, in the order and the units of the file. */
export interface Log {
  readonly workouts: readonly LoggedWorkout[]
  /** The first problems, in order of the file. */
  readonly problems: readonly Problem[]
  readonly problemCount: number
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
  /** The first exercise of each name. */
  byName: Map<string, DraftExercise>
}

interface DraftExercise {
  name: string
  superset: string | null
  notes: Set<string>
  notesLength: number
  isCardio: boolean
  sets: SetRow[]
}

const MAX_FOUND_LENGTH = 60
/** More than is stored, so that notes that are cut off are reported as shortened. */
const MAX_NOTES_LENGTH = 10_000
/** More than a life of training: rows of StrongLifts have many sets. */
const MAX_SETS = 200_000
/** A workout a day for 50 years. */
const MAX_WORKOUTS = 20_000
/** Problems kept of a file: more than an answer shows. */
export const MAX_PROBLEMS = 10_000

/** Collects the readings of a file into workouts. */
export function createLog(digest: (exercises: readonly LoggedExercise[]) => string) {
  const drafts = new Map<string, Draft>()
  const problems: Problem[] = []
  let problemCount = 0
  let setCount = 0
  let isFull = false
  let ignored = 0

  function draftOf({ workout, line }: ExerciseOfRow): Draft {
    const known = drafts.get(workout.key)
    if (known) return known
    const draft = { head: workout, line, exercises: [], byName: new Map() }
    drafts.set(workout.key, draft)
    return draft
  }

  function addProblem(problem: Problem): void {
    problemCount += 1
    if (problems.length < MAX_PROBLEMS) problems.push(shortened(problem))
  }

  /** Whether the file has room for a reading; reports the first for which there is none. */
  function hasRoom({ kind, about }: Exclude<Reading, { kind: 'problem' | 'ignored' }>): boolean {
    if (kind === 'set') setCount += 1
    const isNew = !drafts.has(about.workout.key)
    if (setCount <= MAX_SETS && (!isNew || drafts.size < MAX_WORKOUTS)) return true
    if (!isFull) addProblem({ line: about.line, code: 'tooMany', found: '', isLeftOut: true })
    isFull = true
    return false
  }

  return {
    add(reading: Reading): void {
      if (reading.kind === 'problem') {
        addProblem(reading.problem)
        return
      }
      if (reading.kind !== 'set') ignored += 1
      if (reading.kind === 'ignored') return
      if (!hasRoom(reading)) return
      const exercise = exerciseOf(draftOf(reading.about), reading.about)
      if (reading.kind === 'set') {
        exercise.sets.push(reading.set)
        addNote(exercise, reading.about.note ?? '')
      } else if (reading.kind === 'note') addNote(exercise, reading.text)
      else addRest(exercise, reading.seconds)
    },
    end(): Log {
      const workouts = [...drafts.values()].flatMap(({ exercises, head, line }) => {
        const done = exercises.filter(({ sets }) => sets.length > 0).map(loggedOf)
        return done.length > 0 ? [{ head, line, content: digest(done), exercises: done }] : []
      })
      const dayOrder = orderOf(workouts)
      const missing = missingIn(workouts, dayOrder)
      return { workouts, problems, problemCount, ignored, missing, dayOrder }
    },
  }
}

/** The digest of a workout depends on the order of these properties. */
const loggedOf = ({ name, superset, isCardio, sets, notes }: DraftExercise): LoggedExercise => ({
  name,
  superset,
  isCardio,
  sets,
  notes: [...notes].join('\n'),
})

/** Returns the exercise to which a row belongs, and adds it to the workout if it is new. */
function exerciseOf({ exercises, byName }: Draft, row: ExerciseOfRow): DraftExercise {
  const { exercise: name, superset = null, isCardio = false } = row
  const last = exercises.at(-1)
  const continuesLast = last?.name === name && last.superset === (row.superset ?? last.superset)
  const known = row.isInterleaved ? byName.get(name) : continuesLast ? last : undefined
  if (known) return known
  const added = { name, superset, notes: new Set<string>(), notesLength: 0, isCardio, sets: [] }
  exercises.push(added)
  if (!byName.has(name)) byName.set(name, added)
  return added
}

/** Shortens the text of a problem and removes characters that cannot be stored. */
export const shortened = (problem: Problem): Problem => ({
  ...problem,
  found: cleanText(problem.found, MAX_FOUND_LENGTH),
})

/** Adds a note once: apps repeat the note of an exercise in each of its rows. */
function addNote(exercise: DraftExercise, text: string): void {
  if (text === '' || exercise.notesLength > MAX_NOTES_LENGTH || exercise.notes.has(text)) return
  exercise.notes.add(text)
  exercise.notesLength += text.length
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
