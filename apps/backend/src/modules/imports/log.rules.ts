import { MAX_REST_SECONDS } from '@fitvibe/training/limits'

import type { Problem } from '../../csv/cells.ts'
import { cleanText } from '../../csv/text.ts'
import { inLanguage, type DayOrder, type FileTime } from '../../csv/times.ts'
import type { ExerciseOfRow, Reading, SetRow, Workout } from './formats/row.ts'
import { monthLanguagesIn, type MonthLanguage } from './months.rules.ts'

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
  /** Languages that read a name of a month in the file differently; none if there is no doubt. */
  readonly monthLanguages: readonly MonthLanguage[]
  /** True if FitVibe wrote the file, in the format of another app. */
  readonly isOwnExport: boolean
  /** Number of rows that have no readable date, and of all rows. */
  readonly dates: { readonly unread: number; readonly rows: number }
}

/** Facts that the file leaves open and that the user has to add. */
export type Missing =
  | 'unit'
  | 'distanceUnit'
  | 'timezone'
  | 'dayOrder'
  | 'monthLanguage'
  | 'undated'
  | 'longWorkouts'
  | 'farDistances'

/** If more than a twentieth of the rows have no readable date, the user has to confirm their loss. */
const MAX_UNDATED = 1 / 20

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
  let undated = 0
  let rows = 0
  let lastLine = 0

  /** Counts rows, not readings: a row of some apps has several sets. */
  function countRow(line: number): boolean {
    const isNew = line !== lastLine
    lastLine = line
    if (isNew) rows += 1
    return isNew
  }

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
        const { line, code, isLeftOut } = reading.problem
        addProblem(reading.problem)
        if (isLeftOut && countRow(line) && code === 'date') undated += 1
        return
      }
      if (reading.kind !== 'set') ignored += 1
      if (reading.kind === 'ignored') rows += 1
      if (reading.kind === 'ignored') return
      if (!hasRoom(reading)) return
      countRow(reading.about.line)
      const exercise = exerciseOf(draftOf(reading.about), reading.about)
      if (reading.kind === 'set') {
        exercise.sets.push(reading.set)
        addNote(exercise, reading.about.note ?? '')
      } else if (reading.kind === 'note') addNote(exercise, reading.text)
      else addRest(exercise, reading.seconds)
    },
    end(): Omit<Log, 'isOwnExport'> {
      const workouts = [...drafts.values()].flatMap(({ exercises, head, line }) => {
        const done = exercises.filter(({ sets }) => sets.length > 0).map(loggedOf)
        return done.length > 0 ? [{ head, line, content: digest(done), exercises: done }] : []
      })
      const languages = monthLanguagesIn(workouts.flatMap(timesOf))
      const [decided] = languages
      const dated =
        languages.length === 1 && decided
          ? workouts.map((workout) => ({
              ...workout,
              head: headIn(workout.head, decided.language),
            }))
          : workouts
      const dayOrder = orderOf(dated)
      const dates = { unread: undated, rows }
      const monthLanguages = languages.length > 1 ? languages : []
      const missing = missingIn(dated, dayOrder)
      if (monthLanguages.length > 0) missing.push('monthLanguage')
      if (undated > rows * MAX_UNDATED) missing.push('undated')
      const found = { workouts: dated, problems, problemCount, ignored }
      return { ...found, missing, dayOrder, monthLanguages, dates }
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

/** Returns the values of a workout with the months as a language reads them. */
export function headIn(head: Workout, language: string): Workout {
  const { start, end } = head
  return { ...head, start: inLanguage(start, language), end: end && inLanguage(end, language) }
}

const timesOf = ({ head }: Pick<LoggedWorkout, 'head'>): FileTime[] =>
  head.end ? [head.start, head.end] : [head.start]

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
