import { isVisible } from '@fitvibe/training/visibleText'

import {
  createCells,
  openRecord,
  problemFound,
  readHalves,
  readSeconds,
  readText,
  reject,
  withProblems,
  type Cells,
} from '../../../csv/cells.ts'
import type { Columns } from '../../../csv/headings.ts'
import { parseSeconds } from '../../../csv/numbers.ts'
import type { CsvRecord } from '../../../csv/records.ts'
import { createUnused, isBlank } from '../../../csv/table.ts'
import { parseTime } from '../../../csv/times.ts'
import { setRow, workoutKey, type Format, type Reading, type SetRow, type Workout } from './row.ts'
import { MAX, readReps, readWeight, toWeightUnit, type WeightUnit } from './units.ts'

const NUMBERED = /^\d+\.\s+(\S.*)$/s
const TARGET = /^\d+(?:\s?[-–]\s?\d+)?\s*(?:reps|wdh\.?|wiederholungen|sec|s)$/i
const SUPERSET = /^superset\s*(\w+)$/im
/** A warm-up in the notes of an exercise: `WU1 · 37,5 kg · 9 reps`. */
const WARMUP = /^WU\d*\s*·\s*\+?([\d.,]+)\s*(kg|lbs?)\s*·\s*(\d+)\s*\p{L}+\.?$/iu

/**
 * Alpha Progression: not a table but nested headings of workouts, exercises and columns. A workout
 * is a title and a line with its time, or both in one line.
 */
export const alphaProgression: Format = {
  name: 'alphaprogression',
  hasNestedHeadings: true,
  layoutOf(head, delimiter) {
    const hasColumns = head.some(({ cells }) => cells[0] === '#' && cells.length >= 2)
    const hasTime = head.some(({ cells }) => cells.some((cell) => isTime(cell)))
    return hasColumns && hasTime ? { firstRow: 0, reader: readerOf(delimiter) } : undefined
  },
  isPlan: (head) => head.some(({ cells }) => cells[0] === 'EXERCISE' && cells[1] === 'SETS'),
}

const isTime = (text: string) => parseTime(text)?.hasTime === true

/** The headings above the current record. */
interface Headings {
  title: { text: string; line: number } | undefined
  workout: Workout | undefined
  /** The time of the workout if it is not a date: its sets are left out. */
  undated: string | undefined
  /** The possible meaning of the next line: the plan of the workout, or an exercise's target. */
  awaits: 'workout' | 'target' | undefined
  exercise: string | undefined
  note: string
  superset: string | null
  columns: Columns<Name> | undefined
  unit: WeightUnit | null
  /** Reports columns with numbers that are not used. */
  unused: ReturnType<typeof createUnused>
  /** Titles of the columns reported so far: headings repeat for each exercise. */
  reported: Set<string>
}

type Name = 'weight' | 'reps' | 'rir' | 'seconds' | 'rpe'

function readerOf(delimiter: string) {
  const headings: Headings = {
    title: undefined,
    workout: undefined,
    undated: undefined,
    awaits: undefined,
    exercise: undefined,
    note: '',
    superset: null,
    columns: undefined,
    unit: null,
    unused: () => [],
    reported: new Set(),
  }

  return (record: CsvRecord): readonly Reading[] => {
    if (isBlank(record)) return []
    const [first = '', second = '', third = ''] = record.cells.map((cell) => cell.trim())
    if (isTime(first))
      return openWorkout(headings, record, headings.title?.text ?? '', first, second)
    if (isTime(second)) return openWorkout(headings, record, first, second, third)
    if (first === '#') return readColumns(headings, record)
    if (headings.columns && /^[A-Z]?\d+(?:\.\d+)?$|^[DW]$/i.test(first) && record.cells.length > 1)
      return readSet(headings, record, delimiter)
    const numbered = NUMBERED.exec(first)
    if (numbered?.[1] && (headings.workout || headings.undated !== undefined))
      return openExercise(headings, record, numbered[1], second)
    return readLine(headings, record, first)
  }
}

/** Reads a line that is a target, the plan of the workout, or the title of the next workout. */
function readLine(headings: Headings, record: CsvRecord, text: string): readonly Reading[] {
  if (TARGET.test(text) || (headings.awaits === 'target' && record.cells.length === 1)) return []
  const undated = record.cells.slice(0, 2).find((cell) => /\d{4}/.test(cell) && CLOCK.test(cell))
  if (undated !== undefined && record.cells.length <= 3) {
    headings.workout = undefined
    headings.undated = undated
    headings.title = undefined
    headings.columns = undefined
    return [undatedRow(record.line, undated)]
  }
  if (record.isBroken || record.cells.length > 1)
    return [notUnderstood(record.line, record.cells.join(' '))]
  const { workout, title } = headings
  if (headings.awaits === 'workout' && workout?.notes === '' && text.includes('·')) {
    headings.workout = { ...workout, notes: text }
    return []
  }
  headings.title = { text, line: record.line }
  headings.exercise = undefined
  headings.columns = undefined
  return title ? [notUnderstood(title.line, title.text)] : []
}

/** A clock time anywhere in a text. */
const CLOCK = /\d[:.h]\d{2}/

const undatedRow = (line: number, found: string): Reading =>
  problemFound({ line, code: 'date', found, isLeftOut: true })

const notUnderstood = (line: number, text: string): Reading =>
  problemFound({ line, code: 'notUnderstood', found: text, isLeftOut: true })

function openWorkout(
  headings: Headings,
  { line }: CsvRecord,
  title: string,
  time: string,
  duration: string,
): readonly Reading[] {
  const start = parseTime(time)
  if (!start) return [notUnderstood(line, time)]
  const durationSec = duration === '' ? null : (parseSeconds(duration, 'h:m') ?? null)
  const key = workoutKey(start, title)
  headings.workout = { key, title, start, end: null, durationSec, notes: '' }
  headings.title = undefined
  headings.undated = undefined
  headings.awaits = 'workout'
  headings.exercise = undefined
  headings.columns = undefined
  return durationSec !== null || duration === ''
    ? []
    : [problemFound({ line, code: 'duration', found: duration, isLeftOut: false })]
}

/** Opens an exercise; the warm-ups in its note are sets. */
function openExercise(
  headings: Headings,
  { line }: CsvRecord,
  heading: string,
  remark: string,
): readonly Reading[] {
  const [name = '', ...more] = heading.split('·').map((part) => part.trim())
  const equipment = more.find((part) => !/\d/.test(part))
  headings.exercise = equipment && isVisible(name) ? `${name} (${equipment})` : name
  headings.superset = SUPERSET.exec(remark)?.[1] ?? null
  headings.columns = undefined
  headings.awaits = 'target'
  const lines = remark.split(/<br\s*\/?>|\n/i).map((part) => part.trim())
  headings.note = lines.filter((part) => !WARMUP.test(part) && !SUPERSET.test(part)).join('\n')
  return lines.flatMap((part) => {
    const [, weight = '', unit = '', reps = ''] = WARMUP.exec(part) ?? []
    if (weight === '') return []
    const cells = createCells<Name>({ weight: 0, reps: 1 }, ';')
    openRecord(cells, { line, cells: [weight, reps] })
    return readingOf(headings, cells, 'warmup', toWeightUnit(unit) ?? null)
  })
}

function readColumns(headings: Headings, { line, cells }: CsvRecord): readonly Reading[] {
  const titles = cells.map((cell) => cell.trim().toUpperCase())
  const column = (name: Name, test: RegExp): Columns<Name> => {
    const index = titles.findIndex((title) => test.test(title))
    return index === -1 ? {} : { [name]: index }
  }
  headings.unit = titles.flatMap((title) => toWeightUnit(title) ?? [])[0] ?? null
  headings.columns = {
    ...column('weight', /^(?:KGS?|LBS?)$/),
    ...column('reps', /^(?:REPS|WDH\.?|WIEDERHOLUNGEN)$/),
    ...column('rir', /^RIR$/),
    ...column('rpe', /^RPE$/),
    ...column('seconds', /^(?:SEC|SECS|SECONDS|SEK|TIME|S)$/),
  }
  headings.awaits = undefined
  const used = [0, ...Object.values(headings.columns)]
  headings.unused = createUnused(
    titles,
    line,
    (title, index) => used.includes(index) || headings.reported.has(title),
  )
  return []
}

function readSet(headings: Headings, record: CsvRecord, delimiter: string): readonly Reading[] {
  const mark = record.cells[0]?.trim().toUpperCase() ?? ''
  const setType = mark.startsWith('W') ? 'warmup' : /^D|\./.test(mark) ? 'drop' : 'working'
  const cells = createCells<Name>(headings.columns ?? {}, delimiter)
  openRecord(cells, record)
  const unused = headings.unused(record.cells)
  for (const { problem } of unused) headings.reported.add(problem.found)
  return [...unused, ...readingOf(headings, cells, setType, headings.unit)]
}

function readingOf(
  { workout, undated, exercise, note, superset }: Headings,
  cells: Cells<Name>,
  setType: SetRow['setType'],
  unit: WeightUnit | null,
): readonly Reading[] {
  if (undated !== undefined) return [undatedRow(cells.line, undated)]
  if (!workout || exercise === undefined)
    return [notUnderstood(cells.line, readText(cells, 'reps'))]
  const isPlanned = (['reps', 'seconds'] as const).every((name) =>
    ['', '-'].includes(readText(cells, name)),
  )
  if (isPlanned) return [{ kind: 'ignored' }]
  if (!isVisible(exercise)) reject(cells, 'exercise', '')
  const about = { line: cells.line, workout, exercise, note, superset }
  const set = setRow({
    line: cells.line,
    setType,
    reps: readReps(cells, 'reps'),
    weight: readWeight(cells, 'weight', unit),
    weightUnit: unit,
    durationSec: readSeconds(cells, 'seconds', MAX.seconds),
    rpe: readHalves(cells, 'rpe', 1),
    rir: readHalves(cells, 'rir', 0),
  })
  return withProblems<Reading>(cells, [{ kind: 'set', about, set }])
}
