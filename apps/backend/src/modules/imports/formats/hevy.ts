import { columnsOf, type Cells } from './cells.rules.ts'
import type { Reading, Source, Workout } from './rows.rules.ts'
import { tableIn, withAll } from './tables.rules.ts'

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

/** Hevy: a row is a set; units stand in the headings, which are English whatever the language. */
export const hevy: Source = {
  name: 'hevy',
  layoutOf: (head, delimiter) =>
    tableIn(
      head,
      delimiter,
      (heading) => withAll(columnsOf<Name>(heading, HEADINGS), ['start', 'exercise', 'reps']),
      readerOf,
    ),
}

function readerOf() {
  const workouts = new Map<string, Workout>()
  return (cells: Cells<Name>): readonly Reading[] => {
    const workout = workoutOf(cells, workouts)
    const exercise = cells.text('exercise')
    if (exercise === '') cells.wrong('exercise', '')
    return workout && exercise !== '' ? [readSet(cells, workout, exercise)] : []
  }
}

const TYPES: Readonly<Record<string, 'warmup' | 'working' | 'drop' | 'failure'>> = {
  '': 'working',
  normal: 'working',
  warmup: 'warmup',
  dropset: 'drop',
  drop: 'drop',
  failure: 'failure',
}

function readSet(cells: Cells<Name>, workout: Workout, exercise: string): Reading {
  const type = cells.text('setType')
  const known = TYPES[type.toLowerCase().replace(/[^a-z]/g, '')]
  if (known === undefined) cells.wrong('setType', type, false)
  const kg = cells.weight('kg', 'kg')
  const weight = kg ?? cells.weight('lb', 'lb')
  const km = cells.distance('km', 'km')
  const miles = km ?? cells.distance('miles', 'mi')
  const distance = miles ?? cells.distance('metres', 'm')
  const durationSec = cells.seconds('seconds')
  const reps = cells.reps('reps')
  const isUncounted = reps === 0 && (durationSec !== null || distance !== null)
  const row = {
    line: cells.line(),
    workout,
    exercise,
    note: cells.text('notes'),
    superset: cells.text('superset') || null,
    isInterleaved: false,
    isCardio: false,
    setType: known ?? 'working',
    reps: isUncounted ? null : reps,
    weight,
    weightUnit: kg === null ? ('lb' as const) : ('kg' as const),
    distance,
    distanceUnit: km !== null ? ('km' as const) : miles !== null ? ('mi' as const) : ('m' as const),
    durationSec,
    rpe: cells.scale('rpe', 1),
    rir: null,
    restSec: null,
  }
  return { kind: 'set', row }
}

function workoutOf(cells: Cells<Name>, known: Map<string, Workout>): Workout | null {
  const title = cells.text('title')
  const identity = [cells.text('start'), cells.text('end'), title].join('\n')
  const found = known.get(identity)
  if (found) return found
  const start = cells.moment('start')
  if (!start) return null
  const end = cells.text('end') === '' ? null : cells.moment('end')
  const notes = cells.text('description')
  const key = `${start.dmy ?? start.mdy}|${title}`
  const workout = { key, title, start, end, durationSec: null, notes }
  known.set(identity, workout)
  return workout
}
