import {
  readDuration,
  readHalves,
  readSeconds,
  readText,
  readTime,
  reject,
  warn,
  type Cells,
} from '../../../csv/cells.ts'
import { columnsOf, unitIn, withRequired } from '../../../csv/headings.ts'
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
  readWeight,
  toDistanceUnit,
  toWeightUnit,
  type DistanceUnit,
  type WeightUnit,
} from './units.ts'

/** Folded headings in the languages of the app. */
const HEADINGS = {
  number: ['workout'],
  date: ['date', 'datum', 'fecha', 'data'],
  title: ['workoutname', 'trainingsname', 'nomdelentrainement', 'nombredelentrenamiento'],
  duration: ['duration', 'workoutduration', 'dauer', 'workoutdauer', 'duree', 'duracion', 'durata'],
  exercise: ['exercisename', 'namederubung', 'ubung', 'nomdelexercice', 'nombredelejercicio'],
  order: [
    'setorder',
    'reihenfolgefestlegen',
    'satzreihenfolge',
    'satz',
    'ordredelaserie',
    'ordendelaserie',
  ],
  weight: ['weight', 'gewicht', 'poids', 'peso'],
  weightUnit: ['weightunit', 'gewichtseinheit', 'unitedepoids'],
  reps: ['reps', 'wiederh', 'wiederholungen', 'repetitions', 'repeticiones'],
  rpe: ['rpe'],
  distance: ['distance', 'entfernung', 'distanz', 'distancia', 'distanza'],
  distanceUnit: ['distanceunit', 'entfernungseinheit', 'distanzeinheit', 'unitededistance'],
  seconds: ['seconds', 'sekunden', 'secondes', 'segundos', 'secondi'],
  notes: ['notes', 'notizen', 'notas', 'note'],
  workoutNotes: ['workoutnotes', 'workoutnotizen', 'notesdelentrainement', 'notasdelentrenamiento'],
} as const

type Name = keyof typeof HEADINGS

/** Strong (iOS and Android, all headings since 2019): a row is a set, a rest or a note. */
export const strong: Format = {
  name: 'strong',
  layoutOf: (head, delimiter) => tableIn(head, delimiter, columnsIn, readerOf),
}

const columnsIn = (heading: readonly string[]) =>
  withRequired(columnsOf<Name>(heading, HEADINGS), ['date', 'title', 'exercise', 'order', 'reps'])

function readerOf({ heading, columns }: Table<Name>) {
  const headingOf = (name: Name) => heading[columns[name] ?? -1] ?? ''
  const weightUnit = toWeightUnit(unitIn(headingOf('weight')))
  const distanceUnit = toDistanceUnit(unitIn(headingOf('distance')))
  const workoutOf = workoutReader()

  return (cells: Cells<Name>): readonly Reading[] => {
    const workout = workoutOf(cells)
    const exercise = readText(cells, 'exercise')
    if (exercise === '') reject(cells, 'exercise', readText(cells, 'order'))
    if (!workout || exercise === '') return []
    const about = { line: cells.line, workout, exercise }
    return [
      readRow(cells, about, {
        weight: weightUnit ?? unitOf(cells, 'weightUnit', 'weight', toWeightUnit),
        distance: distanceUnit ?? unitOf(cells, 'distanceUnit', 'distance', toDistanceUnit),
      }),
    ]
  }
}

interface Units {
  readonly weight: WeightUnit | null
  readonly distance: DistanceUnit | null
}

function readRow(
  cells: Cells<Name>,
  about: { line: number; workout: Workout; exercise: string },
  units: Units,
): Reading {
  const order = readText(cells, 'order')
  const isSet = Object.hasOwn(TYPES, order.toUpperCase()) || /^\d+$/.test(order)
  if (!isSet && /rest|pause|timer|repos|descanso/i.test(order))
    return { kind: 'rest', about, seconds: readSeconds(cells, 'seconds', MAX.seconds) ?? 0 }
  if (!isSet && /^not[aei]/i.test(order))
    return { kind: 'note', about, text: readText(cells, 'notes') }
  return {
    kind: 'set',
    about: { ...about, note: readText(cells, 'notes') },
    set: readSet(cells, order, units),
  }
}

function readSet(cells: Cells<Name>, order: string, units: Units): SetRow {
  const reps = readReps(cells, 'reps')
  const durationSec = readSeconds(cells, 'seconds', MAX.seconds)
  const distance = readDistance(cells, 'distance', units.distance)
  // Rows with a time or a distance have 0 repetitions because the app does not count them.
  const isUncounted = reps === 0 && (durationSec !== null || distance !== null)
  return setRow({
    line: cells.line,
    setType: setTypeOf(cells, order),
    reps: isUncounted ? null : reps,
    weight: readWeight(cells, 'weight', units.weight),
    weightUnit: units.weight,
    distance,
    distanceUnit: units.distance,
    durationSec,
    rpe: readHalves(cells, 'rpe', 1),
  })
}

const TYPES: Readonly<Record<string, 'warmup' | 'drop' | 'failure'>> = {
  W: 'warmup',
  D: 'drop',
  F: 'failure',
}

function setTypeOf(cells: Cells<Name>, order: string): SetRow['setType'] {
  const known = TYPES[order.toUpperCase()]
  if (!known && !/^\d+$/.test(order)) warn(cells, 'setType', order)
  return known ?? 'working'
}

/** Reads the unit of a row. Rejects an unknown unit, unless the row has no value in it. */
function unitOf<Unit>(
  cells: Cells<Name>,
  name: Name,
  valueName: Name,
  toUnit: (text: string) => Unit | undefined,
): Unit | null {
  const text = readText(cells, name)
  const unit = toUnit(text)
  const hasValue = !['', '0', '0.0', '0,0'].includes(readText(cells, valueName))
  if (unit === undefined && text !== '' && hasValue) reject(cells, 'unit', text)
  return unit ?? null
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
