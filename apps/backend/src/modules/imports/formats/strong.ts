import {
  readDuration,
  readHalves,
  readSeconds,
  readName,
  readText,
  readTime,
  reject,
  warn,
  type Cells,
} from '../../../csv/cells.ts'
import { columnsOf, unitIn as bracketed, withRequired } from '../../../csv/headings.ts'
import { OWN_COLUMNS } from '../../../csv/ownColumns.ts'
import { isDuration, isNumeric, isTime } from '../../../csv/shift.ts'
import { tableIn, type Table } from '../../../csv/table.ts'
import {
  LATER_MEASURES,
  setRow,
  workoutKey,
  workoutOnce,
  type ExerciseOfRow,
  type Format,
  type Reading,
  type SetRow,
  type Workout,
} from './row.ts'
import { STRONG_HEADINGS, type StrongColumn as Name } from './strongHeadings.ts'
import { kindOf, SET_ORDER } from './strongKinds.ts'
import {
  MAX,
  readDistance,
  readReps,
  readUnit,
  readWeight,
  toDistanceUnit,
  toWeightUnit,
  type DistanceUnit,
  type WeightUnit,
} from './units.ts'

/** Strong (iOS and Android, all headings since 2015): a row is a set, a rest or a note. */
export const strong: Format = {
  name: 'strong',
  layoutOf(head, delimiter) {
    const layout = tableIn(head, delimiter, {
      columnsIn,
      readerOf,
      shape: {
        texts: ['exercise', 'title', 'notes', 'workoutNotes'],
        tests: {
          date: isTime,
          duration: isDuration,
          order: (text) => SET_ORDER.test(text) || kindOf(text) !== undefined,
          weight: isNumeric,
          reps: isNumeric,
          distance: isNumeric,
          seconds: isNumeric,
          rpe: isNumeric,
        },
      },
    })
    const heading = head[(layout?.firstRow ?? 0) - 1]?.cells ?? []
    return layout && { ...layout, isOwnExport: isOwn(heading, delimiter) }
  },
}

/** FitVibe's own columns, or the heading before it had them. Strong separates these by semicolons. */
function isOwn(heading: readonly string[], delimiter: string): boolean {
  const columns = columnsOf<Name>(heading, STRONG_HEADINGS)
  if ((['rir', 'restSec', 'setType'] as const).every((name) => columns[name] !== undefined))
    return true
  return delimiter === ',' && heading.join() === FORMER_OWN_HEADING
}

const FORMER_OWN_HEADING =
  'Date,Workout Name,Exercise Name,Set Order,Weight,Weight Unit,Reps,RPE,Distance,Distance Unit,' +
  'Seconds,Notes,Workout Notes,Workout Duration'

const columnsIn = (heading: readonly string[]) =>
  withRequired(columnsOf<Name>(heading, STRONG_HEADINGS), [
    'date',
    'title',
    'exercise',
    'order',
    'reps',
  ])

function readerOf({ heading, columns }: Table<Name>) {
  const headingOf = (name: Name) => heading[columns[name] ?? -1]?.trim() ?? ''
  const unitIn = <Unit>(name: Name, toUnit: (text: string) => Unit | undefined) =>
    toUnit(bracketed(headingOf(name))) ?? toUnit(headingOf(name))
  const weightUnit = unitIn('weight', toWeightUnit)
  const distanceUnit = unitIn('distance', toDistanceUnit)
  const workoutOf = workoutReader()

  return (cells: Cells<Name>): readonly Reading[] => {
    const workout = workoutOf(cells)
    const exercise = readName(cells, 'exercise')
    if (exercise === '') reject(cells, 'exercise', readText(cells, 'order'))
    if (!workout || exercise === '') return []
    const superset = OWN_COLUMNS.superset.read(cells)
    const about = { line: cells.line, workout, exercise, ...(superset !== null && { superset }) }
    return [
      readRow(cells, about, {
        weight: weightUnit ?? readUnit(cells, 'weightUnit', { of: 'weight', toUnit: toWeightUnit }),
        distance:
          distanceUnit ??
          readUnit(cells, 'distanceUnit', { of: 'distance', toUnit: toDistanceUnit }),
      }),
    ]
  }
}

interface Units {
  readonly weight: WeightUnit | null
  readonly distance: DistanceUnit | null
}

function readRow(cells: Cells<Name>, about: ExerciseOfRow, units: Units): Reading {
  const order = readText(cells, 'order')
  const kind = SET_ORDER.test(order) ? 'set' : (kindOf(order) ?? guessKind(cells, order))
  if (kind === 'rest')
    return { kind, about, seconds: readSeconds(cells, 'seconds', MAX.seconds) ?? 0 }
  if (kind === 'note') return { kind, about, text: readText(cells, 'notes') }
  return {
    kind: 'set',
    about: { ...about, note: readText(cells, 'notes') },
    set: readSet(cells, order, units),
  }
}

/** Takes a word of an unknown language for a rest if the row has nothing but seconds. */
function guessKind(cells: Cells<Name>, order: string): 'rest' | 'note' | 'set' {
  if (order.length < 2) return 'set'
  const has = (name: Name) => /[1-9]/.test(readText(cells, name))
  if ((['weight', 'reps', 'distance'] as const).some(has)) return 'set'
  if (has('seconds')) {
    warn(cells, 'rest', order)
    return 'rest'
  }
  return readText(cells, 'notes') === '' ? 'set' : 'note'
}

function readSet(cells: Cells<Name>, order: string, units: Units): SetRow {
  const reps = readReps(cells, 'reps')
  const durationSec = readSeconds(cells, 'seconds', MAX.seconds)
  const distance = readDistance(cells, 'distance', units.distance)
  // Rows with a time or a distance have 0 repetitions because the app does not count them.
  const isUncounted = reps === 0 && (durationSec !== null || distance !== null)
  let set = setRow({
    line: cells.line,
    setType: setTypeOf(cells, order),
    reps: isUncounted ? null : reps,
    weight: readWeight(cells, 'weight', units.weight),
    weightUnit: units.weight,
    distance,
    distanceUnit: units.distance,
    durationSec,
    rpe: readHalves(cells, 'rpe', 1),
    rir: OWN_COLUMNS.rir.read(cells),
    restSec: OWN_COLUMNS.restSec.read(cells),
  })
  for (const name of LATER_MEASURES) {
    const value = OWN_COLUMNS[name].read(cells)
    if (value !== null) set = { ...set, [name]: value }
  }
  return set
}

const TYPES: Readonly<Record<string, 'warmup' | 'drop' | 'failure'>> = {
  W: 'warmup',
  D: 'drop',
  F: 'failure',
}

function setTypeOf(cells: Cells<Name>, order: string): SetRow['setType'] {
  const named = OWN_COLUMNS.setType.read(cells)
  if (named) return named
  const known = TYPES[order.toUpperCase()]
  if (!known && !/^\d+$/.test(order)) warn(cells, 'setType', order)
  return known ?? 'working'
}

function workoutReader() {
  const workouts = new Map<string, Workout>()
  const keys = new Map<string, number>()

  return (cells: Cells<Name>) => {
    const title = readText(cells, 'title')
    const identity = [readText(cells, 'number'), readText(cells, 'date'), title].join('\n')
    return workoutOnce(workouts, identity, () => {
      const start = readTime(cells, 'date')
      if (!start) return null
      const key = uniqueKey(keys, workoutKey(start, title))
      const durationSec = readDuration(cells, 'duration')
      return { key, title, start, end: null, durationSec, notes: readText(cells, 'workoutNotes') }
    })
  }
}

/** Two workouts with different numbers may have the same start and title. */
function uniqueKey(keys: Map<string, number>, key: string): string {
  const twin = (keys.get(key) ?? 0) + 1
  keys.set(key, twin)
  return twin === 1 ? key : uniqueKey(keys, `${key}|${twin}`)
}
