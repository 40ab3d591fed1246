import { columnsOf, type Cells, type Columns } from './cells.rules.ts'
import {
  toDistanceUnit,
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
  title: ['name'],
  start: ['starttime'],
  end: ['endtime'],
  exercise: ['exercise'],
  equipment: ['equipment'],
  category: ['category', 'categories'],
  weightUnit: ['weightunit'],
  reps: ['reps'],
  distance: ['distance'],
  distanceUnit: ['distanceunit'],
  time: ['time'],
  status: ['status'],
  kind: ['kind'],
  isWarmup: ['iswarmup'],
  rpe: ['rpe'],
  rir: ['rir'],
  notes: ['comment', 'notes', 'note'],
} as const

type Name = keyof typeof HEADINGS | 'weight' | 'otherWeight'

/**
 * FitNotes: on Android a row has a day and no workout, so that a day is one; on iOS it has both.
 * The unit stands in a column, in the heading, in two headings, or nowhere.
 */
export const fitnotes: Source = {
  name: 'fitnotes',
  layoutOf: (head, delimiter) => tableIn(head, delimiter, columnsIn, readerOf),
}

function columnsIn(heading: readonly string[]): Columns<Name> | undefined {
  const weights = heading.flatMap((cell, index) =>
    /^weight(?! ?unit)/i.test(cell.trim()) ? [index] : [],
  )
  const columns: Columns<Name> = {
    ...columnsOf(heading, HEADINGS),
    ...(weights[0] !== undefined && { weight: weights[0] }),
    ...(weights[1] !== undefined && { otherWeight: weights[1] }),
  }
  const day = columns.date === undefined ? 'start' : 'date'
  return withAll(columns, ['exercise', 'weight', 'reps', 'category', day])
}

function readerOf({ heading, columns }: Table<Name>) {
  const workouts = new Map<string, Workout>()
  const unitOf = (name: Name) => toWeightUnit(unitIn(heading[columns[name] ?? -1] ?? '')) ?? null
  const [unit, otherUnit] = [unitOf('weight'), unitOf('otherWeight')]

  return (cells: Cells<Name>): readonly Reading[] => {
    const workout = workoutOf(cells, workouts)
    if (cells.text('exercise') === '') cells.wrong('exercise', '')
    if (!workout || cells.text('exercise') === '') return []
    if (/^(?:planned|pending|todo|not ?done|skipped|open)$/i.test(cells.text('status')))
      return [{ kind: 'ignored' }]
    return [{ kind: 'set', row: readSet(cells, workout, unit, otherUnit) }]
  }
}

function readSet(
  cells: Cells<Name>,
  workout: Workout,
  unit: WeightUnit | null,
  otherUnit: WeightUnit | null,
): Row {
  const named = cells.text('weightUnit')
  const rowUnit = toWeightUnit(named) ?? null
  if (named !== '' && rowUnit === null) cells.wrong('unit', named)
  const first = cells.weight('weight', rowUnit ?? unit)
  const distanceUnit = toDistanceUnit(cells.text('distanceUnit')) ?? null
  if (cells.text('distanceUnit') !== '' && distanceUnit === null)
    cells.wrong('unit', cells.text('distanceUnit'))
  return {
    line: cells.line(),
    workout,
    exercise: exerciseOf(cells),
    note: cells.text('notes'),
    superset: null,
    isInterleaved: true,
    isCardio: /^cardio$/i.test(cells.text('category')),
    setType: setTypeOf(cells),
    reps: cells.reps('reps'),
    weight: first ?? cells.weight('otherWeight', otherUnit),
    weightUnit: rowUnit ?? (first === null ? (otherUnit ?? unit) : unit),
    distance: cells.distance('distance', distanceUnit),
    distanceUnit,
    durationSec: cells.seconds('time'),
    rpe: cells.scale('rpe', 1),
    rir: cells.scale('rir', 0),
    restSec: null,
  }
}

/** The exercise with its equipment, unless its name has it already. */
function exerciseOf(cells: Cells<Name>): string {
  const [exercise, equipment] = [cells.text('exercise'), cells.text('equipment')]
  const isSaid = exercise.toLowerCase().includes(equipment.toLowerCase())
  return isSaid || /^(?:none|bodyweight)$/i.test(equipment)
    ? exercise
    : `${exercise} (${equipment})`
}

function setTypeOf(cells: Cells<Name>): Row['setType'] {
  const kind = cells.text('kind')
  if (/^(?:true|yes|1)$/i.test(cells.text('isWarmup')) || /warm/i.test(kind)) return 'warmup'
  if (/drop/i.test(kind)) return 'drop'
  return /^fail/i.test(cells.text('status')) || /fail/i.test(kind) ? 'failure' : 'working'
}

function workoutOf(cells: Cells<Name>, known: Map<string, Workout>): Workout | null {
  const name = cells.text('start') === '' ? 'date' : 'start'
  const title = cells.text('title')
  const identity = [cells.text(name), title].join('\n')
  const found = known.get(identity)
  if (found) return found
  const start = cells.moment(name)
  if (!start) return null
  const end = cells.text('end') === '' ? null : cells.moment('end')
  const key = `${start.dmy ?? start.mdy}|${title}`
  const workout = { key, title, start, end, durationSec: null, notes: '' }
  known.set(identity, workout)
  return workout
}
