import { createHash } from 'node:crypto'

import type { ImportSource } from '@fitvibe/contract'

import { problemFound, type Problem, type ProblemFound } from '../../csv/cells.ts'
import { decodeLines, REPLACEMENT, type Encoding } from '../../csv/decode.ts'
import { readRecords, type CsvRecord } from '../../csv/records.ts'
import { isBlank } from '../../csv/table.ts'
import { unprocessable } from '../../errors.ts'
import { findFormat, formatOfHeading, isPlanFile, type FoundFormat } from './formats/index.ts'
import type { Reading } from './formats/row.ts'
import { createLog, type Log, type LoggedExercise } from './log.rules.ts'

/** More than a life of training. */
const MAX_RECORDS = 100_000
/** Many more than 100,000 rows of any app have. */
const MAX_CELLS = 3_000_000
/** Rejected rows that are compared with headings, which takes longer than parsing them. */
const MAX_COMPARED = 5_000
const MAX_FOUND_CHARACTERS = 1_000

export interface TableFile {
  /** The app whose format the file has. */
  readonly source: ImportSource
  readonly encoding: Encoding
  readonly log: Log
}

/**
 * Reads an export of another app. Overwrites its bytes.
 * @throws AppError UNPROCESSABLE for a file that no known app wrote
 */
export function readTable(bytes: Uint8Array): TableFile {
  const { text, encoding } = decodeLines(bytes)
  if (!/\S/.test(text)) throw unprocessable('errors.importEmpty', 'body')
  const format = findFormat(text)
  if (!format)
    throw unprocessable(isPlanFile(text) ? 'errors.importPlans' : 'errors.importUnknown', 'body')
  return { source: format.name, encoding, log: readLog(text, format) }
}

function readLog(text: string, format: FoundFormat): Log {
  const log = createLog(contentOf)
  for (const reading of readingsIn(text, format)) log.add(reading)
  const { problems, problemCount, ...rest } = log.end()
  const isEmpty = rest.workouts.length === 0 && problemCount === 0
  const empty: Problem = { line: 1, code: 'empty', found: '', isLeftOut: true }
  const found = isEmpty ? { problems: [empty], problemCount: 1 } : { problems, problemCount }
  return { ...rest, ...found, isOwnExport: format.isOwnExport ?? false }
}

function* readingsIn(text: string, format: FoundFormat): Generator<Reading> {
  const readRecord = recordReader(format)
  let records = 0
  let cells = 0
  for (const batch of readRecords(text, format.delimiter))
    for (const record of batch) {
      records += 1
      cells += record.cells.length
      if (records > MAX_RECORDS || cells > MAX_CELLS) {
        yield problem(record, 'tooMany', true)
        return
      }
      if (records > format.firstRow) yield* readRecord(record)
    }
}

/** Digests the values of a workout without their lines, which differ in a longer export. */
function contentOf(exercises: readonly LoggedExercise[]): string {
  const content = exercises.map((exercise) => ({
    ...exercise,
    sets: exercise.sets.map(({ line: _, ...set }) => set),
  }))
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url')
}

function recordReader(format: FoundFormat) {
  let compared = 0

  /** Compares only rejected rows with the headings: comparing all rows would be slow. */
  function headingIn(record: CsvRecord, readings: readonly Reading[]) {
    if (compared === MAX_COMPARED || !readings.some(isRejection)) return undefined
    compared += 1
    return formatOfHeading(record, format.delimiter)
  }

  return (record: CsvRecord): readonly Reading[] => {
    if (record.isTooLong) return [problem(record, 'tooLong', true)]
    if (isBlank(record)) return []
    const readings = format.reader(record)
    const found = headingIn(record, readings)
    if (found === format.name) return []
    if (found !== undefined) return [problem(record, 'otherFormat', true)]
    return record.cells.some((cell) => cell.includes(REPLACEMENT))
      ? [problem(record, 'encoding', false), ...readings]
      : readings
  }
}

const isRejection = (reading: Reading) => reading.kind === 'problem' && reading.problem.isLeftOut

const problem = (
  { line, cells }: CsvRecord,
  code: Problem['code'],
  isLeftOut: boolean,
): ProblemFound =>
  problemFound({
    line,
    code,
    found: cells.join(' ').slice(0, MAX_FOUND_CHARACTERS).trim(),
    isLeftOut,
  })
