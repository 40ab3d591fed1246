import type { Input, Scope, sessionsApi } from '@fitvibe/contract'

import { inTransaction, type Context, type User } from '../../context.ts'
import { changedHead } from '../../db/tables/sessions.ts'
import { conflict, planFrozen, unprocessable } from '../../errors.ts'
import { addDays, addDaysTo, dayOf, daysBetween, wallClock } from '../../utils/calendar.ts'
import * as quotasService from '../limits/quotas.service.ts'
import * as sessionsService from '../sessions/sessions.service.ts'
import type { Session } from '../sessions/sessions.service.ts'
import * as correctionsService from '../training/corrections.service.ts'
import * as occurrencesRepository from './occurrences.repository.ts'
import { occurrencesOf } from './occurrences.rules.ts'
import * as occurrencesService from './occurrences.service.ts'
import { ruleText, type Start } from './recurrence.rules.ts'
import * as seriesRepository from './series.repository.ts'
import type { Series, Template } from './series.repository.ts'
import * as seriesService from './series.service.ts'
import { shiftRhythm } from './shift.rules.ts'

type Changes = Input<typeof sessionsApi.updateSession>['body']

/** A planned session of a series, and the locked series. */
interface Member {
  readonly session: Session & { readonly plannedFor: Date; readonly occurrenceOn: string }
  readonly series: Series
}

/** Changes a session, or the session and those that follow in its series, or the whole series. */
export async function update(
  ctx: Context,
  user: User,
  id: string,
  scope: Scope,
  changes: Changes,
): Promise<correctionsService.Changed> {
  const { recurrenceRule, ...others } = changes
  if (recurrenceRule !== undefined && scope !== 'following')
    throw unprocessable('errors.recurrence.onlyFollowing', 'body.recurrenceRule')
  if (scope === 'this') return correctionsService.update(ctx, user, id, others)
  const { actuals, startedAt, completedAt, durationSec, calories } = changes
  const correction = [actuals, startedAt, completedAt, durationSec, calories]
  if (correction.some((done) => done !== undefined))
    throw unprocessable('errors.recurrence.onlyThis', 'query.scope')
  await inTransaction(ctx, async (ctx) => {
    const member = await lockMember(ctx, user, id)
    const template = await changedTemplate(ctx, user, member.series.template, changes)
    const contents = changes.exercises ? 'exercises' : 'head'
    const move = moveOf(member, changes)
    await change(ctx, member, { scope, template, contents, recurrenceRule, ...move })
    await quotasService.checkPlans(ctx, user.id)
  })
  return { ...(await sessionsService.get(ctx, user, id)), ...correctionsService.NOTHING }
}

/** Cancels a session. With `following` or `all`, cancels those sessions too and ends the series. */
export async function cancel(ctx: Context, user: User, id: string, scope: Scope): Promise<Session> {
  if (scope === 'this') return sessionsService.cancel(ctx, user, id)
  await endWith(ctx, user, id, scope, occurrencesRepository.setAllCanceled)
  return sessionsService.get(ctx, user, id)
}

/** Deletes a session. With `following` or `all`, deletes those sessions too and ends the series. */
export async function remove(ctx: Context, user: User, id: string, scope: Scope): Promise<void> {
  if (scope === 'this') return sessionsService.remove(ctx, user, id)
  return endWith(ctx, user, id, scope, occurrencesRepository.setAllArchived)
}

/**
 * Moves a session and all later planned sessions of its series by days, including those edited
 * individually. The distances between them stay.
 * @throws AppError UNPROCESSABLE if the rule cannot move by that many days
 */
export async function shift(ctx: Context, user: User, id: string, days: number) {
  const owner = user.id
  await inTransaction(ctx, async (ctx) => {
    const member = await lockMember(ctx, user, id)
    const { series } = member
    const start = { time: series.startTime, timezone: series.timezone }
    const same = { template: series.template, contents: 'nothing', isMoved: false } as const
    const shifted = { ...same, scope: 'following', days, start, path: 'body.days' } as const
    const { id: to, startOn: from } = await change(ctx, member, shifted)
    const rows = await occurrencesRepository.listRows(ctx.db, { owner, id: to, from })
    const times = rows.flatMap(({ id, plannedFor, timezone, isPlanned, byHand }) => {
      if (!isPlanned || !byHand || !plannedFor) return []
      const at = addDaysTo(plannedFor, days, timezone)
      return [{ id, at, dueOn: dayOf(at, timezone) }]
    })
    await occurrencesRepository.setTimes(ctx.db, owner, times, { timezone: null, now: ctx.clock() })
  })
  return sessionsService.get(ctx, user, id)
}

interface Change {
  readonly scope: 'following' | 'all'
  readonly template: Template
  /** The changed part of the template. */
  readonly contents: 'nothing' | 'head' | 'exercises'
  readonly recurrenceRule?: string | undefined
  /** How many days later each session takes place. */
  readonly days: number
  /** The new time of day and its time zone. */
  readonly start: Pick<Start, 'time' | 'timezone'>
  readonly isMoved: boolean
  /** The part of the request that asks for the move, for error messages. */
  readonly path: string
}

/**
 * Changes a series in place if all of it changes and its days stay. Otherwise splits the series:
 * later sessions move to a new series, because (series, occurrence day) must stay unique. Sessions
 * keep their ids. Returns the series that the session then belongs to.
 */
async function change(ctx: Context, member: Member, change: Change): Promise<Series> {
  const { series, session } = member
  const { owner, id } = series
  const { template, start, days, isMoved, contents } = change
  const isWhole = change.scope === 'all' || session.occurrenceOn === series.startOn
  const changed = { ...series, template, startTime: start.time, timezone: start.timezone }
  const replanning = { addressed: session.id, isMoved, contents }
  if (isWhole && days === 0 && change.recurrenceRule === undefined) {
    await occurrencesService.replan(ctx, changed, replanning)
    return changed
  }
  const from = isWhole ? series.startOn : session.occurrenceOn
  const successor = { ...changed, ...rhythmFrom(series, from, change), id: ctx.newId() }
  await seriesRepository.insertSeries(ctx.db, { ...successor, createdAt: ctx.clock() })
  await occurrencesRepository.setSeriesOf(ctx.db, { owner, id, from, to: successor.id, days })
  if (isWhole) await seriesRepository.deleteSeries(ctx.db, { owner, id })
  else await seriesService.close(ctx, series, from)
  await occurrencesService.replan(ctx, successor, replanning)
  return successor
}

/** Returns rule, start and next occurrence of the series that continues from the day `from`. */
function rhythmFrom(series: Series, from: string, change: Change) {
  const { days, start: wall, recurrenceRule, path } = change
  const { rule, start } = occurrencesService.rhythmOf(series)
  const before = rule.count === null ? [] : occurrencesOf(rule, start, { from: start.on, to: from })
  const count = rule.count && rule.count - before.filter(({ on }) => on < from).length
  const rest = { rule: { ...rule, count }, start: { ...start, on: from } }
  const shifted = recurrenceRule === undefined ? shiftRhythm(rest, days) : shiftStart(rest, days)
  if ('refusal' in shifted) throw unprocessable(`errors.recurrence.${shifted.refusal}`, path)
  const startsAt = { ...shifted.start, ...wall }
  const settled =
    recurrenceRule === undefined ? shifted.rule : seriesService.ruleFor(recurrenceRule, startsAt)
  // A new rule has occurrences even if the previous rule had none left.
  const nextOn = recurrenceRule === undefined ? series.nextOn : startsAt.on
  return { rule: ruleText(settled), startOn: startsAt.on, nextOn }
}

const shiftStart = <T extends { start: Start }>(rhythm: T, days: number): T => ({
  ...rhythm,
  start: { ...rhythm.start, on: addDays(rhythm.start.on, days) },
})

async function endWith(
  ctx: Context,
  user: User,
  id: string,
  scope: Scope,
  setAll: typeof occurrencesRepository.setAllCanceled,
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { series, session } = await lockMember(ctx, user, id)
    const from = scope === 'all' ? series.startOn : session.occurrenceOn
    const key = { owner: user.id, id: series.id }
    const rows = await occurrencesRepository.listRows(ctx.db, { ...key, from })
    const ids = rows.filter((row) => !row.byHand || row.id === id).map((row) => row.id)
    await setAll(ctx.db, user.id, ids, ctx.clock())
    await seriesService.close(ctx, series, from)
  })
}

/**
 * Returns a planned session and its series, which it locks. If another request has moved the session
 * to another series while this one waited for the lock, it locks that series.
 * @throws AppError NOT_FOUND, UNPROCESSABLE for a session without series, CONFLICT unless planned,
 * PLAN_FROZEN for a session in progress
 */
async function lockMember(ctx: Context, user: User, id: string): Promise<Member> {
  const { seriesId } = await sessionsService.get(ctx, user, id)
  if (seriesId === null) throw unprocessable('errors.recurrence.noSeries', 'query.scope')
  const series = await seriesRepository.lockSeries(ctx.db, { owner: user.id, id: seriesId })
  const session = await sessionsService.get(ctx, user, id)
  const { plannedFor, occurrenceOn } = session
  if (!series || session.seriesId !== seriesId) return lockMember(ctx, user, id)
  if (session.status !== 'planned') throw conflict('errors.onlyWhilePlanned')
  if (session.startedAt) throw planFrozen()
  if (!plannedFor || !occurrenceOn)
    throw unprocessable('errors.recurrence.noStart', 'body.plannedFor')
  return { series, session: { ...session, plannedFor, occurrenceOn } }
}

async function changedTemplate(ctx: Context, user: User, template: Template, changes: Changes) {
  const { exercises } = changes
  return seriesService.templateOf({
    ...changedHead(template, changes),
    exercises: exercises ? await sessionsService.resolve(ctx, user, exercises) : template.exercises,
  })
}

/** Returns the move of the other sessions: by as many days, to the same time of day. */
function moveOf({ session, series }: Member, changes: Changes) {
  if (changes.plannedFor === null)
    throw unprocessable('errors.recurrence.noStart', 'body.plannedFor')
  const timezone = changes.timezone ?? series.timezone
  const at = changes.plannedFor ?? session.plannedFor
  const isMoved = at.getTime() !== session.plannedFor.getTime() || timezone !== series.timezone
  const path = 'body.plannedFor'
  if (!isMoved) return { days: 0, start: { time: series.startTime, timezone }, isMoved, path }
  const wall = wallClock(at, timezone)
  const days = daysBetween(session.occurrenceOn, wall.on)
  return { days, start: { time: wall.time, timezone }, isMoved, path }
}
