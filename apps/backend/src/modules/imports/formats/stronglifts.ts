import {
  createCells,
  openRecord,
  readDuration,
  readSeconds,
  readName,
  readText,
  readTime,
  reject,
  warn,
  withProblems,
  type Cells,
} from '../../../csv/cells.ts'
import { columnsOf, unitIn, withRequired, type Columns } from '../../../csv/headings.ts'
import type { CsvRecord } from '../../../csv/records.ts'
import { isNumeric, isTime } from '../../../csv/shift.ts'
import { tableIn, type Table } from '../../../csv/table.ts'
import { atClock, dayAfter, type FileTime } from '../../../csv/times.ts'
import {
  setRow,
  workoutKey,
  workoutOnce,
  type ExerciseOfRow,
  type Format,
  type Reading,
  type Workout,
} from './row.ts'
import { MAX, readReps, readWeight, toWeightUnit, type WeightUnit } from './units.ts'

const HEADINGS = {
  date: ['date'],
  number: ['workout'],
  title: ['workoutname'],
  program: ['programname'],
  exercise: ['exercise'],
  pattern: ['setsxreps', 'setsreps'],
  hours: ['duration'],
  start: ['starttime'],
  end: ['endtime'],
  notes: ['notes'],
} as const

type Name = keyof typeof HEADINGS

/** StrongLifts: a row is an exercise, with all its sets side by side. */
export const stronglifts: Format = {
  name: 'stronglifts',
  layoutOf: (head, delimiter) =>
    tableIn(head, delimiter, {
      columnsIn,
      readerOf,
      derived: /^(?:set \d|sets|top set|e1rm|reps|volume|workout volume)/i,
      shape: {
        texts: ['exercise', 'notes', 'title', 'program'],
        tests: { date: isTime, number: isNumeric, hours: isNumeric },
      },
    }),
}

const columnsIn = (heading: readonly string[]) =>
  setsIn(heading).numbers.length > 0
    ? withRequired<Name>(columnsOf(heading, HEADINGS), ['date', 'exercise'])
    : undefined

/** A column of a set, such as `reps1`. */
type SetName = `${'reps' | 'weight' | 'seconds'}${number}`

interface Sets {
  readonly numbers: readonly number[]
  readonly columns: Columns<SetName>
  readonly units: ReadonlyMap<number, WeightUnit>
}

function setsIn(heading: readonly string[]): Sets {
  const numbers = new Set<number>()
  const columns: Partial<Record<SetName, number>> = {}
  const units = new Map<number, WeightUnit>()
  for (const [index, cell] of heading.entries()) {
    const number = Number(/^Set (\d+)/i.exec(cell.trim())?.[1])
    if (!number) continue
    numbers.add(number)
    const unit = toWeightUnit(unitIn(cell))
    if (unit) units.set(number, unit)
    const isTime = /time|sec|min/.test(unitIn(cell))
    columns[`${unit ? 'weight' : isTime ? 'seconds' : 'reps'}${number}`] = index
  }
  return { numbers: [...numbers].toSorted((a, b) => a - b), columns, units }
}

function readerOf({ heading, columns, delimiter }: Table<Name>) {
  const workouts = new Map<string, Workout>()
  const sets = setsIn(heading)
  const setCells = createCells(sets.columns, delimiter)
  const dateHint = unitIn(heading[columns.date ?? -1] ?? '')
  return (cells: Cells<Name>, record: CsvRecord): readonly Reading[] => {
    const workout = workoutOf(cells, workouts, dateHint)
    const exercise = readName(cells, 'exercise')
    if (exercise === '') reject(cells, 'exercise', '')
    if (!workout || exercise === '') return []
    const about = { line: cells.line, workout, exercise, note: readText(cells, 'notes') }
    const pattern = readText(cells, 'pattern')
    const marks = pattern.includes('/') ? pattern.split('/') : []
    const readings = sets.numbers.flatMap((number, index) => {
      openRecord(setCells, record)
      return readSet(setCells, about, { number, mark: marks[index], unit: sets.units.get(number) })
    })
    return readings.length > 0 ? readings : [{ kind: 'ignored' }]
  }
}

interface SetColumns {
  readonly number: number
  /** The repetitions in the pattern; `-` for a set that was not tried, which has 0 in its column. */
  readonly mark: string | undefined
  readonly unit: WeightUnit | undefined
}

function readSet(
  cells: Cells<SetName>,
  about: ExerciseOfRow,
  { number, mark, unit }: SetColumns,
): readonly Reading[] {
  if (readText(cells, `reps${number}`) === '' && readText(cells, `seconds${number}`) === '')
    return []
  if (mark?.trim() === '-') return [{ kind: 'ignored' }]
  const set = setRow({
    line: about.line,
    reps: readReps(cells, `reps${number}`),
    weight: readWeight(cells, `weight${number}`, unit ?? null),
    weightUnit: unit ?? null,
    durationSec: readSeconds(cells, `seconds${number}`, MAX.seconds),
  })
  return withProblems<Reading>(cells, [{ kind: 'set', about, set }])
}

function workoutOf(
  cells: Cells<Name>,
  known: Map<string, Workout>,
  dateHint: string,
): Workout | null {
  const title = readText(cells, 'title')
  const number = readText(cells, 'number')
  const identity = [readText(cells, 'date'), number, title].join('\n')
  return workoutOnce(known, identity, () => {
    const day = inOrder(readTime(cells, 'date'), dateHint)
    if (!day) return null
    const start = readClock(cells, day, 'start') ?? day
    const end = readClock(cells, day, 'end')
    return {
      key: workoutKey(start, number, title),
      title,
      start,
      end: start.hasTime && end ? notBefore(start, end) : null,
      durationSec: durationOf(cells),
      notes: readText(cells, 'program'),
    }
  })
}

/** Reads a time of day; an invalid one is a warning, and the workout has only a day then. */
function readClock(cells: Cells<Name>, day: FileTime, name: 'start' | 'end'): FileTime | undefined {
  const text = readText(cells, name)
  const time = text === '' ? undefined : atClock(day, text)
  if (text !== '' && !time) warn(cells, 'date', text)
  return time
}

/** Moves an end before the start to the next day; times of one day sort as texts. */
function notBefore(start: FileTime, end: FileTime): FileTime {
  const [from = '', to = ''] = [start, end].map(({ dmy, mdy }) => dmy ?? mdy ?? '')
  return to < from ? dayAfter(end) : end
}

/** Returns the seconds of `0.75`, which are hours, or of `0:45`. */
function durationOf(cells: Cells<Name>): number | null {
  const hours = Number(readText(cells, 'hours').replace(',', '.'))
  return hours >= 0 ? Math.round(hours * 3_600) || null : readDuration(cells, 'hours', 'h:m')
}

/** Applies the order of day and month that the heading shows, such as `yyyy/mm/dd`. */
function inOrder(day: FileTime | null, hint: string): FileTime | null {
  if (day && /^mm.dd/.test(hint)) return { ...day, dmy: day.mdy }
  return day && /^dd.mm/.test(hint) ? { ...day, mdy: day.dmy } : day
}
