import { historyApi } from '@fitvibe/contract'

import { AppError, unprocessable } from '../../errors.ts'
import { checkValue } from '../../utils/hostile.ts'
import type { PastSession } from '../sessions/past.service.ts'
import * as pastSeriesService from '../sessions/pastSeries.service.ts'
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
  readonly sessions: readonly { id: string; session: Omit<PastSession, 'id'> }[]
  readonly problems: readonly Problem[]
}

/**
 * Reads a file of `/export/history.json`; an entry that is not valid is told, and the others read.
 * @throws AppError UNPROCESSABLE for another JSON, or one that is cut off
 */
export function readHistory(bytes: Uint8Array): Found {
  const file = parse(decode(bytes).text)
  if (
    file?.['format'] !== historyApi.HISTORY_FORMAT ||
    file['version'] !== historyApi.HISTORY_VERSION
  )
    throw unprocessable('errors.importUnknown', 'body')
  const problems: Problem[] = []

  const leaveOut = (index: number, found: string) => {
    problems.push({ line: index + 1, code: 'session', found, isLeftOut: true })
    return []
  }
  const valid = <T>(entries: unknown, schema: Schema<T>, isSound = (_: T) => true): T[] =>
    (Array.isArray(entries) ? entries : []).flatMap((entry: unknown, index) => {
      const { success, data, error } = schema.safeParse(entry)
      if (!success || !isStorable(entry))
        return leaveOut(index, error?.issues[0]?.path.join('.') ?? '')
      return isSound(data as T) ? [data as T] : leaveOut(index, 'rule')
    })

  const exercises = valid(file['exercises'], historyApi.HistoryExercise)
  const series = valid(file['series'], historyApi.HistorySeries, pastSeriesService.isSound)
  const sessions = valid(file['sessions'], historyApi.HistorySession).map((session) => ({
    id: session.id,
    session: toSession(session),
  }))
  return { exercises, series, sessions, problems }
}

interface Schema<T> {
  safeParse(value: unknown): {
    success: boolean
    data?: T | undefined
    error?: { issues: readonly { path: readonly PropertyKey[] }[] } | undefined
  }
}

function parse(text: string): Record<string, unknown> | undefined {
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

function toSession({ id: _, ...session }: historyApi.HistorySession): Omit<PastSession, 'id'> {
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
