import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { constants, deflate, inflate } from 'node:zlib'

import type { ImportSource } from '@fitvibe/contract'

import { unprocessable } from '../../errors.ts'
import { isPlan } from './alphaprogression.rules.ts'
import { isBlank } from './cells.rules.ts'
import { readRecords, type CsvRecord } from './csv.rules.ts'
import { decode, REPLACEMENT, type Encoding } from './decoding.rules.ts'
import { createLog, type Log, type LoggedExercise } from './log.rules.ts'
import type { Problem, Reading } from './rows.rules.ts'
import { findSource, headingOf, headOf, type Found } from './sources.rules.ts'

/** More than a life of training; what is beyond is told. */
const MOST_RECORDS = 100_000

export interface ReadFile {
  readonly source: ImportSource
  readonly encoding: Encoding
  readonly log: Log
}

/**
 * Reads an export of another app, leaving the event loop to others in between.
 * @throws AppError UNPROCESSABLE for a file of no app we know
 */
export async function readTable(bytes: Uint8Array): Promise<ReadFile> {
  const { text, encoding } = decode(bytes)
  if (text.trim() === '') throw unprocessable('errors.importEmpty', 'body')
  const found = findSource(text)
  if (!found) throw refusal(text)
  const log = createLog(contentOf)
  let count = 0
  for (const records of readRecords(text, found.delimiter)) {
    for (const record of records) {
      count += 1
      if (count > MOST_RECORDS) break
      if (count > found.firstRow) for (const reading of read(found, record)) log.add(reading)
    }
    if (count > MOST_RECORDS) {
      log.add(problem(records[0] as CsvRecord, 'tooMany', true))
      break
    }
    await setImmediate()
  }
  const { problems, ...rest } = log.end()
  const isEmpty = rest.workouts.length === 0 && problems.length === 0
  const empty: Problem = { line: 1, code: 'empty', found: '', isLeftOut: true }
  return {
    source: found.name as ImportSource,
    encoding,
    log: { ...rest, problems: isEmpty ? [empty] : problems },
  }
}

function contentOf(exercises: readonly LoggedExercise[]): string {
  const said = exercises.map((exercise) => ({
    ...exercise,
    sets: exercise.sets.map(({ line: _, ...set }) => set),
  }))
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url')
}

/** In another thread, and quickly rather than small. */
export const deflated = (bytes: Uint8Array | string): Promise<Buffer> =>
  promisify(deflate)(bytes, { level: constants.Z_BEST_SPEED })

export const inflated = (bytes: Uint8Array): Promise<Buffer> => promisify(inflate)(bytes)

/** Workouts between two turns of the event loop. */
const AT_ONCE = 100

/**
 * A file as it was read, to be settled again later: finding its cells and what they mean is most of
 * the work. A line of JSON for each workout, so that no other request waits for all of them.
 */
export async function pack({ source, encoding, log }: ReadFile): Promise<Buffer> {
  const { workouts, ...rest } = log
  const lines = [JSON.stringify({ source, encoding, ...rest })]
  for (const [at, workout] of workouts.entries()) {
    if (at % AT_ONCE === 0) await setImmediate()
    lines.push(JSON.stringify(workout))
  }
  return deflated(lines.join('\n'))
}

/** What `pack` has packed. */
export async function unpack(packed: Uint8Array): Promise<ReadFile> {
  const [head = '', ...lines] = (await inflated(packed)).toString().split('\n')
  const { source, encoding, ...rest } = JSON.parse(head) as Omit<ReadFile, 'log'> & Log
  const workouts: Log['workouts'][number][] = []
  for (const [at, line] of lines.entries()) {
    if (at % AT_ONCE === 0) await setImmediate()
    workouts.push(JSON.parse(line) as Log['workouts'][number])
  }
  return { source, encoding, log: { ...rest, workouts } }
}

function read(found: Found, record: CsvRecord): readonly Reading[] {
  if (isBlank(record) && found.name !== 'alphaprogression') return []
  const readings = found.reader(record)
  // A heading in the middle cannot be read as a row; looking for one in every row would cost more.
  const heading = readings.some(isRefusal) ? headingOf(record, found.delimiter) : undefined
  if (heading === found.name) return []
  if (heading !== undefined) return [problem(record, 'otherFormat', true)]
  return record.cells.some((cell) => cell.includes(REPLACEMENT))
    ? [problem(record, 'encoding', false), ...readings]
    : readings
}

const isRefusal = (reading: Reading) => reading.kind === 'problem' && reading.problem.isLeftOut

const problem = (
  { line, cells }: CsvRecord,
  code: Problem['code'],
  isLeftOut: boolean,
): Reading => ({
  kind: 'problem',
  problem: { line, code, found: cells.join(' ').trim(), isLeftOut },
})

function refusal(text: string) {
  const isAnyPlan = [',', ';', '\t'].some((delimiter) => isPlan(headOf(text, delimiter)))
  return unprocessable(isAnyPlan ? 'errors.importPlans' : 'errors.importUnknown', 'body')
}
