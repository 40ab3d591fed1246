import type { Input, sessionsApi } from '@fitvibe/contract'
import { plannedTotalsOf, plannedTypeOf } from '@fitvibe/training/totals'

import { inTransaction, type Context, type User } from '../../context.ts'
import type { Key } from '../../db/knex.ts'
import type { PlannedExercise } from '../../db/tables/sessionExercises.ts'
import { changedHead, headOf, plannedColumns, type Plan } from '../../db/tables/sessions.ts'
import { conflict, notFound, planFrozen, unprocessable } from '../../errors.ts'
import { addDays, dayOf, startOfDay } from '../../utils/calendar.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { sliceOf } from '../../utils/lists.ts'
import * as exercisesService from '../exercises/exercises.service.ts'
import * as linkedService from '../exercises/linked.service.ts'
import * as quotasService from '../limits/quotas.service.ts'
import * as badgesService from '../points/badges.service.ts'
import * as pointsService from '../points/points.service.ts'
import * as translationsService from '../translations/translations.service.ts'
import * as bodyWeightService from '../users/bodyWeight.service.ts'
import * as attributionsService from './attributions.service.ts'
import * as sessionsRepository from './sessions.repository.ts'
import type {
  CloneSource,
  ListBound,
  Session,
  SessionExercise,
  Summary,
} from './sessions.repository.ts'
import * as setsRepository from './sets.repository.ts'
import * as setsService from './sets.service.ts'

export type { Session } from './sessions.repository.ts'

type NewSession = Input<typeof sessionsApi.createSession>['body']
type Changes = Input<typeof sessionsApi.updateSession>['body']
type Filter = Input<typeof sessionsApi.listSessions>['query']

/** The part of a session that its completion needs. */
export type PlannedSession = Pick<
  Session,
  'id' | 'type' | 'plannedFor' | 'timezone' | 'occurrenceOn' | 'revision' | 'exercises'
>

export async function get(ctx: Context, user: User, id: string): Promise<Session> {
  const session = await sessionsRepository.findSession(ctx.db, { owner: user.id, id })
  if (!session) throw notFound('errors.notFound.session')
  const [linked = session] = await attributionsService.link(ctx, user.id, [session])
  return linked
}

/** Returns the session and locks it until the transaction ends. */
export async function getLocked(ctx: Context, user: User, id: string): Promise<Session> {
  await sessionsRepository.lockSession(ctx.db, { owner: user.id, id })
  return get(ctx, user, id)
}

export async function list(ctx: Context, user: User, filter: Filter) {
  const matching = {
    owner: user.id,
    from: boundOf(filter.from, user.timezone, 'first'),
    to: boundOf(filter.to, user.timezone, 'last'),
    status: filter.status ?? null,
    isInProgress: filter.underWay !== undefined,
    exerciseId: filter.exerciseId ?? null,
  }
  const slice = sliceOf(filter)
  const { items, total } = await sessionsRepository.listSessions(ctx.db, matching, slice)
  const shown = items.map((item) => withMissed(ctx, item))
  return { items: await attributionsService.link(ctx, user.id, shown), total }
}

/** Marks a planned session as skipped if its day is over, unless it is in progress. */
export function withMissed<T extends Summary>(ctx: Context, session: T): T {
  const { status, startedAt, plannedFor, timezone } = session
  const now = ctx.clock()
  if (status !== 'planned' || startedAt || !plannedFor || plannedFor > now) return session
  const isOver = dayOf(plannedFor, timezone) < dayOf(now, timezone)
  return isOver ? { ...session, adherenceStatus: 'skipped' } : session
}

/**
 * Plans a session in the caller's transaction and returns it.
 * @throws AppError UNPROCESSABLE for an exercise that does not exist or that the user may not use
 */
export async function plan(
  ctx: Context,
  user: User,
  body: Parameters<typeof headOf>[0] & Pick<NewSession, 'plannedFor' | 'timezone'>,
  exercises: readonly PlannedExercise[],
  source: CloneSource | null = null,
): Promise<PlannedSession> {
  const { timezone = user.timezone, plannedFor = null } = body
  const positioned = await withBodyKg(ctx, user, withPositions(ctx, exercises))
  const columns = toPlan({ ...headOf(body), timezone, plannedFor }, positioned)
  const key = { owner: user.id, id: ctx.newId() }
  await sessionsRepository.insertSession(ctx.db, key, columns, { createdAt: ctx.clock(), source })
  await writeExercises(ctx, user, key.id, positioned)
  return { ...columns, id: key.id, exercises: positioned, occurrenceOn: null, revision: 0 }
}

/**
 * Looks up names, metrics and muscles of the exercises of a request, and sorts them by position. A
 * name that the user has linked to an exercise has this exercise.
 * @throws AppError UNPROCESSABLE for an exercise that does not exist or that the user may not use
 */
export async function resolve(
  ctx: Context,
  user: User,
  exercises: readonly Omit<NewSession['exercises'][number], 'actual'>[],
): Promise<PlannedExercise[]> {
  const alone = exercises.flatMap(({ exerciseId, name }) => (exerciseId || !name ? [] : name))
  const linked = await linkedService.linkedTo(ctx, user, alone)
  const ids = exercises.flatMap(({ exerciseId }) => exerciseId ?? [])
  const lang = user.preferredLang
  const known = await exercisesService.findUsable(ctx, user, [...ids, ...linked.values()], lang)
  return exercises
    .toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
    .map((exercise) => {
      const link = exercise.exerciseId ? undefined : linked.get(exercise.name ?? '')
      const source = known.get(exercise.exerciseId ?? link ?? '')
      if (exercise.exerciseId && !source)
        throw unprocessable('errors.exerciseUnknown', 'body.exercises')
      return {
        exerciseId: source?.id ?? null,
        name: (link && source ? source.name : exercise.name) ?? source?.name ?? '',
        type: source ? source.type : (exercise.type ?? 'strength'),
        metric: source?.metric ?? exercise.metric ?? 'weight_reps',
        primaryMuscles: source?.primaryMuscles ?? [],
        secondaryMuscles: source?.secondaryMuscles ?? [],
        superset: exercise.superset ?? null,
        notes: exercise.notes ?? null,
        planned: exercise.planned,
      }
    })
}

/**
 * Changes a session in the caller's transaction.
 * @throws AppError CONFLICT for a change of exercises or time after planning, PLAN_FROZEN after the
 * start, QUOTA_EXCEEDED
 */
export async function edit(
  ctx: Context,
  user: User,
  session: Session,
  changes: Omit<Changes, 'actuals' | 'startedAt' | 'completedAt' | 'durationSec' | 'calories'>,
): Promise<void> {
  const { exercises, timezone = session.timezone, plannedFor = session.plannedFor } = changes
  if (exercises || changes.timezone !== undefined || changes.plannedFor !== undefined) {
    if (session.status !== 'planned') throw conflict('errors.onlyWhilePlanned')
    if (session.startedAt) throw planFrozen()
  }
  const key = { owner: user.id, id: session.id }
  const resolved = exercises && (await resolve(ctx, user, exercises))
  const positioned = resolved && (await withBodyKg(ctx, user, withPositions(ctx, resolved)))
  const plan = {
    ...toPlan(
      { ...changedHead(session, changes), plannedFor, timezone },
      positioned ?? session.exercises,
    ),
    ...(session.status === 'completed' && { type: session.type }),
  }
  if (positioned) {
    const rows = quotasService.rowsOf([{ exercises: positioned }])
    await quotasService.spend(ctx, user.id, 'planning', { sessions: 0, rows })
  }
  await sessionsRepository.setPlan(ctx.db, key, plan, ctx.clock())
  if (session.visibility === 'public')
    await translationsService.forgetSessions(ctx, { owner: user.id, ids: [session.id] })
  if (!positioned) return
  await setsRepository.deleteExercises(ctx.db, key)
  await writeExercises(ctx, user, session.id, positioned)
}

/** @throws AppError CONFLICT unless the session is planned */
export async function cancel(ctx: Context, user: User, id: string): Promise<Session> {
  const key = { owner: user.id, id }
  const isCanceled = await sessionsRepository.setCanceled(ctx.db, key, ctx.clock())
  const session = await get(ctx, user, id)
  if (!isCanceled) throw conflict('errors.sessionNotPlanned')
  return session
}

/** Hides a session from everyone except its owner, who sees the reason; in the caller's transaction. */
export async function hide(ctx: Context, key: Key, reason: string): Promise<void> {
  await sessionsRepository.setHidden(ctx.db, key, { at: ctx.clock(), reason })
  await translationsService.forgetSessions(ctx, { owner: key.owner, ids: [key.id] })
}

/** Shows a hidden session to other users again; in the caller's transaction. */
export function show(ctx: Context, key: Key) {
  return sessionsRepository.setHidden(ctx.db, key, { at: null, reason: null })
}

/** Archives a session and revokes its points and badges. */
export function remove(ctx: Context, user: User, id: string): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const key = { owner: user.id, id }
    const isArchived = await sessionsRepository.setArchived(ctx.db, key, ctx.clock())
    if (!isArchived) throw notFound('errors.notFound.session')
    await setsRepository.setNotDone(ctx.db, key)
    await pointsService.revoke(ctx, user, id)
    await badgesService.revoke(ctx, user, id)
    await translationsService.forgetSessions(ctx, { owner: user.id, ids: [id] })
  })
}

function withPositions(ctx: Context, exercises: readonly PlannedExercise[]): SessionExercise[] {
  return exercises.map((exercise, position) => ({
    ...exercise,
    id: ctx.newId(),
    position,
    isAdded: false,
    isSkipped: false,
    substitutes: null,
    bodyKg: null,
    actual: [],
  }))
}

/** A plan counts the body weight of today; the completion counts that of its day. */
const withBodyKg = (ctx: Context, user: User, exercises: readonly SessionExercise[]) =>
  bodyWeightService.withBodyKg(ctx, user.id, exercises, dayOf(ctx.clock(), user.timezone))

async function writeExercises(
  ctx: Context,
  user: User,
  sessionId: string,
  exercises: readonly SessionExercise[],
): Promise<void> {
  const rows = exercises.map((exercise) => ({ ...exercise, sessionId, doneAt: null }))
  await setsService.writeExercises(ctx, user, rows)
}

/** Derives the columns of a plan: due day, main type, names and ids of exercises, planned totals. */
export function toPlan(
  session: Parameters<typeof headOf>[0] & Pick<Plan, 'plannedFor' | 'timezone'>,
  exercises: readonly (PlannedExercise & { readonly bodyKg?: number | null })[],
): Plan {
  const { plannedFor, timezone } = session
  return {
    ...headOf(session),
    plannedFor,
    timezone,
    dueOn: plannedFor && dayOf(plannedFor, timezone),
    type: plannedTypeOf(exercises),
    exerciseNames: exercises.map(({ name }) => name),
    exerciseIds: exercises.map(({ exerciseId }) => exerciseId),
    ...plannedColumns(plannedTotalsOf(exercises)),
  }
}

/** No time zone is further from UTC, s. */
const WIDEST_OFFSET = 16 * 3_600

/**
 * Bounds a list by an instant, or by the first or last calendar day. Days are those of each session
 * in its own time zone; `at` leaves out only sessions that no time zone has on that day.
 */
function boundOf(
  value: string | Date | undefined,
  timezone: string,
  end: 'first' | 'last',
): ListBound {
  if (value === undefined) return { at: null, on: null, localAt: null }
  if (value instanceof Date) return { at: value, on: null, localAt: null }
  const limit = end === 'first' ? value : addDays(value, 1)
  const offset = end === 'first' ? -WIDEST_OFFSET : WIDEST_OFFSET
  return {
    at: secondsAfter(startOfDay(limit, 'UTC'), offset),
    on: value,
    localAt: startOfDay(limit, timezone),
  }
}
