import { parse } from 'csv-parse/sync'

/** One row of the log: a block of one set, as the API takes it. */
export interface LoggedSet {
  readonly setType: 'warmup' | 'working' | 'drop' | 'failure'
  readonly sets: 1
  readonly reps: number | null
  readonly load: number | null
  readonly distance: number | null
  readonly durationSec: number | null
  readonly rpe: number | null
}

export interface LoggedWorkout {
  readonly title: string
  readonly startedAt: Date
  readonly durationSec: number
  readonly notes: string
  readonly exercises: { readonly name: string; readonly sets: LoggedSet[] }[]
}

type Row = Partial<Record<string, string>>

const setTypes = { W: 'warmup', D: 'drop', F: 'failure' } as const
const METRES_PER_KILOMETRE = 1_000

/**
 * Reads an export of the app Strong, oldest workout first. The file names neither a unit nor a time
 * zone: kilograms, kilometres and UTC are assumed.
 */
export function parseStrongLog(csv: string): LoggedWorkout[] {
  const rows: Row[] = parse(csv, {
    columns: true,
    bom: true,
    delimiter: [',', ';'],
    relax_column_count: true,
    skip_empty_lines: true,
  })
  const sets = rows.filter((row) => row['Set Order'] !== 'Rest Timer')
  const byWorkout = groupBy(sets, (row) => `${row['Date']}\n${row['Workout Name']}`)
  return [...byWorkout.values()]
    .map(toWorkout)
    .toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime())
}

function toWorkout(rows: Row[]): LoggedWorkout {
  const [first = {}] = rows
  const byExercise = groupBy(rows, (row) => row['Exercise Name'] ?? '')
  return {
    title: first['Workout Name'] || 'Workout',
    startedAt: new Date(`${first['Date']?.replace(' ', 'T')}Z`),
    durationSec: toSeconds(first['Duration'] ?? ''),
    notes: first['Workout Notes'] ?? '',
    exercises: [...byExercise].map(([name, logged]) => ({ name, sets: logged.map(toSet) })),
  }
}

function toSet(row: Row): LoggedSet {
  const kilometres = positive(row['Distance'])
  return {
    setType: setTypes[row['Set Order'] as keyof typeof setTypes] ?? 'working',
    sets: 1,
    reps: whole(positive(row['Reps'])),
    load: positive(row['Weight']),
    distance: kilometres && kilometres * METRES_PER_KILOMETRE,
    durationSec: whole(positive(row['Seconds'])),
    rpe: positive(row['RPE']),
  }
}

/** `2h 18m` → 8280. */
function toSeconds(duration: string): number {
  const amount = (unit: string) => Number(new RegExp(`(\\d+)${unit}`).exec(duration)?.[1] ?? 0)
  return amount('h') * 3_600 + amount('m') * 60 + amount('s')
}

/** Strong writes 0 for what was not measured. */
function positive(text: string | undefined): number | null {
  const value = Number(text)
  return value > 0 ? value : null
}

const whole = (value: number | null) => value && Math.round(value)

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
