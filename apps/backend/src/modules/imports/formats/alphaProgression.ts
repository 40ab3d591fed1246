import { cellsIn, isBlank, type Cells, type Columns } from './cells.rules.ts'
import type { CsvRecord } from './csv.rules.ts'
import { readMoment } from './moments.rules.ts'
import { readSeconds } from './numbers.rules.ts'
import {
  toWeightUnit,
  type Reading,
  type Row,
  type Source,
  type WeightUnit,
  type Workout,
} from './rows.rules.ts'

const NUMBERED = /^\d+\.\s+(.+)$/s
const TARGET = /^\d+(?:\s?[-–]\s?\d+)?\s*(?:reps|wdh\.?|wiederholungen|sec|s)$/i
const SUPERSET = /^superset\s*(\w+)$/im
/** Warm-ups stand in the notes: `WU1 · 37,5 kg · 9 reps`. */
const WARMUP = /^WU\d*\s*·\s*\+?([\d.,]+)\s*(kg|lbs?)\s*·\s*(\d+)\s*\p{L}+\.?$/iu

/**
 * Alpha Progression: no table but headings inside one another, of workouts, exercises and columns.
 * A workout is a title and a line with its time, or all in one line.
 */
export const alphaprogression: Source = {
  name: 'alphaprogression',
  layoutOf(head, delimiter) {
    const isOurs = head.some(({ cells }) => cells[0] === '#' && cells.length >= 2)
    const hasTime = head.some(({ cells }) => cells.some((cell) => isTime(cell)))
    return isOurs && hasTime ? { firstRow: 0, reader: readerOf(delimiter) } : undefined
  },
}

/** Its plans, in a file of their own: no training that took place. */
export const isPlan = (head: readonly CsvRecord[]) =>
  head.some(({ cells }) => cells[0] === 'EXERCISE' && cells[1] === 'SETS')

const isTime = (text: string) => readMoment(text)?.hasTime === true

interface Place {
  title: { text: string; line: number } | undefined
  workout: Workout | undefined
  /** What the next line may be: of the workout itself, or the target of the exercise just named. */
  awaits: 'workout' | 'target' | undefined
  exercise: string | undefined
  note: string
  superset: string | null
  columns: Columns<Name> | undefined
  unit: WeightUnit | null
}

type Name = 'weight' | 'reps' | 'rir' | 'seconds' | 'rpe'

function readerOf(delimiter: string) {
  const place: Place = {
    title: undefined,
    workout: undefined,
    awaits: undefined,
    exercise: undefined,
    note: '',
    superset: null,
    columns: undefined,
    unit: null,
  }

  return (record: CsvRecord): readonly Reading[] => {
    if (isBlank(record)) return []
    const [first = '', second = '', third = ''] = record.cells.map((cell) => cell.trim())
    if (isTime(first)) return openWorkout(place, record, place.title?.text ?? '', first, second)
    if (isTime(second)) return openWorkout(place, record, first, second, third)
    if (first === '#') return readColumns(place, record)
    if (place.columns && /^[A-Z]?\d+(?:\.\d+)?$|^[DW]$/i.test(first) && record.cells.length > 1)
      return readSet(place, record, delimiter)
    const numbered = NUMBERED.exec(first)
    if (numbered?.[1] && place.workout) return openExercise(place, record, numbered[1], second)
    return readLine(place, record, first)
  }
}

/** A line of its own: a target, the plan the workout belongs to, or the title of the next one. */
function readLine(place: Place, record: CsvRecord, text: string): readonly Reading[] {
  if (TARGET.test(text) || (place.awaits === 'target' && record.cells.length === 1)) return []
  if (record.isBroken || record.cells.length > 1) return [lost(record.line, record.cells.join(' '))]
  if (
    place.awaits === 'workout' &&
    place.workout &&
    place.workout.notes === '' &&
    text.includes('·')
  ) {
    place.workout = { ...place.workout, notes: text }
    return []
  }
  const unread = place.title ? [lost(place.title.line, place.title.text)] : []
  place.title = { text, line: record.line }
  place.exercise = undefined
  place.columns = undefined
  return unread
}

const lost = (line: number, text: string): Reading => ({
  kind: 'problem',
  problem: { line, code: 'notUnderstood', found: text, isLeftOut: true },
})

function openWorkout(
  place: Place,
  { line }: CsvRecord,
  title: string,
  time: string,
  duration: string,
): readonly Reading[] {
  const start = readMoment(time)
  if (!start) return [lost(line, time)]
  const durationSec = duration === '' ? null : (readSeconds(duration, 'h:m') ?? null)
  place.workout = {
    key: `${start.dmy ?? start.mdy}|${title}`,
    title,
    start,
    end: null,
    durationSec,
    notes: '',
  }
  place.title = undefined
  place.awaits = 'workout'
  place.exercise = undefined
  place.columns = undefined
  if (durationSec !== null || duration === '') return []
  const problem = {
    line,
    code: 'duration' as const,
    found: duration,
    isLeftOut: false,
  }
  return [{ kind: 'problem', problem }]
}

/** An exercise with its note; what the note says of warm-ups are sets. */
function openExercise(
  place: Place,
  { line }: CsvRecord,
  heading: string,
  remark: string,
): readonly Reading[] {
  const [name = '', ...more] = heading.split('·').map((part) => part.trim())
  const equipment = more.find((part) => !/\d/.test(part))
  place.exercise = equipment ? `${name} (${equipment})` : name
  place.superset = SUPERSET.exec(remark)?.[1] ?? null
  place.columns = undefined
  place.awaits = 'target'
  const lines = remark.split(/<br\s*\/?>|\n/i).map((part) => part.trim())
  place.note = lines.filter((part) => !WARMUP.test(part) && !SUPERSET.test(part)).join('\n')
  return lines.flatMap((part) => {
    const [, weight = '', unit = '', reps = ''] = WARMUP.exec(part) ?? []
    if (weight === '') return []
    const cells = cellsIn<Name>({ weight: 0, reps: 1 }, ';')
    cells.open({ line, cells: [weight, reps] })
    return rowOf(place, cells, 'warmup', toWeightUnit(unit) ?? null)
  })
}

function readColumns(place: Place, { cells }: CsvRecord): readonly Reading[] {
  const titles = cells.map((cell) => cell.trim().toUpperCase())
  const column = (name: Name, test: RegExp): Columns<Name> => {
    const index = titles.findIndex((title) => test.test(title))
    return index === -1 ? {} : { [name]: index }
  }
  const unit = titles.flatMap((title) => toWeightUnit(title) ?? [])[0]
  place.unit = unit ?? null
  place.columns = {
    ...column('weight', /^(?:KGS?|LBS?)$/),
    ...column('reps', /^(?:REPS|WDH\.?|WIEDERHOLUNGEN)$/),
    ...column('rir', /^RIR$/),
    ...column('rpe', /^RPE$/),
    ...column('seconds', /^(?:SEC|SECS|SECONDS|SEK|TIME|S)$/),
  }
  place.awaits = undefined
  return []
}

function readSet(place: Place, record: CsvRecord, delimiter: string): readonly Reading[] {
  const mark = record.cells[0]?.trim().toUpperCase() ?? ''
  const setType = mark.startsWith('W') ? 'warmup' : /^D|\./.test(mark) ? 'drop' : 'working'
  const cells = cellsIn<Name>(place.columns ?? {}, delimiter)
  cells.open(record)
  return rowOf(place, cells, setType, place.unit)
}

function rowOf(
  { workout, exercise, note, superset }: Place,
  cells: Cells<Name>,
  setType: Row['setType'],
  unit: WeightUnit | null,
): readonly Reading[] {
  if (!workout || exercise === undefined) return [lost(cells.line(), cells.text('reps'))]
  // A dash in place of the figures: planned and not done.
  if ((['reps', 'seconds'] as const).every((name) => ['', '-'].includes(cells.text(name))))
    return [{ kind: 'ignored' }]
  const row: Row = {
    line: cells.line(),
    workout,
    exercise,
    note,
    superset,
    isInterleaved: false,
    isCardio: false,
    setType,
    reps: cells.reps('reps'),
    weight: cells.weight('weight', unit),
    weightUnit: unit,
    distance: null,
    distanceUnit: null,
    durationSec: cells.seconds('seconds'),
    rpe: cells.scale('rpe', 1),
    rir: cells.scale('rir', 0),
    restSec: null,
  }
  return cells.outcome([{ kind: 'set', row }])
}
