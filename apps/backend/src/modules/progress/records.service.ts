import type { Input, recordsApi } from '@fitvibe/contract'

import type { Context, User } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { cursorPage, seek, sliceOf, type PagedQuery } from '../../utils/lists.ts'
import * as exposuresRepository from './exposures.repository.ts'
import * as recordsRepository from './records.repository.ts'
import * as trainedRepository from './trained.repository.ts'

type Formula = recordsApi.Formula
type HistoryQuery = Input<typeof recordsApi.listExerciseHistory>['query']

export function listTrained(ctx: Context, user: User, query: PagedQuery) {
  return trainedRepository.listTrained(ctx.db, { owner: user.id, ...sliceOf(query) })
}

export function listRecords(ctx: Context, user: User, query: PagedQuery & { formula: Formula }) {
  const { formula } = query
  return recordsRepository.listRecords(ctx.db, { owner: user.id, ...sliceOf(query), formula })
}

/** @throws AppError NOT_FOUND for an exercise the user has not done */
export async function getTrained(ctx: Context, user: User, id: string) {
  const exercise = await trainedRepository.findTrained(ctx.db, { owner: user.id, key: id })
  if (!exercise) throw notFound('errors.notFound.trained')
  return exercise
}

/** @throws AppError NOT_FOUND for an exercise the user has not done */
export async function getExerciseRecords(ctx: Context, user: User, id: string, formula: Formula) {
  const exercise = await getTrained(ctx, user, id)
  const filter = { owner: user.id, key: id, formula }
  const records = await recordsRepository.listExerciseRecords(ctx.db, filter)
  return { exercise, records }
}

/** @throws AppError NOT_FOUND for an exercise the user has not done */
export async function listExposures(ctx: Context, user: User, id: string, query: HistoryQuery) {
  const exercise = await getTrained(ctx, user, id)
  const filter = { owner: user.id, key: id, formula: query.formula, ...seek(query) }
  const found = await exposuresRepository.listExposures(ctx.db, filter)
  return {
    exercise,
    ...cursorPage(found, query.limit, ({ completedAt: at, entry: id }) => ({ at, id })),
  }
}

/** @throws AppError NOT_FOUND */
export async function getSessionRecords(ctx: Context, user: User, id: string, formula: Formula) {
  const key = { owner: user.id, id }
  if (!(await recordsRepository.hasSession(ctx.db, key))) throw notFound('errors.notFound.session')
  return { records: await listNewRecords(ctx, { owner: user.id, sessionId: id }, formula) }
}

/**
 * Counts the personal records that were set within days and still stand, without repetitions at a load
 * and first times.
 */
export function countSet(
  ctx: Context,
  { owner, from, to }: { owner: string; from: string; to: string },
): Promise<number> {
  return recordsRepository.countSet(ctx.db, { owner, from, to, formula: 'epley' })
}

/** Lists the personal records that a session set, compared with all sessions before it. */
export async function listNewRecords(
  ctx: Context,
  { owner, sessionId }: { owner: string; sessionId: string },
  formula: Formula = 'epley',
): Promise<recordsApi.NewRecord[]> {
  const filter = { owner, sessionId, formula }
  const found = await recordsRepository.listNewRecords(ctx.db, filter)
  return found.map(({ key, name, at, ...record }) => ({
    ...record,
    exercise: { id: key, name },
    at: record.kind === 'reps' || record.kind === 'pace' ? at : null,
  }))
}
