import { cellsIn, isBlank, misshapen, type Cells, type Columns } from './cells.rules.ts'
import type { CsvRecord } from './csv.rules.ts'
import type { Layout, Reading } from './rows.rules.ts'

export interface Table<Name extends string> {
  readonly heading: readonly string[]
  readonly columns: Columns<Name>
  readonly delimiter: string
}

/** Reads the row whose cells are open. */
type ReadRow<Name extends string> = (cells: Cells<Name>, record: CsvRecord) => readonly Reading[]

/**
 * How to read a file of one table, a heading and its rows: undefined where `columnsIn` does not
 * know the heading. A row that has not the cells its heading promises is told.
 */
export function tableIn<Name extends string>(
  head: readonly CsvRecord[],
  delimiter: string,
  columnsIn: (heading: readonly string[]) => Columns<Name> | undefined,
  readerOf: (table: Table<Name>) => ReadRow<Name>,
): Layout | undefined {
  const at = head.findIndex((record) => !isBlank(record))
  const heading = head[at]?.cells ?? []
  const columns = columnsIn(heading)
  if (!columns) return undefined
  const cells = cellsIn(columns, delimiter)
  const readRow = readerOf({ heading, columns, delimiter })
  const reader = (record: CsvRecord): readonly Reading[] => {
    const wrong = misshapen(record, heading.length)
    if (wrong) return [wrong]
    cells.open(record)
    return cells.outcome(readRow(cells, record))
  }
  return { firstRow: at + 1, reader }
}

/** The columns, where none is missing that has to be there. */
export const withAll = <Name extends string>(
  columns: Columns<Name>,
  needed: readonly NoInfer<Name>[],
): Columns<Name> | undefined =>
  needed.every((name) => columns[name] !== undefined) ? columns : undefined
