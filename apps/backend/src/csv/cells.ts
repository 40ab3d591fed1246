import type { ImportProblemCode } from '@fitvibe/contract'
import { isVisible } from '@fitvibe/training/visibleText'

import { FORMULA } from '../utils/spreadsheet.ts'
import type { Columns } from './headings.ts'
import { parseNumber, parseSeconds, type DecimalComma } from './numbers.ts'
import type { CsvRecord } from './records.ts'
import { parseTime, type FileTime } from './times.ts'

/** A part of a file that could not be read, or not as it is written. */
export interface Problem {
  readonly line: number
  readonly code: ImportProblemCode
  /** The text in the file, shortened in answers. */
  readonly found: string
  /** True if the whole row is skipped; false if only the wrong value is. */
  readonly isLeftOut: boolean
}

export interface ProblemFound {
  readonly kind: 'problem'
  readonly problem: Problem
}

export const problemFound = (problem: Problem): ProblemFound => ({ kind: 'problem', problem })

/**
 * A cursor over the records of a table: the current record by column name, and its problems so far.
 * Created once a file and moved by `openRecord`, because a file has up to 100,000 records.
 */
export interface Cells<Name extends string> {
  readonly columns: Columns<Name>
  readonly comma: DecimalComma
  line: number
  cells: readonly string[]
  problems: Problem[]
}

export const createCells = <Name extends string>(
  columns: Columns<Name>,
  delimiter: string,
): Cells<Name> => ({
  columns,
  comma: delimiter === ',' ? 'unclear' : 'decimal',
  line: 0,
  cells: [],
  problems: [],
})

/** Moves to a record and clears the problems of the one before. */
export function openRecord(at: Cells<string>, { line, cells }: CsvRecord): void {
  at.line = line
  at.cells = cells
  if (at.problems.length > 0) at.problems = []
}

/** Notes a problem for which the whole row is skipped. */
export function reject(at: Cells<string>, code: ImportProblemCode, found: string): null {
  at.problems.push({ line: at.line, code, found, isLeftOut: true })
  return null
}

/** Notes a problem for which only the value is skipped. */
export function warn(at: Cells<string>, code: ImportProblemCode, found: string): null {
  at.problems.push({ line: at.line, code, found, isLeftOut: false })
  return null
}

/** Returns what was read from the record, after its problems; only these if one rejects the row. */
export function withProblems<T>(
  { problems }: Cells<string>,
  values: readonly T[],
): readonly (T | ProblemFound)[] {
  if (problems.length === 0) return values
  const found = problems.map(problemFound)
  return problems.some(({ isLeftOut }) => isLeftOut) ? found : [...found, ...values]
}

/** Longer than any text that is stored, so that a cut text is reported as shortened. */
const MAX_CELL_CHARACTERS = 10_000

/**
 * Returns a trimmed cell without the apostrophe that keeps a spreadsheet from running it. A cell of more
 * than 10,000 characters is cut off and ends in an ellipsis, so that its beginning is no number or date.
 */
export function readText<Name extends string>(at: Cells<Name>, name: Name): string {
  const index = at.columns[name]
  const text = (index === undefined ? undefined : at.cells[index])?.trim() ?? ''
  const cell = text.length > MAX_CELL_CHARACTERS ? `${text.slice(0, MAX_CELL_CHARACTERS)}…` : text
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell
}

/** Returns the text of a cell, or '' for one that shows nothing: it names nothing. */
export function readName<Name extends string>(at: Cells<Name>, name: Name): string {
  const found = readText(at, name)
  return isVisible(found) ? found : ''
}

/** Returns a cell's text, or '' for the dash that apps write for "none". */
function readValue<Name extends string>(at: Cells<Name>, name: Name): string {
  const found = readText(at, name)
  return found === '-' ? '' : found
}

/** Reads a number from `min`, by default 0, to `max`; null for an empty cell. */
export function readQuantity<Name extends string>(
  at: Cells<Name>,
  name: Name,
  max: number,
  min = 0,
): number | null {
  const found = readValue(at, name)
  if (found === '') return null
  const value = parseNumber(found, at.comma)
  if (value === undefined) return reject(at, 'number', found)
  return value < min || value > max ? reject(at, 'range', found) : value
}

/** Reads the seconds of a set; null for 0, which apps write for "not measured". */
export function readSeconds<Name extends string>(
  at: Cells<Name>,
  name: Name,
  max: number,
): number | null {
  const found = readValue(at, name)
  if (found === '') return null
  const value = parseSeconds(found)
  if (value === undefined) return reject(at, 'number', found)
  return value > max ? reject(at, 'range', found) : value || null
}

/** Reads the seconds of a workout; a value that cannot be read is a warning and is estimated later. */
export function readDuration<Name extends string>(
  at: Cells<Name>,
  name: Name,
  pair?: 'h:m' | 'm:s',
): number | null {
  const found = readValue(at, name)
  return found === '' ? null : (parseSeconds(found, pair) ?? warn(at, 'duration', found))
}

/** Reads a value from `min` to 10 in steps of a half; anything else is a warning. */
export function readHalves<Name extends string>(
  at: Cells<Name>,
  name: Name,
  min: 0 | 1,
): number | null {
  const found = readText(at, name).replace(/\+$/, '')
  if (found === '' || found === '-') return null
  const value = parseNumber(found, at.comma)
  if (value === 0 && min > 0) return null
  const isValid = value !== undefined && value >= min && value <= 10 && value % 0.5 === 0
  return isValid ? value : warn(at, 'rpe', found)
}

export const readTime = <Name extends string>(at: Cells<Name>, name: Name): FileTime | null =>
  parseTime(readText(at, name)) ?? reject(at, 'date', readText(at, name))
