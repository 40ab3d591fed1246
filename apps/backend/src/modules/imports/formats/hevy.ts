import {
  readHalves,
  readSeconds,
  readName,
  readText,
  readTime,
  reject,
  warn,
  type Cells,
} from '../../../csv/cells.ts'
import { columnsOf, withRequired } from '../../../csv/headings.ts'
import { isNumeric, isTime } from '../../../csv/shift.ts'
import { tableIn } from '../../../csv/table.ts'
import {
  setRow,
  workoutKey,
  workoutOnce,
  type Format,
  type Reading,
  type SetRow,
  type Workout,
} from './row.ts'
import { MAX, readDistance, readReps, readWeight } from './units.ts'

const HEADINGS = {
  title: ['title'],
  start: ['starttime'],
  end: ['endtime'],
  description: ['description'],
  exercise: ['exercisetitle'],
  superset: ['supersetid'],
  notes: ['exercisenotes'],
  setType: ['settype'],
  kg: ['weightkg'],
  lb: ['weightlbs', 'weightlb'],
  reps: ['reps'],
  km: ['distancekm'],
  miles: ['distancemiles', 'distancemi'],
  metres: ['distancemeters', 'distancem'],
  seconds: ['durationseconds'],
  rpe: ['rpe'],
} as const

type Name = keyof typeof HEADINGS

/** Hevy: a row is a set; its headings are always English and name the units. */
export const hevy: Format = {
  name: 'hevy',
  layoutOf: (head, delimiter) =>
    tableIn(head, delimiter, {
      columnsIn,
      readerOf,
      derived: /^set_index$/i,
      shape: {
        texts: ['exercise', 'title', 'notes', 'description'],
        tests: {
          start: isTime,
          end: isTime,
          setType: (text) => Object.hasOwn(TYPES, foldType(text)),
          kg: isNumeric,
          lb: isNumeric,
          reps: isNumeric,
          seconds: isNumeric,
        },
      },
    }),
}

const columnsIn = (heading: readonly string[]) =>
  withRequired(columnsOf<Name>(heading, HEADINGS), ['start', 'exercise', 'reps'])

function readerOf() {
  const workouts = new Map<string, Workout>()
  return (cells: Cells<Name>): readonly Reading[] => {
    const workout = workoutOf(cells, workouts)
    const exercise = readName(cells, 'exercise')
    if (exercise === '') reject(cells, 'exercise', '')
    if (!workout || exercise === '') return []
    const about = {
      line: cells.line,
      workout,
      exercise,
      note: readText(cells, 'notes'),
      superset: readText(cells, 'superset') || null,
    }
    return [{ kind: 'set', about, set: readSet(cells) }]
  }
}

const TYPES: Readonly<Record<string, SetRow['setType']>> = {
  '': 'working',
  normal: 'working',
  warmup: 'warmup',
  dropset: 'drop',
  drop: 'drop',
  failure: 'failure',
}

function readSet(cells: Cells<Name>): SetRow {
  const setType = setTypeOf(cells)
  const weight = readWeightIn(cells)
  const distance = readDistanceIn(cells)
  const durationSec = readSeconds(cells, 'seconds', MAX.seconds)
  const reps = readReps(cells, 'reps')
  // Rows with a time or a distance have 0 repetitions because the app does not count them.
  const isUncounted = reps === 0 && (durationSec !== null || distance.distance !== null)
  return setRow({
    line: cells.line,
    setType,
    reps: isUncounted ? null : reps,
    weight: weight.weight,
    weightUnit: weight.weightUnit,
    distance: distance.distance,
    distanceUnit: distance.distanceUnit,
    durationSec,
    rpe: readHalves(cells, 'rpe', 1),
  })
}

const foldType = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')

function setTypeOf(cells: Cells<Name>): SetRow['setType'] {
  const text = readText(cells, 'setType')
  const known = TYPES[foldType(text)]
  if (known === undefined) warn(cells, 'setType', text)
  return known ?? 'working'
}

/** Reads the weight from the column of the unit in which the file was exported. */
function readWeightIn(cells: Cells<Name>): Pick<SetRow, 'weight' | 'weightUnit'> {
  const weight = readWeight(cells, 'kg', 'kg')
  return weight === null
    ? { weight: readWeight(cells, 'lb', 'lb'), weightUnit: 'lb' }
    : { weight, weightUnit: 'kg' }
}

function readDistanceIn(cells: Cells<Name>): Pick<SetRow, 'distance' | 'distanceUnit'> {
  const km = readDistance(cells, 'km', 'km')
  if (km !== null) return { distance: km, distanceUnit: 'km' }
  const miles = readDistance(cells, 'miles', 'mi')
  if (miles !== null) return { distance: miles, distanceUnit: 'mi' }
  return { distance: readDistance(cells, 'metres', 'm'), distanceUnit: 'm' }
}

function workoutOf(cells: Cells<Name>, known: Map<string, Workout>): Workout | null {
  const title = readText(cells, 'title')
  const identity = [readText(cells, 'start'), readText(cells, 'end'), title].join('\n')
  return workoutOnce(known, identity, () => {
    const start = readTime(cells, 'start')
    if (!start) return null
    const end = readText(cells, 'end') === '' ? null : readTime(cells, 'end')
    const notes = readText(cells, 'description')
    return { key: workoutKey(start, title), title, start, end, durationSec: null, notes }
  })
}
