import { setImmediate } from 'node:timers/promises'

import { historyApi } from '@fitvibe/contract'

import { AppError, unprocessable } from '../../errors.ts'
import { checkValue } from '../../utils/hostile.ts'
import * as writeSeriesService from '../history/writeSeries.service.ts'
import type { ForeignSession } from '../history/writeSessions.service.ts'
import { decode } from './decoding.rules.ts'
import type { Problem } from './rows.rules.ts'

export type BroughtExercise = historyApi.HistoryExercise
export type BroughtSeries = historyApi.HistorySeries

/** Whether a file is JSON: a table begins with the name of a column. */
export const isHistory = (bytes: Uint8Array) =>
  /^[\s\uFEFF]*[{[]/.test(decode(bytes.subarray(0, 1_024)).text)

interface Found {
  readonly exercises: readonly BroughtExercise[]
  readonly series: readonly BroughtSeries[]
  readonly sessions: readonly { id: string; session: Omit<ForeignSession, 'id'> }[]
  readonly problems: readonly Problem[]
}

/** Sessions, exercises or series of a life of training; more would take the server's memory. */
const MOST_ENTRIES = 100_000
/** Objects and lists in all: an empty one takes three bytes of a file and sixty of memory. */
const MOST_OBJECTS = 1_000_000
/** Entries read between two turns of the event loop. */
const AT_ONCE = 25

/**
 * Reads a file of `/export/history.json`; an entry that is not valid is told, and the others read.
 * @throws AppError UNPROCESSABLE for another JSON, one that is cut off, or one that holds too much
 */
export async function readHistory(bytes: Uint8Array): Promise<Found> {
  const file = parse(decode(bytes).text)
  if (
    file?.['format'] !== historyApi.HISTORY_FORMAT ||
    file['version'] !== historyApi.HISTORY_VERSION
  )
    throw unprocessable('errors.importUnknown', 'body')
  const problems: Problem[] = []

  const leaveOut = (index: number, found: string) =>
    problems.push({ line: index + 1, code: 'session', found, isLeftOut: true })
  const valid = async <T>(list: unknown, schema: Schema<T>, isSound = (_: T) => true) => {
    const entries: unknown[] = Array.isArray(list) ? list : []
    if (entries.length > MOST_ENTRIES) throw unprocessable('errors.importTooLong', 'body')
    const found: T[] = []
    for (const [index, entry] of entries.entries()) {
      if (index % AT_ONCE === 0) await setImmediate()
      const { success, data, error } = schema.safeParse(entry)
      if (!success || !isStorable(entry)) leaveOut(index, error?.issues[0]?.path.join('.') ?? '')
      else if (isSound(data as T)) found.push(data as T)
      else leaveOut(index, 'rule')
      // What is read is not needed as it was: half of the memory a file takes.
      entries[index] = undefined
    }
    return found
  }

  const exercises = await valid(file['exercises'], historyApi.HistoryExercise)
  const series = await valid(file['series'], historyApi.HistorySeries, writeSeriesService.isSound)
  const sessions = await valid(file['sessions'], historyApi.HistorySession)
  return {
    exercises,
    series,
    sessions: sessions.map((session) => ({ id: session.id, session: toSession(session) })),
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

function parse(text: string): Record<string, unknown> | undefined {
  if (objectsIn(text) > MOST_OBJECTS) throw unprocessable('errors.importTooLong', 'body')
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    throw unprocessable('errors.importBroken', 'body')
  }
}

/** How many objects and lists JSON has at most: some brackets may be text. */
function objectsIn(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === BRACE || code === BRACKET) count += 1
  }
  return count
}

const [BRACE, BRACKET] = [0x7b, 0x5b]

function isStorable(entry: unknown): boolean {
  try {
    checkValue(entry)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

function toSession({ id: _, ...session }: historyApi.HistorySession): Omit<ForeignSession, 'id'> {
  const { attribution, ...columns } = session
  return {
    ...columns,
    plannedFor: toDate(session.plannedFor),
    startedAt: toDate(session.startedAt),
    completedAt: toDate(session.completedAt),
    canceledAt: toDate(session.canceledAt),
    createdAt: new Date(session.createdAt),
    attributionSource: attribution?.sessionId ?? null,
    attributionName: attribution?.name ?? null,
    originSource: attribution?.origin?.sessionId ?? null,
    originName: attribution?.origin?.name ?? null,
    generation: attribution?.generation ?? null,
  }
}

const toDate = (time: string | null) => (time === null ? null : new Date(time))
