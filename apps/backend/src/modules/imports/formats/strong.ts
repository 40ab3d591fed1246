import { columnsOf, type Cells } from './cells.rules.ts'
import {
  toDistanceUnit,
  toWeightUnit,
  unitIn,
  type DistanceUnit,
  type Reading,
  type Row,
  type Source,
  type WeightUnit,
  type Workout,
} from './rows.rules.ts'
import { tableIn, withAll, type Table } from './tables.rules.ts'

/** Headings in the languages the app writes them in, folded. */
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
export const strong: Source = {
  name: 'strong',
  layoutOf: (head, delimiter) =>
    tableIn(
      head,
      delimiter,
      (heading) =>
        withAll(columnsOf<Name>(heading, HEADINGS), ['date', 'title', 'exercise', 'order', 'reps']),
      readerOf,
    ),
}

function readerOf({ heading, columns }: Table<Name>) {
  const titleOf = (name: Name) => heading[columns[name] ?? -1] ?? ''
  const weightUnit = toWeightUnit(unitIn(titleOf('weight')))
  const distanceUnit = toDistanceUnit(unitIn(titleOf('distance')))
  const workouts = new Map<string, Workout>()

  return (cells: Cells<Name>): readonly Reading[] => {
    const workout = workoutOf(cells, workouts)
    const exercise = cells.text('exercise')
    if (exercise === '') cells.wrong('exercise', cells.text('order'))
    if (!workout || exercise === '') return []
    return readRow(cells, workout, exercise, {
      weight: weightUnit ?? unitOf(cells, 'weightUnit', 'weight', toWeightUnit),
      distance: distanceUnit ?? unitOf(cells, 'distanceUnit', 'distance', toDistanceUnit),
    })
  }
}

interface Units {
  readonly weight: WeightUnit | null
  readonly distance: DistanceUnit | null
}

function readRow(
  cells: Cells<Name>,
  workout: Workout,
  exercise: string,
  units: Units,
): readonly Reading[] {
  const order = cells.text('order')
  const about = { line: cells.line(), workout, exercise }
  const isSet = Object.hasOwn(TYPES, order.toUpperCase()) || /^\d+$/.test(order)
  if (!isSet && /rest|pause|timer|repos|descanso/i.test(order)) {
    const seconds = cells.seconds('seconds') ?? 0
    return [{ kind: 'rest', about, text: '', seconds }]
  }
  if (!isSet && /^not[aei]/i.test(order))
    return [{ kind: 'note', about, text: cells.text('notes'), seconds: 0 }]
  const reps = cells.reps('reps')
  const durationSec = cells.seconds('seconds')
  const distance = cells.distance('distance', units.distance)
  // A row of time or distance has 0 repetitions, which nobody counted.
  const isUncounted = reps === 0 && (durationSec !== null || distance !== null)
  const row: Row = {
    line: about.line,
    workout,
    exercise,
    note: cells.text('notes'),
    superset: null,
    isInterleaved: false,
    isCardio: false,
    setType: setTypeOf(cells, order),
    reps: isUncounted ? null : reps,
    weight: cells.weight('weight', units.weight),
    weightUnit: units.weight,
    distance,
    distanceUnit: units.distance,
    durationSec,
    rpe: cells.scale('rpe', 1),
    rir: null,
    restSec: null,
  }
  return [{ kind: 'set', row }]
}

const TYPES: Readonly<Record<string, 'warmup' | 'drop' | 'failure'>> = {
  W: 'warmup',
  D: 'drop',
  F: 'failure',
}

function setTypeOf(cells: Cells<Name>, order: string): Row['setType'] {
  const known = TYPES[order.toUpperCase()]
  if (!known && !/^\d+$/.test(order)) cells.wrong('setType', order, false)
  return known ?? 'working'
}

/** The unit a row names; one that is not known forbids to take its figure for another's. */
function unitOf<Unit>(
  cells: Cells<Name>,
  name: Name,
  figure: Name,
  toUnit: (text: string) => Unit | undefined,
): Unit | null {
  const text = cells.text(name)
  const unit = toUnit(text)
  const isNeeded = !['', '0', '0.0', '0,0'].includes(cells.text(figure))
  if (unit === undefined && text !== '' && isNeeded) cells.wrong('unit', text)
  return unit ?? null
}

function workoutOf(cells: Cells<Name>, known: Map<string, Workout>): Workout | null {
  const title = cells.text('title')
  const number = cells.text('number')
  const identity = [number, cells.text('date'), title].join('\n')
  const found = known.get(identity)
  if (found) return found
  const start = cells.moment('date')
  if (!start) return null
  const key = `${start.dmy ?? start.mdy}|${title}`
  // By number, two may have begun at the same time under the same name.
  let twins = 1
  while (known.has(`${key}\n${twins}`)) twins += 1
  const durationSec = cells.duration('duration')
  const workout = {
    key: twins > 1 ? `${key}|${twins}` : key,
    title,
    start,
    end: null,
    durationSec,
    notes: cells.text('workoutNotes'),
  }
  known.set(identity, workout)
  known.set(`${key}\n${twins}`, workout)
  return workout
}
