import type { historyApi, Input, measurementsApi } from '@fitvibe/contract'
import type { MeasurementKind } from '@fitvibe/training/measurements'

import { inTransaction, type Context, type User } from '../../context.ts'
import type { Key } from '../../db/knex.ts'
import { notFound, unprocessable } from '../../errors.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import { dayOf } from '../../utils/calendar.ts'
import { cursorPage, seek } from '../../utils/lists.ts'
import * as quotasService from '../limits/quotas.service.ts'
import * as measurementsRepository from './measurements.repository.ts'
import type { MeasuredDay } from './measurements.repository.ts'
import * as weightChangesService from './weightChanges.service.ts'

type NewValues = Input<typeof measurementsApi.recordMeasurements>['body']

/** Days in one statement of an export. */
const BATCH = 1_000

/**
 * Writes the values of a day, by default of today, over earlier ones of that day.
 * @throws AppError UNPROCESSABLE for a day in the future, QUOTA_EXCEEDED
 */
export const record = (ctx: Context, user: User, body: NewValues) =>
  inTransaction(ctx, async (ctx) => {
    await measurementsRepository.lock(ctx.db, user.id)
    return write(ctx, user, body)
  })

/**
 * Like `record`, in the caller's transaction, which has locked the measurements. Recounts the sessions
 * that a body weight counts in.
 */
export async function write(ctx: Context, user: User, { measuredOn, values }: NewValues) {
  const { id: owner } = user
  const now = ctx.clock()
  const today = dayOf(now, user.timezone)
  const on = measuredOn ?? today
  if (on > today) throw unprocessable('errors.measuredLater', 'body.measuredOn')
  const measurements = toRows(ctx, { measuredOn: on, values })
  const rows = measurements.length
  await quotasService.spend(ctx, owner, 'measurements', { sessions: 0, rows })
  const items = await measurementsRepository.upsert(ctx.db, { owner, now, measurements })
  if (values.bodyWeight !== undefined) await weightChangesService.recount(ctx, owner, on)
  return { items }
}

/** @throws AppError NOT_FOUND */
export function remove(ctx: Context, { id: owner }: User, id: string): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    await measurementsRepository.lock(ctx.db, owner)
    const deleted = await measurementsRepository.remove(ctx.db, { owner, id })
    if (!deleted) throw notFound('errors.notFound.measurement')
    if (deleted.kind === 'bodyWeight')
      await weightChangesService.recount(ctx, owner, deleted.measuredOn)
  })
}

export async function list(
  ctx: Context,
  { id: owner }: User,
  query: Input<typeof measurementsApi.listMeasurements>['query'],
) {
  const { kind, from, to, limit } = query
  const filter = { owner, kind, from, to, ...seek(query) }
  const found = await measurementsRepository.list(ctx.db, filter)
  return cursorPage(found, limit, ({ measuredOn, id }) => ({
    at: new Date(`${measuredOn}T00:00:00Z`),
    id,
  }))
}

/** Yields the measurements of all days for an export, latest day first, in parts. */
export async function* listInBatches(
  ctx: Context,
  { id: owner }: User,
): AsyncGenerator<MeasuredDay[]> {
  let before: string | undefined
  do {
    const days = await measurementsRepository.listDays(ctx.db, { owner, before, limit: BATCH })
    if (days.length > 0) yield days
    before = days.length < BATCH ? undefined : days.at(-1)?.measuredOn
  } while (before !== undefined)
}

/**
 * Writes the measurements of an import, in its transaction and before its sessions, to days that have
 * none of their kind. Skips days in the future. Returns how many values it has written. Takes no lock,
 * for which the profile would wait until the end of the import: a job recounts the other sessions.
 */
export async function insertImported(
  ctx: Context,
  user: User,
  importId: string,
  days: readonly historyApi.HistoryMeasurements[],
): Promise<number> {
  const now = ctx.clock()
  const today = dayOf(now, user.timezone)
  const past = days.filter(({ measuredOn }) => measuredOn <= today)
  if (past.length === 0) return 0
  const kinds: MeasurementKind[] = []
  for (let at = 0; at < past.length; at += BATCH) {
    const measurements = past.slice(at, at + BATCH).flatMap((day) => toRows(ctx, day))
    const written = { owner: user.id, now, measurements, importId }
    kinds.push(...(await measurementsRepository.insertMissing(ctx.db, written)))
  }
  await recountAll(ctx, user.id, kinds)
  return kinds.length
}

/** Deletes what an import wrote and the user has not replaced, in the caller's transaction. */
export async function deleteImported(ctx: Context, key: Key): Promise<void> {
  await recountAll(ctx, key.owner, await measurementsRepository.deleteImported(ctx.db, key))
}

async function recountAll(
  ctx: Context,
  owner: string,
  kinds: readonly MeasurementKind[],
): Promise<void> {
  if (kinds.includes('bodyWeight')) await enqueue(ctx.db, 'recountBests', { owner })
}

const toRows = (ctx: Context, { measuredOn, values }: historyApi.HistoryMeasurements) =>
  Object.entries(values).flatMap(([kind, value]) =>
    value === undefined
      ? []
      : [{ id: ctx.newId(), kind: kind as MeasurementKind, measuredOn, value }],
  )
