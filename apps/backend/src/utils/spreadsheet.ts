import { stringify } from 'csv-stringify/sync'

/**
 * A cell that a spreadsheet would run as a formula, with full-width signs too (OWASP, CSV injection),
 * behind any number of apostrophes, so that adding one and removing one restores the text.
 */
export const FORMULA = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/

export type Cell = string | number | boolean | null

/** Formats rows as CSV. Texts that a spreadsheet would run as formulas begin with an apostrophe. */
export const toCsv = (rows: readonly (readonly Cell[])[]): string =>
  stringify(
    rows.map((cells) => cells.map(guarded)),
    {
      quoted_string: true,
      record_delimiter: '\r\n',
      cast: { boolean: String },
    },
  )

const guarded = (cell: Cell) => (typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell)
