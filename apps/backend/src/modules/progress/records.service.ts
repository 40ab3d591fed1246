import type { Input, recordsApi } from '@fitvibe/contract'

import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { cursorPage, seek } from '../../utils/lists.ts'
import * as exposuresRepository from './exposures.repository.ts'
import * as recordsRepository from './records.repository.ts'
import * as trainedRepository from './trained.repository.ts'

type Formula = recordsApi.Formula
type HistoryQuery = Input<typeof recordsApi.listExerciseHistory>['query']
interface Page {
  readonly page: number
  readonly pageSize: number
}

export function listTrained(ctx: Context, owner: string, { page, pageSize }: Page) {
  return trainedRepository.listTrained(ctx.db, { owner, page, pageSize })
}

export function list(ctx: Context, owner: string, query: Page & { formula: Formula }) {
  const { page, pageSize, formula } = query
  return recordsRepository.listRecords(ctx.db, { owner, page, pageSize, formula })
}

/** @throws AppError NOT_FOUND for an exercise the user has not done */
export async function getTrained(ctx: Context, owner: string, id: string) {
  const exercise = await trainedRepository.findTrained(ctx.db, { owner, key: id })
  if (!exercise) throw notFound('errors.notFound.trained')
  return exercise
}

/** @throws AppError NOT_FOUND for an exercise the user has not done */
export async function getOf(ctx: Context, owner: string, id: string, formula: Formula) {
  const exercise = await getTrained(ctx, owner, id)
  const records = await recordsRepository.listRecordsOf(ctx.db, { owner, key: id, formula })
  return { exercise, records }
}

/** @throws AppError NOT_FOUND for an exercise the user has not done */
export async function listHistory(ctx: Context, owner: string, id: string, query: HistoryQuery) {
  const { formula } = query
  const exercise = await getTrained(ctx, owner, id)
  const filter = { owner, key: id, formula, ...seek(query) }
  const found = await exposuresRepository.listExposures(ctx.db, filter)
  return {
    exercise,
    ...cursorPage(found, query.limit, ({ completedAt: at, entry: id }) => ({ at, id })),
  }
}

/** @throws AppError NOT_FOUND */
export async function getSetBy(ctx: Context, owner: string, sessionId: string, formula: Formula) {
  if (!(await recordsRepository.hasSession(ctx.db, { owner, id: sessionId })))
    throw notFound('errors.notFound.session')
  return { records: await setBy(ctx, { owner, sessionId }, formula) }
}

/** The records a session set, measured by the sessions before it. */
export async function setBy(
  ctx: Context,
  { owner, sessionId }: { owner: string; sessionId: string },
  formula: Formula = 'epley',
): Promise<recordsApi.NewRecord[]> {
  const filter = { owner, sessionId, formula }
  const found = await recordsRepository.listSetBy(ctx.db, filter)
  return found.map(({ key, name, at, ...record }) => ({
    ...record,
    exercise: { id: key, name },
    at: record.kind === 'reps' || record.kind === 'pace' ? at : null,
  }))
}
