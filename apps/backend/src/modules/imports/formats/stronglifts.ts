import { cellsIn, columnsOf, type Cells } from './cells.rules.ts'
import type { CsvRecord } from './csv.rules.ts'
import { atClock, dayAfter, type Moment } from './moments.rules.ts'
import {
  toWeightUnit,
  unitIn,
  type Reading,
  type Row,
  type Source,
  type WeightUnit,
  type Workout,
} from './rows.rules.ts'
import { tableIn, withAll, type Table } from './tables.rules.ts'

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

type Name = keyof typeof HEADINGS | 'cell'

/** Where a set's figures stand. */
interface SetColumns {
  readonly reps: number | undefined
  readonly weight: number | undefined
  readonly unit: WeightUnit | null
  readonly seconds: number | undefined
}

/** StrongLifts: a row is an exercise with all its sets side by side. */
export const stronglifts: Source = {
  name: 'stronglifts',
  layoutOf: (head, delimiter) =>
    tableIn(
      head,
      delimiter,
      (heading) =>
        setsIn(heading).length > 0
          ? withAll<Name>(columnsOf(heading, HEADINGS), ['date', 'exercise'])
          : undefined,
      readerOf,
    ),
}

function setsIn(heading: readonly string[]): SetColumns[] {
  const sets = new Map<number, SetColumns>()
  for (const [index, cell] of heading.entries()) {
    const number = Number(/^Set (\d+)/i.exec(cell.trim())?.[1])
    if (!number) continue
    const unit = toWeightUnit(unitIn(cell))
    const isTime = /time|sec|min/.test(unitIn(cell))
    const set = sets.get(number) ?? {
      reps: undefined,
      weight: undefined,
      unit: null,
      seconds: undefined,
    }
    if (unit) sets.set(number, { ...set, weight: index, unit })
    else sets.set(number, { ...set, [isTime ? 'seconds' : 'reps']: index })
  }
  return [...sets].toSorted(([a], [b]) => a - b).map(([, set]) => set)
}

function readerOf({ heading, columns, delimiter }: Table<Name>) {
  const workouts = new Map<string, Workout>()
  const sets = setsIn(heading)
  const hint = unitIn(heading[columns.date ?? -1] ?? '')
  return (cells: Cells<Name>, record: CsvRecord): readonly Reading[] => {
    const workout = workoutOf(cells, workouts, hint)
    const exercise = cells.text('exercise')
    if (exercise === '') cells.wrong('exercise', '')
    if (!workout || exercise === '') return []
    const marks = cells.text('pattern').includes('/') ? cells.text('pattern').split('/') : []
    const readings = sets.flatMap((set, index) =>
      readSet(
        { record, delimiter, workout, exercise, note: cells.text('notes') },
        set,
        marks[index],
      ),
    )
    return readings.length > 0 ? readings : [{ kind: 'ignored' }]
  }
}

interface Place {
  readonly record: CsvRecord
  readonly delimiter: string
  readonly workout: Workout
  readonly exercise: string
  readonly note: string
}

/** A set; of one marked `-` the app keeps 0 repetitions, but nobody tried it. */
function readSet(place: Place, columns: SetColumns, mark: string | undefined): readonly Reading[] {
  const { record, delimiter, workout, exercise, note } = place
  const at = (index: number | undefined) => {
    const cells = cellsIn<'cell'>(index === undefined ? {} : { cell: index }, delimiter)
    cells.open(record)
    return cells
  }
  const [reps, weight, seconds] = [at(columns.reps), at(columns.weight), at(columns.seconds)]
  if (reps.text('cell') === '' && seconds.text('cell') === '') return []
  if (mark?.trim() === '-') return [{ kind: 'ignored' }]
  const row: Row = {
    line: record.line,
    workout,
    exercise,
    note,
    superset: null,
    isInterleaved: false,
    isCardio: false,
    setType: 'working',
    reps: reps.reps('cell'),
    weight: weight.weight('cell', columns.unit),
    weightUnit: columns.unit,
    distance: null,
    distanceUnit: null,
    durationSec: seconds.seconds('cell'),
    rpe: null,
    rir: null,
    restSec: null,
  }
  const own = [reps, weight, seconds].flatMap((cells) => cells.outcome([]))
  return own.length > 0 ? own : [{ kind: 'set', row }]
}

function workoutOf(cells: Cells<Name>, known: Map<string, Workout>, hint: string): Workout | null {
  const title = cells.text('title')
  const identity = [cells.text('date'), cells.text('number'), title].join('\n')
  const found = known.get(identity)
  if (found) return found
  const day = ordered(cells.moment('date'), hint)
  if (!day) return null
  const start = atTime(cells, day, 'start') ?? day
  const end = atTime(cells, day, 'end')
  const workout = {
    key: `${start.dmy ?? start.mdy}|${cells.text('number')}|${title}`,
    title,
    start,
    end: start.hasTime && end ? notBefore(start, end) : null,
    durationSec: durationOf(cells),
    notes: cells.text('program'),
  }
  known.set(identity, workout)
  return workout
}

/** A time on a day; one that cannot be read is told, and the row taken without it. */
function atTime(cells: Cells<Name>, day: Moment, name: 'start' | 'end'): Moment | undefined {
  const text = cells.text(name)
  const at = text === '' ? undefined : atClock(day, text)
  if (text !== '' && !at) cells.wrong('date', text, false)
  return at
}

/** An end that a clock shows before its start is one after midnight; times of one day sort as texts. */
function notBefore(start: Moment, end: Moment): Moment {
  const [from = '', to = ''] = [start, end].map(({ dmy, mdy }) => dmy ?? mdy ?? '')
  return to < from ? dayAfter(end) : end
}

/** Seconds of `0.75`, which is hours, or `0:45`. */
function durationOf(cells: Cells<Name>): number | null {
  const hours = Number(cells.text('hours').replace(',', '.'))
  return hours >= 0 ? Math.round(hours * 3_600) || null : cells.duration('hours', 'h:m')
}

/** The heading says how its days are written, `yyyy/mm/dd` or another way round. */
function ordered(day: Moment | null, hint: string): Moment | null {
  if (day && /^mm.dd/.test(hint)) return { ...day, dmy: day.mdy }
  return day && /^dd.mm/.test(hint) ? { ...day, mdy: day.dmy } : day
}
