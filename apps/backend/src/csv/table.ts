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

/**
 * Returns how to read a file with one heading and its rows, or undefined if `columnsIn` does not
 * recognise the heading. The reader reports rows that do not have the cells of the heading.
 */
export function tableIn<Name extends string, T>(
  head: readonly CsvRecord[],
  delimiter: string,
  columnsIn: (heading: readonly string[]) => Columns<Name> | undefined,
  readerOf: (table: Table<Name>) => ReadRow<Name, T>,
): Layout<T> | undefined {
  const headingAt = head.findIndex((record) => !isBlank(record))
  const heading = head[headingAt]?.cells ?? []
  const columns = columnsIn(heading)
  if (!columns) return undefined
  const cells = createCells(columns, delimiter)
  const readRow = readerOf({ heading, columns, delimiter })
  const reader = (record: CsvRecord) => {
    if (!hasShape(record, heading.length)) return [misshapen(record)]
    openRecord(cells, record)
    return withProblems(cells, readRow(cells, record))
  }
  return { firstRow: headingAt + 1, reader }
}

/** Whether a record has the cells of its heading; more are fine if they are empty. */
const hasShape = ({ cells }: CsvRecord, width: number) =>
  cells.length >= width &&
  (cells.length === width || cells.slice(width).every((cell) => cell.trim() === ''))

function misshapen({ line, cells, isBroken }: CsvRecord): ProblemFound {
  const code = isBroken ? 'quotes' : 'columns'
  return problemFound({ line, code, found: cells.join(' '), isLeftOut: true })
}

export const isBlank = ({ cells }: CsvRecord) => cells.every((cell) => cell.trim() === '')
