import type { Input, sessionsApi } from '@fitvibe/contract'
import { compare } from '@fitvibe/training/adherence'
import { plannedTotalsOf, plannedTypeOf } from '@fitvibe/training/totals'

import { inTransaction, type Context, type User } from '../../context.ts'
import type { Plan, PlannedExercise } from '../../db/tables/sessions.ts'
import { conflict, notFound, planFrozen, unprocessable } from '../../errors.ts'
import { addDays, dayOf, startOfDay } from '../../utils/calendar.ts'
import * as exercisesService from '../exercises/exercises.service.ts'
import * as badgesService from '../points/badges.service.ts'
import * as pointsService from '../points/points.service.ts'
import * as attributionsService from './attributions.service.ts'
import * as sessionsRepository from './sessions.repository.ts'
import type { Session, SessionExercise, Summary, Taken } from './sessions.repository.ts'
import * as setsRepository from './sets.repository.ts'
import * as setsService from './sets.service.ts'

export type { Session, Summary, Taken } from './sessions.repository.ts'

type NewSession = Input<typeof sessionsApi.createSession>['body']
type Changes = Input<typeof sessionsApi.updateSession>['body']
type Filter = Input<typeof sessionsApi.listSessions>['query']

export async function get(ctx: Context, userId: string, id: string): Promise<Session> {
  const session = await sessionsRepository.findSession(ctx.db, { owner: userId, id })
  if (!session) throw notFound('errors.notFound.session')
  const [linked = session] = await attributionsService.link(ctx, userId, [session])
  return linked
}

/** The session, which nobody else changes until the transaction ends. */
export async function getLocked(ctx: Context, userId: string, id: string): Promise<Session> {
  await sessionsRepository.lockSession(ctx.db, { owner: userId, id })
  return get(ctx, userId, id)
}

export async function list(ctx: Context, user: User, filter: Filter) {
  const { items, total } = await sessionsRepository.listSessions(ctx.db, {
    owner: user.id,
    from: filter.from ? startOf(filter.from, user.timezone, 0) : null,
    to: filter.to ? startOf(filter.to, user.timezone, 1) : null,
    status: filter.status ?? null,
    isUnderWay: filter.underWay !== undefined,
    exerciseId: filter.exerciseId ?? null,
    page: filter.page,
    pageSize: filter.pageSize,
  })
  const shown = items.map((item) => withMissed(ctx, item))
  return { items: await attributionsService.link(ctx, user.id, shown), total }
}

/** Shows a planned session whose day is over as skipped, unless it is in progress. */
export function withMissed<T extends Summary>(ctx: Context, session: T): T {
  const { status, startedAt, plannedFor, timezone } = session
  const now = ctx.clock()
  if (status !== 'planned' || startedAt || !plannedFor || plannedFor > now) return session
  const isOver = dayOf(plannedFor, timezone) < dayOf(now, timezone)
  return isOver ? { ...session, adherenceStatus: 'skipped' } : session
}

/**
 * Plans a session in the caller's transaction and returns it.
 * @throws AppError UNPROCESSABLE for an exercise that is not there or not the user's to use
 */
export async function plan(
  ctx: Context,
  user: User,
  body: Pick<NewSession, 'title' | 'notes' | 'plannedFor' | 'timezone' | 'visibility'>,
  exercises: readonly PlannedExercise[],
  taken: Taken | null = null,
): Promise<Session> {
  const id = ctx.newId()
  const createdAt = ctx.clock()
  const timezone = body.timezone ?? user.timezone
  const plannedFor = body.plannedFor ?? null
  const placed = place(ctx, exercises)
  const planned = { ...body, notes: body.notes ?? null, timezone, plannedFor }
  const columns = toPlan(planned, placed)
  const key = { owner: user.id, id }
  await sessionsRepository.insertSession(ctx.db, { ...columns, ...key, createdAt, taken })
  await writeExercises(ctx, key, placed)
  return { ...fresh, ...columns, id, createdAt, exercises: placed }
}

/** What every session starts with. */
const fresh = {
  status: 'planned',
  startedAt: null,
  completedAt: null,
  canceledAt: null,
  totals: null,
  calories: null,
  caloriesGiven: false,
  points: null,
  adherence: null,
  adherenceStatus: null,
  lastSetAt: null,
  seriesId: null,
  occurrenceOn: null,
  recurrenceRule: null,
  attribution: null,
  clones: 0,
  hiddenAt: null,
  hiddenReason: null,
  revision: 0,
} as const

/**
 * Looks up what the exercises of a request are called and measured in.
 * @throws AppError UNPROCESSABLE for one that is not there or not the user's to use
 */
export async function resolve(
  ctx: Context,
  user: User,
  exercises: readonly Omit<NewSession['exercises'][number], 'actual'>[],
): Promise<PlannedExercise[]> {
  const ids = exercises.flatMap(({ exerciseId }) => exerciseId ?? [])
  const lang = user.preferredLang
  const known = await exercisesService.findUsable(ctx, user.id, ids, lang)
  return exercises
    .toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
    .map((exercise) => {
      const source = exercise.exerciseId ? known.get(exercise.exerciseId) : undefined
      if (exercise.exerciseId && !source)
        throw unprocessable('errors.exerciseUnknown', 'body.exercises')
      return {
        exerciseId: source?.id ?? null,
        name: exercise.name ?? source?.name ?? '',
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

/** Changes a planned session, or title, notes and visibility of any; in the caller's transaction. */
export async function edit(
  ctx: Context,
  user: User,
  session: Session,
  changes: Omit<Changes, 'actuals' | 'durationSec' | 'calories'>,
): Promise<void> {
  const { title, notes, visibility, exercises, ...scheduling } = changes
  const reschedules = Object.values(scheduling).some((value) => value !== undefined)
  if (exercises || reschedules) {
    if (session.status !== 'planned') throw conflict('errors.onlyWhilePlanned')
    if (session.startedAt) throw planFrozen()
  }
  const key = { owner: user.id, id: session.id }
  const placed = exercises && place(ctx, await resolve(ctx, user, exercises))
  const timezone = scheduling.timezone ?? session.timezone
  const plannedFor =
    scheduling.plannedFor === undefined ? session.plannedFor : scheduling.plannedFor
  const plan = {
    ...toPlan(
      {
        title: title ?? session.title,
        plannedFor,
        timezone,
        notes: notes === undefined ? session.notes : notes,
        visibility: visibility ?? session.visibility,
      },
      placed ?? session.exercises,
    ),
    ...(session.status === 'completed' && { type: session.type }),
  }
  await sessionsRepository.setPlan(ctx.db, key, plan, ctx.clock())
  if (!placed) return
  await setsRepository.deleteExercises(ctx.db, key)
  await writeExercises(ctx, key, placed)
}

/** @throws AppError CONFLICT unless it is planned */
export async function cancel(ctx: Context, userId: string, id: string): Promise<Session> {
  const key = { owner: userId, id }
  const isCanceled = await sessionsRepository.setCanceled(ctx.db, key, ctx.clock())
  const session = await get(ctx, userId, id)
  if (!isCanceled) throw conflict('errors.sessionNotPlanned')
  return session
}

/** Hides a session from everyone but its owner, who sees why; in the caller's transaction. */
export function hide(ctx: Context, key: { owner: string; id: string }, reason: string) {
  return sessionsRepository.setHidden(ctx.db, key, { at: ctx.clock(), reason })
}

/** Shows a hidden session to others again; in the caller's transaction. */
export function show(ctx: Context, key: { owner: string; id: string }) {
  return sessionsRepository.setHidden(ctx.db, key, { at: null, reason: null })
}

/** Archives a session and takes back what it earned. */
export function remove(ctx: Context, user: User, id: string): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    const key = { owner: user.id, id }
    const isArchived = await sessionsRepository.setArchived(ctx.db, key, ctx.clock())
    if (!isArchived) throw notFound('errors.notFound.session')
    await setsRepository.setNotDone(ctx.db, key)
    await pointsService.revoke(ctx, user, id)
    await badgesService.revoke(ctx, user, id)
  })
}

function place(ctx: Context, exercises: readonly PlannedExercise[]): SessionExercise[] {
  return exercises.map((exercise, position) => ({
    ...exercise,
    id: ctx.newId(),
    position,
    isAdded: false,
    isSkipped: false,
    substitutes: null,
    actual: [],
  }))
}

async function writeExercises(
  ctx: Context,
  key: { owner: string; id: string },
  exercises: readonly SessionExercise[],
): Promise<void> {
  const placed = exercises.map((one) => ({ ...one, sessionId: key.id, doneAt: null }))
  await setsService.writeExercises(ctx, key.owner, placed)
}

export function toPlan(
  session: Pick<Plan, 'title' | 'notes' | 'visibility' | 'plannedFor' | 'timezone'>,
  exercises: readonly PlannedExercise[],
): Plan {
  const { title, notes, visibility, plannedFor, timezone } = session
  return {
    title,
    notes,
    visibility,
    plannedFor,
    timezone,
    dueOn: plannedFor && dayOf(plannedFor, timezone),
    type: plannedTypeOf(exercises),
    exerciseNames: exercises.map(({ name }) => name),
    plannedTotals: plannedTotalsOf(exercises),
  }
}

/** The start of the day `daysLater` after a calendar day; an instant stays as it is. */
function startOf(value: string | Date, timezone: string, daysLater: number): Date {
  return value instanceof Date ? value : startOfDay(addDays(value, daysLater), timezone)
}
