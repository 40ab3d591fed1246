import { readRecords, type CsvRecord } from '../../../csv/records.ts'
import { alphaProgression } from './alphaProgression.ts'
import { fitnotes } from './fitnotes.ts'
import { hevy } from './hevy.ts'
import type { Format, FormatLayout } from './row.ts'
import { strong } from './strong.ts'
import { stronglifts } from './stronglifts.ts'

/** The format of each app's tables, in the order in which they are tried: rarer headings first. */
const FORMAT_OF: Readonly<Record<Format['name'], Format>> = {
  hevy,
  stronglifts,
  strong,
  fitnotes,
  alphaprogression: alphaProgression,
}
const FORMATS = Object.values(FORMAT_OF)

const DELIMITERS = [',', ';', '\t', '|'] as const

/** How much of a file decides its format; in an Alpha Progression file, sets may begin late. */
const HEAD_CHARACTERS = 16 * 1_024

export interface FoundFormat extends FormatLayout {
  readonly name: Format['name']
  readonly delimiter: string
}

/** Finds the format and the delimiter of a file; undefined if no known app wrote it. */
export function findFormat(text: string): FoundFormat | undefined {
  for (const delimiter of DELIMITERS) {
    const head = headOf(text, delimiter)
    for (const { name, layoutOf } of FORMATS) {
      const layout = layoutOf(head, delimiter)
      if (layout) return { ...layout, name, delimiter }
    }
  }
  return undefined
}

/** Returns the format whose heading a record is, for headings in the middle of a file. */
export const formatOfHeading = (record: CsvRecord, delimiter: string): Format['name'] | undefined =>
  FORMATS.find((format) => !format.hasNestedHeadings && format.layoutOf([record], delimiter))?.name

/** Whether a known app wrote the file, but as a file of plans. */
export const isPlanFile = (text: string): boolean =>
  DELIMITERS.some((delimiter) => {
    const head = headOf(text, delimiter)
    return FORMATS.some(({ isPlan }) => isPlan?.(head))
  })

/** Returns the first records, with the line blanked that tells Excel the delimiter. */
function headOf(text: string, delimiter: string): CsvRecord[] {
  const head: CsvRecord[] = []
  for (const records of readRecords(text.slice(0, HEAD_CHARACTERS), delimiter))
    head.push(...records)
  const isHint = (cells: readonly string[]) => /^sep=.?$/i.test(cells.join(delimiter).trim())
  return head.map((record, index) =>
    index === 0 && isHint(record.cells) ? { ...record, cells: [''] } : record,
  )
}
