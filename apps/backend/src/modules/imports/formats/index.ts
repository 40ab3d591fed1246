import { alphaprogression } from './alphaprogression.rules.ts'
import { readRecords, type CsvRecord } from './csv.rules.ts'
import { fitnotes } from './fitnotes.rules.ts'
import { hevy } from './hevy.rules.ts'
import type { Layout } from './rows.rules.ts'
import { strong } from './strong.rules.ts'
import { stronglifts } from './stronglifts.rules.ts'

/** In the order in which they are tried: the more particular first. */
const SOURCES = [hevy, stronglifts, strong, fitnotes, alphaprogression] as const

const DELIMITERS = [',', ';', '\t', '|'] as const

/** How much of a file is looked at: in an Alpha Progression file sets may begin late. */
const HEAD_CHARACTERS = 16 * 1_024

export interface Found extends Layout {
  readonly name: string
  readonly delimiter: string
}

/** Which app wrote a file and how its cells are divided; undefined for none we know. */
export function findSource(text: string): Found | undefined {
  for (const delimiter of DELIMITERS) {
    const head = headOf(text, delimiter)
    for (const { name, layoutOf } of SOURCES) {
      const layout = layoutOf(head, delimiter)
      if (layout) return { ...layout, name, delimiter }
    }
  }
  return undefined
}

/** The app whose heading a record in the middle of a file is, if it is one. */
export const headingOf = (record: CsvRecord, delimiter: string): string | undefined =>
  SOURCES.find(({ name, layoutOf }) => name !== 'alphaprogression' && layoutOf([record], delimiter))
    ?.name

/** The first records but for the line that tells Excel the delimiter. */
export function headOf(text: string, delimiter: string): CsvRecord[] {
  const head: CsvRecord[] = []
  for (const records of readRecords(text.slice(0, HEAD_CHARACTERS), delimiter))
    head.push(...records)
  const isHint = (cells: readonly string[]) => /^sep=.?$/i.test(cells.join(delimiter).trim())
  return head.map((record, index) =>
    index === 0 && isHint(record.cells) ? { ...record, cells: [''] } : record,
  )
}
