import { historyApi } from '@fitvibe/contract'

import type { Problem } from '../../../csv/cells.ts'
import { decode } from '../../../csv/decode.ts'
import { AppError, unprocessable } from '../../../errors.ts'
import { checkValue } from '../../../utils/hostile.ts'
import { fitSession } from '../fit.rules.ts'
import { isWithinLimits } from './jsonLimits.ts'

/** The valid entries of an exported history. */
export interface History {
  readonly exercises: readonly historyApi.HistoryExercise[]
  readonly series: readonly historyApi.HistorySeries[]
  readonly sessions: readonly historyApi.HistorySession[]
  readonly measurements: readonly historyApi.HistoryMeasurements[]
  readonly problems: readonly Problem[]
}

/** Limits the sessions, exercises, series or days of measurements of a file, for the memory of the server. */
const MAX_ENTRIES = 100_000
const ENTRIES_PER_TURN = 25
/** A file with more invalid entries is none of ours. */
const MAX_INVALID = 10_000

/**
 * Reads a file of `/export/history.json`. Reports invalid entries and skips them, and cuts sessions
 * that are too large. Yields every few entries, so that the caller can give up the event loop.
 * @throws AppError UNPROCESSABLE for any other JSON, or a file that is cut off or holds too much
 */
export function* readHistory(
  bytes: Uint8Array,
  faultOfSeries: (series: historyApi.HistorySeries) => Pick<Problem, 'code' | 'found'> | null,
): Generator<void, History> {
  const file = parse(decode(bytes).text)
  if (
    file?.['format'] !== historyApi.HISTORY_FORMAT ||
    file['version'] !== historyApi.HISTORY_VERSION
  )
    throw unprocessable('errors.importUnknown', 'body')
  const problems: Problem[] = []
  const { HistoryExercise, HistoryMeasurements, HistorySeries, HistorySession } = historyApi
  return {
    exercises: yield* validEntries(file['exercises'], HistoryExercise, problems),
    series: yield* validEntries(file['series'], HistorySeries, problems, (series, line) => {
      const fault = faultOfSeries(series)
      if (fault !== null) problems.push({ line, ...fault, isLeftOut: true })
      return fault === null ? series : undefined
    }),
    sessions: yield* validEntries(file['sessions'], HistorySession, problems, (session, line) => {
      const { exercises, leftOut } = fitSession(session.exercises)
      const found = String(leftOut)
      if (leftOut > 0) problems.push({ line, code: 'sessionTooLarge', found, isLeftOut: false })
      return { ...session, exercises: [...exercises] }
    }),
    measurements: yield* validEntries(file['measurements'], HistoryMeasurements, problems),
    problems,
  }
}

interface Schema<T> {
  safeParse(value: unknown): {
    success: boolean
    data?: T | undefined
    error?: { issues: readonly { path: readonly PropertyKey[] }[] } | undefined
  }
}

function* validEntries<T>(
  list: unknown,
  schema: Schema<T>,
  problems: Problem[],
  accept: (entry: T, line: number) => T | undefined = (entry) => entry,
): Generator<void, T[]> {
  const entries: unknown[] = Array.isArray(list) ? list : []
  if (entries.length > MAX_ENTRIES) throw unprocessable('errors.importTooLong', 'body')
  const valid: T[] = []
  for (const [index, entry] of entries.entries()) {
    if (index % ENTRIES_PER_TURN === 0) yield
    if (problems.length > MAX_INVALID) throw unprocessable('errors.importUnknown', 'body')
    const { success, data, error } = schema.safeParse(entry)
    const line = index + 1
    if (success && isStorable(entry)) {
      const accepted = accept(data as T, line)
      if (accepted !== undefined) valid.push(accepted)
    } else {
      const found = error?.issues[0]?.path.join('.') ?? ''
      problems.push({ line, code: 'session', found, isLeftOut: true })
    }
    // Frees the raw entry: half of the memory that a file takes.
    entries[index] = undefined
  }
  return valid
}

function parse(text: string): Record<string, unknown> | undefined {
  if (!isWithinLimits(text)) throw unprocessable('errors.importTooLong', 'body')
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    throw unprocessable('errors.importBroken', 'body')
  }
}

function isStorable(entry: unknown): boolean {
  try {
    checkValue(entry)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}
