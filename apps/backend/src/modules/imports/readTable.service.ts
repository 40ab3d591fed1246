import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'

import type { ImportSource } from '@fitvibe/contract'

import { problemFound, type Problem, type ProblemFound } from '../../csv/cells.ts'
import { decode, REPLACEMENT, type Encoding } from '../../csv/decode.ts'
import { readRecords, type CsvRecord } from '../../csv/records.ts'
import { isBlank } from '../../csv/table.ts'
import { unprocessable } from '../../errors.ts'
import { findFormat, formatOfHeading, isPlanFile, type FoundFormat } from './formats/index.ts'
import type { Reading } from './formats/row.ts'
import { createLog, type Log, type LoggedExercise } from './log.rules.ts'
import { unknownFormat } from './unknownFormat.ts'

/** More than a life of training. */
const MAX_RECORDS = 100_000

export interface TableFile {
  readonly source: ImportSource
  readonly encoding: Encoding
  readonly log: Log
}

/**
 * Reads an export of another app. Gives up the event loop between batches of records.
 * @throws AppError UNPROCESSABLE for a file that no known app wrote
 */
export async function readTable(bytes: Uint8Array): Promise<TableFile> {
  const { text, encoding } = decode(bytes)
  if (text.trim() === '') throw unprocessable('errors.importEmpty', 'body')
  const format = findFormat(text)
  if (!format)
    throw isPlanFile(text) ? unprocessable('errors.importPlans', 'body') : unknownFormat()
  return { source: format.name, encoding, log: await readLog(text, format) }
}

async function readLog(text: string, format: FoundFormat): Promise<Log> {
  const log = createLog(contentOf)
  let count = 0
  for (const records of readRecords(text, format.delimiter)) {
    for (const record of records) {
      count += 1
      if (count > MAX_RECORDS) break
      if (count > format.firstRow)
        for (const reading of readRecord(format, record)) log.add(reading)
    }
    if (count > MAX_RECORDS) {
      log.add(problem(records[0] as CsvRecord, 'tooMany', true))
      break
    }
    await setImmediate()
  }
  const { problems, ...rest } = log.end()
  const isEmpty = rest.workouts.length === 0 && problems.length === 0
  const empty: Problem = { line: 1, code: 'empty', found: '', isLeftOut: true }
  return { ...rest, problems: isEmpty ? [empty] : problems }
}

/** Digests the values of a workout without their lines, which differ in a longer export. */
function contentOf(exercises: readonly LoggedExercise[]): string {
  const content = exercises.map((exercise) => ({
    ...exercise,
    sets: exercise.sets.map(({ line: _, ...set }) => set),
  }))
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url')
}

function readRecord(format: FoundFormat, record: CsvRecord): readonly Reading[] {
  if (isBlank(record)) return []
  const readings = format.reader(record)
  // Only rejected rows are compared with the headings: comparing all rows would be slow.
  const found = readings.some(isRejection) ? formatOfHeading(record, format.delimiter) : undefined
  if (found === format.name) return []
  if (found !== undefined) return [problem(record, 'otherFormat', true)]
  return record.cells.some((cell) => cell.includes(REPLACEMENT))
    ? [problem(record, 'encoding', false), ...readings]
    : readings
}

const isRejection = (reading: Reading) => reading.kind === 'problem' && reading.problem.isLeftOut

const problem = (
  { line, cells }: CsvRecord,
  code: Problem['code'],
  isLeftOut: boolean,
): ProblemFound => problemFound({ line, code, found: cells.join(' ').trim(), isLeftOut })
