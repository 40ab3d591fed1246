import {
  createCells,
  openRecord,
  problemFound,
  withProblems,
  type Cells,
  type ProblemFound,
} from './cells.ts'
import type { Columns } from './headings.ts'
import type { CsvRecord } from './records.ts'
import { unshifted, type Shape } from './shift.ts'

export interface Table<Name extends string> {
  readonly heading: readonly string[]
  readonly columns: Columns<Name>
  readonly delimiter: string
}

/** How to read a file: a reader for each of its records, from `firstRow` on. */
export interface Layout<T> {
  readonly firstRow: number
  readonly reader: (record: CsvRecord) => readonly (T | ProblemFound)[]
}

/** Reads the current record of `cells`. */
type ReadRow<Name extends string, T> = (cells: Cells<Name>, record: CsvRecord) => readonly T[]

/** The parts of a format that its tables need. */
interface TableFormat<Name extends string, T> {
  /** Returns the columns, or undefined if the heading is not of this format. */
  readonly columnsIn: (heading: readonly string[]) => Columns<Name> | undefined
  readonly readerOf: (table: Table<Name>) => ReadRow<Name, T>
  /** Headings of columns that need no reader: other columns have the same values. */
  readonly derived?: RegExp
  readonly shape: Shape<Name>
}

/**
 * Returns how to read a file with one heading and its rows, or undefined if the heading is not of the
 * format. The reader reports rows that do not have the cells of the heading, and columns with numbers
 * that it does not use.
 */
export function tableIn<Name extends string, T>(
  head: readonly CsvRecord[],
  delimiter: string,
  { columnsIn, readerOf, derived, shape }: TableFormat<Name, T>,
): Layout<T> | undefined {
  const headingAt = head.findIndex((record) => !isBlank(record))
  const { cells: heading, line } = head[headingAt] ?? { cells: [], line: 1 }
  const columns = columnsIn(heading)
  if (!columns) return undefined
  const cells = createCells(columns, delimiter)
  const table = { heading, columns, delimiter }
  const readRow = readerOf(table)
  const unused = createUnused(
    heading,
    line,
    (title, index) => Object.values(columns).includes(index) || (derived?.test(title) ?? false),
  )
  const reader = (record: CsvRecord) => {
    const row = inShape(record, table, shape)
    if (!row) return [misshapen(record)]
    openRecord(cells, row)
    const readings = withProblems(cells, readRow(cells, row))
    const found = unused(row.cells)
    return found.length > 0 ? [...found, ...readings] : readings
  }
  return { firstRow: headingAt + 1, reader }
}

/** Returns the record with the cells of its heading, if it has them; more are fine if they are empty. */
function inShape<Name extends string>(
  record: CsvRecord,
  table: Table<Name>,
  shape: Shape<Name>,
): CsvRecord | undefined {
  const [width, found] = [table.heading.length, record.cells.length]
  if (found <= width) return found === width ? record : undefined
  const cells = unshifted(record.cells, table, shape)
  if (cells) return { ...record, cells }
  return record.cells.slice(width).every((cell) => cell.trim() === '') ? record : undefined
}

/** A number other than 0, which apps write for "none". */
const hasNumber = (cell: string) => /^\s*[+-]?[\d.,]/.test(cell) && /[1-9]/.test(cell)

/**
 * Returns a function that reports the columns that are not used, each at the first record with a
 * number in it.
 */
export function createUnused(
  heading: readonly string[],
  line: number,
  isUsed: (title: string, index: number) => boolean,
) {
  let watched = heading.flatMap((title, index) => (isUsed(title.trim(), index) ? [] : [index]))
  return (cells: readonly string[]): ProblemFound[] => {
    if (watched.length === 0) return []
    const found = watched.filter((index) => hasNumber(cells[index] ?? ''))
    if (found.length === 0) return []
    watched = watched.filter((index) => !found.includes(index))
    return found.map((index) =>
      problemFound({
        line,
        code: 'column',
        found: heading[index]?.trim() || `#${index + 1}`,
        isLeftOut: false,
      }),
    )
  }
}

function misshapen({ line, cells, isBroken }: CsvRecord): ProblemFound {
  const code = isBroken ? 'quotes' : 'columns'
  return problemFound({ line, code, found: cells.join(' '), isLeftOut: true })
}

export const isBlank = ({ cells }: CsvRecord) => cells.every((cell) => cell.trim() === '')
