import type { Columns } from './headings.ts'
import { parseNumber, parseSeconds } from './numbers.ts'
import { parseTime } from './times.ts'

/** How to recognise the columns of a row that has too many cells. */
export interface Shape<Name extends string> {
  /** Columns of free text, in which an unquoted delimiter may be; the likeliest first. */
  readonly texts: readonly Name[]
  /** Whether a cell may be in a column. */
  readonly tests: Readonly<Partial<Record<Name, (text: string) => boolean>>>
}

export const isTime = (text: string) => parseTime(text) !== undefined
export const isNumeric = (text: string) =>
  text === '-' || parseNumber(text, 'decimal') !== undefined || isDuration(text)
export const isDuration = (text: string) => parseSeconds(text) !== undefined

const isBlank = (cell: string) => cell.trim() === ''

/** More commas than a name has. Bounds the work for a hostile row. */
const MAX_EXTRA = 20

/**
 * Restores a row whose text has an unquoted delimiter, such as `Press, Incline`: joins the cells that
 * are too many in the first column of text with which all other cells fit. Returns undefined if there
 * is none.
 */
export function unshifted<Name extends string>(
  cells: readonly string[],
  {
    heading,
    columns,
    delimiter,
  }: Readonly<{
    heading: readonly string[]
    columns: Columns<Name>
    delimiter: string
  }>,
  { texts, tests }: Shape<Name>,
): readonly string[] | undefined {
  const width = heading.length
  const extra = cells.length - width
  const checks = (Object.entries(tests) as [Name, (text: string) => boolean][]).flatMap(
    ([name, test]) => {
      const index = columns[name]
      return index === undefined ? [] : [{ index, test }]
    },
  )
  const fits = (row: readonly string[]) =>
    checks.every(({ index, test }) => {
      const cell = row[index]?.trim() ?? ''
      return cell === '' || test(cell)
    })
  if (cells.slice(width).every(isBlank) && fits(cells)) return cells.slice(0, width)
  if (extra > MAX_EXTRA) return undefined
  for (const name of texts) {
    const index = columns[name]
    // Apps may end each row with a delimiter: the last cells may be blank beside the joined ones.
    for (let joined = index === undefined ? 0 : extra; joined > 0; joined -= 1) {
      const at = index as number
      const row = [
        ...cells.slice(0, at),
        cells.slice(at, at + joined + 1).join(delimiter),
        ...cells.slice(at + joined + 1),
      ]
      if (row.slice(width).every(isBlank) && fits(row)) return row.slice(0, width)
    }
  }
  return undefined
}
