import type { TableApp } from '../../../src/modules/imports/formats/row.ts'
import { isLong } from '../torture.ts'

/** Each reader: its headings, a good row, and its delimiter. */
export const READERS = {
  strong: [
    'Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Weight Unit,Reps,Distance,Distance Unit,Seconds,Notes,Workout Notes,RPE',
    '2026-01-10 18:00:00,Legs,1h 5m,Squat,1,100,kg,5,0,km,0,deep,slept well,8',
  ],
  hevy: [
    'title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,reps,distance_km,duration_seconds,rpe',
    'Legs,2026-01-10 18:00,2026-01-10 19:00,fine,Squat,1,deep,0,normal,100,5,,,8',
  ],
  fitnotes: [
    'Date,Exercise,Equipment,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Status,Kind,RPE,RIR,Comment',
    '2026-01-10,Squat,Barbell,Legs,100,kgs,5,,,,done,normal,8,2,deep',
  ],
  stronglifts: [
    'Date (yyyy/mm/dd),Workout,Workout Name,Program Name,Exercise,Sets x Reps,Duration,Start Time,End Time,Notes,Set 1,Set 1 (kg)',
    '2026/01/10,1,A,5x5,Squat,5/5,0.75,18:00,19:00,deep,5,100',
  ],
  alphaprogression: ['#;KG;REPS;RIR;SEC;RPE', '1;100;5;2;;8'],
} as const satisfies Record<TableApp, readonly [heading: string, row: string]>

export type Reader = keyof typeof READERS

export const READER_NAMES = Object.keys(READERS) as Reader[]

/** Cells that made a reader take time in proportion to the square of their length. */
export const CELLS: readonly (readonly [name: string, cell: (length: number) => string])[] = [
  ['opening parentheses', (length) => '('.repeat(length)],
  ['a unit that never closes', (length) => `a${'(b '.repeat(length / 3)}`],
  ['spaces', (length) => ' '.repeat(length)],
  ['spaces after a date', (length) => `2024-01-01${' '.repeat(length)}a\nb`],
  ['spaces in a date with a month', (length) => `10 Jan 2024,${' '.repeat(length)}at\nb`],
  ['spaces after a time', (length) => `2024-01-01 18:00${' '.repeat(length)}!`],
  ['digits', (length) => `${'1'.repeat(length)}!`],
  ['groups of digits', (length) => `${'1,'.repeat(length / 2)}x`],
  ['hours', (length) => '1h '.repeat(length / 3)],
  ['letters', (length) => 'a'.repeat(length)],
  ['accents', (length) => '\u0301'.repeat(length)],
  ['lines', (length) => '\n'.repeat(length)],
  ['lines that are supersets', (length) => 'superset\n'.repeat(length / 9)],
  ['tags', (length) => '<br '.repeat(length / 4)],
  ['dots', (length) => '·'.repeat(length)],
  ['apostrophes', (length) => "'".repeat(length)],
  ['slashes', (length) => '5/'.repeat(length / 2)],
]

const quoted = (cell: string) => `"${cell}"`

const delimiterOf = (reader: Reader) => (reader === 'alphaprogression' ? ';' : ',')

/** A file with the cell in a column of its heading, or in each of some columns of a row of their own. */
function fileWith(reader: Reader, { place, columns }: Target, cell: string): string {
  const [heading, row] = READERS[reader]
  const delimiter = delimiterOf(reader)
  const replaced = (line: string, column: number) =>
    line.split(delimiter).with(column, quoted(cell)).join(delimiter)
  const rows = place === 'row' ? columns.map((column) => replaced(row, column)) : [row]
  const above = place === 'row' ? heading : replaced(heading, columns[0] ?? 0)
  const table = [above, row, ...rows].join('\n')
  return reader === 'alphaprogression'
    ? `"Legs";"2026-01-10 18:00 h";"1:00 hr"\n"1. Squat · Barbell · 5 reps";"note"\n${table}`
    : table
}

interface Target {
  readonly place: 'row' | 'heading'
  readonly columns: readonly number[]
}

/**
 * Where a cell is tried. The long run sends a file for each column of a row, and for the first and last
 * heading; `npm test` sends the rows of all columns in one file, and the last heading.
 */
function targetsOf(reader: Reader): Target[] {
  const count = READERS[reader][0].split(delimiterOf(reader)).length
  const columns = Array.from({ length: count }, (_, column) => column)
  const rows = isLong ? columns.map((column) => [column]) : [columns]
  return [
    ...rows.map((some) => ({ place: 'row' as const, columns: some })),
    ...(isLong ? [0, count - 1] : [count - 1]).map((column) => ({
      place: 'heading' as const,
      columns: [column],
    })),
  ]
}

/** A file for each place where the cell is tried, by the length of the cell. */
export const filesWith = (reader: Reader, cell: (length: number) => string) =>
  targetsOf(reader).map((target) => ({
    target,
    file: (length: number) => fileWith(reader, target, cell(length)),
  }))
