import type { ImportProblemCode } from '@fitvibe/contract'

import { FORMULA } from '../../utils/spreadsheet.ts'
import type { CsvRecord } from './csv.rules.ts'
import { readMoment, type Moment } from './moments.rules.ts'
import { readNumber, readSeconds, type DecimalComma } from './numbers.rules.ts'
import {
  foldHeading,
  KG,
  METRES,
  MOST,
  type DistanceUnit,
  type Problem,
  type Reading,
  type WeightUnit,
} from './rows.rules.ts'

/** Where the columns of a table stand, by names of ours. */
export type Columns<Name extends string> = Readonly<Partial<Record<Name, number>>>

/** The columns a heading names, the first of each; `aliases` are folded. */
export function columnsOf<Name extends string>(
  heading: readonly string[],
  aliases: Readonly<Record<Name, readonly string[]>>,
): Columns<Name> {
  const columns: Partial<Record<Name, number>> = {}
  const names = Object.entries(aliases) as [Name, readonly string[]][]
  for (const [index, cell] of heading.entries()) {
    const name = names.find(([, folded]) => folded.includes(foldHeading(cell)))?.[0]
    if (name !== undefined) columns[name] ??= index
  }
  return columns
}

export type Cells<Name extends string> = ReturnType<typeof cellsIn<Name>>

/**
 * The cells of one record after another, and what is found wrong with each while it is read: made
 * once for a file, for a file has many records.
 */
export function cellsIn<Name extends string>(columns: Columns<Name>, delimiter: string) {
  let { line, cells }: CsvRecord = { line: 0, cells: [] }
  let problems: Problem[] = []
  const comma: DecimalComma = delimiter === ',' ? 'unclear' : 'decimal'

  function wrong(code: ImportProblemCode, found: string, isLeftOut = true): null {
    problems.push({ line, code, found, isLeftOut })
    return null
  }

  /** What stands there; the mark that keeps a spreadsheet from running it as a formula is taken off. */
  function text(name: Name): string {
    const index = columns[name]
    const cell = (index === undefined ? undefined : cells[index])?.trim() ?? ''
    return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell
  }

  /** A quantity; null where nothing stands, which is wrong by itself only where it is below 0. */
  function quantity(name: Name, most: number): number | null {
    const found = text(name)
    if (found === '' || found === '-') return null
    const value = readNumber(found, comma)
    if (value === undefined) return wrong('number', found)
    return value < 0 || value > most ? wrong('range', found) : value
  }

  return {
    /** Goes on to a record; what was wrong with the one before is forgotten. */
    open(record: CsvRecord): void {
      line = record.line
      cells = record.cells
      problems = []
    },
    line: () => line,
    text,
    wrong,
    /** Apps write 0 for what was not measured. */
    measure: (name: Name, most: number) => quantity(name, most) || null,
    /** Without a unit, whether it is too much is seen once the unit is said. */
    weight: (name: Name, unit: WeightUnit | null) =>
      quantity(name, MOST.load / KG[unit ?? 'lb']) || null,
    distance: (name: Name, unit: DistanceUnit | null) =>
      quantity(name, MOST.metres / METRES[unit ?? 'm']) || null,
    reps(name: Name): number | null {
      const value = quantity(name, MOST.reps)
      return value === null || Number.isInteger(value) ? value : wrong('reps', text(name))
    },
    seconds(name: Name, pair?: 'h:m' | 'm:s'): number | null {
      const found = text(name)
      if (found === '' || found === '-') return null
      const value = readSeconds(found, pair)
      if (value === undefined) return wrong('number', found)
      return value > MOST.seconds ? wrong('range', found) : value || null
    },
    /** How long a workout took; where that cannot be read, it is estimated. */
    duration(name: Name, pair?: 'h:m' | 'm:s'): number | null {
      const found = text(name)
      if (found === '' || found === '-') return null
      return readSeconds(found, pair) ?? wrong('duration', found, false)
    },
    /** Effort or reserve in halves; what is none is left out, and the set taken without it. */
    scale(name: Name, least: number): number | null {
      const found = text(name).replace(/\+$/, '')
      const value = found === '' || found === '-' ? 0 : readNumber(found, comma)
      if (value === 0) return least === 0 && found !== '' && found !== '-' ? 0 : null
      const isGood = value !== undefined && value >= least && value <= 10 && value % 0.5 === 0
      return isGood ? value : wrong('rpe', found, false)
    },
    moment(name: Name): Moment | null {
      return readMoment(text(name)) ?? wrong('date', text(name))
    },
    /** The readings of this record: its sets, unless something about it forbids to take it. */
    outcome(readings: readonly Reading[]): readonly Reading[] {
      if (problems.length === 0) return readings
      const told = problems.map((problem): Reading => ({ kind: 'problem', problem }))
      return problems.some(({ isLeftOut }) => isLeftOut) ? told : [...told, ...readings]
    },
  }
}

/** What is wrong with a record that has not the cells its heading promises; empty ones may follow. */
export function misshapen(record: CsvRecord, width: number): Reading | undefined {
  const { line, cells, isBroken } = record
  if (cells.length >= width && cells.slice(width).every((cell) => cell.trim() === ''))
    return undefined
  const found = cells.join(' ')
  const code = isBroken ? 'quotes' : 'columns'
  return { kind: 'problem', problem: { line, code, found, isLeftOut: true } }
}

export const isBlank = ({ cells }: CsvRecord) => cells.every((cell) => cell.trim() === '')

/** A problem with as much of what stands there as is shown, free of what cannot be stored. */
export const toTell = (problem: Problem): Problem => ({
  ...problem,
  found: cleaned(problem.found, 60),
})

/** Without control characters but line breaks and tabs, well formed, and no longer than fits. */
export function cleaned(text: string, most: number): string {
  const clean = text
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .toWellFormed()
    .trim()
  if (clean.length <= most) return clean
  return clean
    .slice(0, most)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim()
}
