import {
  readHalves,
  readSeconds,
  readName,
  readText,
  readTime,
  reject,
  type Cells,
} from '../../../csv/cells.ts'
import { columnsOf, unitIn, withRequired, type Columns } from '../../../csv/headings.ts'
import { isDuration, isNumeric, isTime } from '../../../csv/shift.ts'
import { tableIn, type Table } from '../../../csv/table.ts'
import {
  setRow,
  workoutKey,
  workoutOnce,
  type Format,
  type Reading,
  type SetRow,
  type Workout,
} from './row.ts'
import {
  MAX,
  readDistance,
  readReps,
  readUnit,
  readWeight,
  toDistanceUnit,
  toWeightUnit,
  type WeightUnit,
} from './units.ts'

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
 * FitNotes: rows on Android have a day and no workout, so each day is a workout; rows on iOS have
 * both. The weight unit is in a column, in the heading, in two headings, or missing.
 */
export const fitnotes: Format = {
  name: 'fitnotes',
  layoutOf: (head, delimiter) =>
    tableIn(head, delimiter, {
      columnsIn,
      readerOf,
      shape: {
        texts: ['exercise', 'notes', 'title', 'category'],
        tests: {
          date: isTime,
          start: isTime,
          weight: isNumeric,
          otherWeight: isNumeric,
          weightUnit: (text) => toWeightUnit(text) !== undefined,
          reps: isNumeric,
          distance: isNumeric,
          distanceUnit: (text) => /^\p{L}{1,12}\.?$/u.test(text),
          time: isDuration,
          rpe: isNumeric,
          rir: isNumeric,
          isWarmup: (text) => /^(?:true|false|yes|no|0|1)$/i.test(text),
        },
      },
    }),
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
  return withRequired(columns, ['exercise', 'weight', 'reps', 'category', day])
}

/** The units that the headings of both weight columns name. */
interface HeadingUnits {
  readonly weight: WeightUnit | null
  readonly otherWeight: WeightUnit | null
}

function readerOf({ heading, columns }: Table<Name>) {
  const workouts = new Map<string, Workout>()
  const unitOf = (name: Name) => toWeightUnit(unitIn(heading[columns[name] ?? -1] ?? '')) ?? null
  const units = { weight: unitOf('weight'), otherWeight: unitOf('otherWeight') }

  return (cells: Cells<Name>): readonly Reading[] => {
    const workout = workoutOf(cells, workouts)
    const exercise = readName(cells, 'exercise')
    if (exercise === '') reject(cells, 'exercise', '')
    if (!workout || exercise === '') return []
    if (/^(?:planned|pending|todo|not ?done|skipped|open)$/i.test(readText(cells, 'status')))
      return [{ kind: 'ignored' }]
    const about = {
      line: cells.line,
      workout,
      exercise: withEquipment(exercise, readText(cells, 'equipment')),
      note: readText(cells, 'notes'),
      isInterleaved: true,
      isCardio: /^cardio$/i.test(readText(cells, 'category')),
    }
    return [{ kind: 'set', about, set: readSet(cells, units) }]
  }
}

function readSet(cells: Cells<Name>, units: HeadingUnits): SetRow {
  const { weight, weightUnit } = readWeightIn(cells, units)
  const distanceUnit = readUnit(cells, 'distanceUnit', { of: 'distance', toUnit: toDistanceUnit })
  return setRow({
    line: cells.line,
    setType: setTypeOf(cells),
    reps: readReps(cells, 'reps'),
    weight,
    weightUnit,
    distance: readDistance(cells, 'distance', distanceUnit),
    distanceUnit,
    durationSec: readSeconds(cells, 'time', MAX.seconds),
    rpe: readHalves(cells, 'rpe', 1),
    rir: readHalves(cells, 'rir', 0),
  })
}

/** Reads the weight from the first column that has one; a unit in the row wins over the heading's. */
function readWeightIn(
  cells: Cells<Name>,
  units: HeadingUnits,
): Pick<SetRow, 'weight' | 'weightUnit'> {
  const rowUnit = readUnit(cells, 'weightUnit', { of: 'weight', toUnit: toWeightUnit })
  const weight = readWeight(cells, 'weight', rowUnit ?? units.weight)
  if (weight !== null) return { weight, weightUnit: rowUnit ?? units.weight }
  return {
    weight: readWeight(cells, 'otherWeight', units.otherWeight),
    weightUnit: rowUnit ?? units.otherWeight ?? units.weight,
  }
}

/** Appends the equipment to the exercise, unless the name already contains it. */
function withEquipment(exercise: string, equipment: string): string {
  const isNamed = exercise.toLowerCase().includes(equipment.toLowerCase())
  return isNamed || /^(?:none|bodyweight)$/i.test(equipment)
    ? exercise
    : `${exercise} (${equipment})`
}

function setTypeOf(cells: Cells<Name>): SetRow['setType'] {
  const kind = readText(cells, 'kind')
  if (/^(?:true|yes|1)$/i.test(readText(cells, 'isWarmup')) || /warm/i.test(kind)) return 'warmup'
  if (/drop/i.test(kind)) return 'drop'
  return /^fail/i.test(readText(cells, 'status')) || /fail/i.test(kind) ? 'failure' : 'working'
}

function workoutOf(cells: Cells<Name>, known: Map<string, Workout>): Workout | null {
  const startName = readText(cells, 'start') === '' ? 'date' : 'start'
  const title = readText(cells, 'title')
  const identity = [readText(cells, startName), title].join('\n')
  return workoutOnce(known, identity, () => {
    const start = readTime(cells, startName)
    if (!start) return null
    const end = readText(cells, 'end') === '' ? null : readTime(cells, 'end')
    return { key: workoutKey(start, title), title, start, end, durationSec: null, notes: '' }
  })
}
