import type { Input, Scope, sessionsApi } from '@fitvibe/contract'

import { inTransaction, type Context, type User } from '../../context.ts'
import { conflict, planFrozen, unprocessable } from '../../errors.ts'
import { addDays, addDaysTo, dayOf, daysBetween, wallClock } from '../../utils/calendar.ts'
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

/** A planned session of a series, and the series, which is locked. */
interface Member {
  readonly session: Session & { readonly plannedFor: Date; readonly occurrenceOn: string }
  readonly series: Series
}

/** Changes a session, or with it those that follow in its series or all of them. */
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
  const { actuals, durationSec, calories } = changes
  if ([actuals, durationSec, calories].some((done) => done !== undefined))
    throw unprocessable('errors.recurrence.onlyThis', 'query.scope')
  await inTransaction(ctx, async (ctx) => {
    const member = await lockMember(ctx, user.id, id)
    const template = await changedTemplate(ctx, user, member.series.template, changes)
    const contents = changes.exercises ? 'exercises' : 'head'
    const move = moveOf(member, changes)
    await change(ctx, user.id, member, { scope, template, contents, recurrenceRule, ...move })
  })
  return { ...(await sessionsService.get(ctx, user.id, id)), ...correctionsService.NOTHING }
}

/** Cancels a session; with those that follow or all, the series is over. */
export async function cancel(
  ctx: Context,
  owner: string,
  id: string,
  scope: Scope,
): Promise<Session> {
  if (scope === 'this') return sessionsService.cancel(ctx, owner, id)
  await endWith(ctx, { owner, id, scope }, occurrencesRepository.setAllCanceled)
  return sessionsService.get(ctx, owner, id)
}

/** Deletes a session; with those that follow or all, the series is over. */
export async function remove(ctx: Context, user: User, id: string, scope: Scope): Promise<void> {
  if (scope === 'this') return sessionsService.remove(ctx, user, id)
  return endWith(ctx, { owner: user.id, id, scope }, occurrencesRepository.setAllArchived)
}

/**
 * Moves a session and all that are planned after it in its series by days, those changed by
 * themselves too: what was missed is done later, and the rest keeps its distance.
 * @throws AppError UNPROCESSABLE where the rhythm would not survive it
 */
export async function shift(ctx: Context, owner: string, id: string, days: number) {
  await inTransaction(ctx, async (ctx) => {
    const member = await lockMember(ctx, owner, id)
    const { series } = member
    const start = { time: series.startTime, timezone: series.timezone }
    const same = { template: series.template, contents: 'nothing', isMoved: false } as const
    const shifted = { ...same, scope: 'following', days, start, path: 'body.days' } as const
    const { id: to, startOn: from } = await change(ctx, owner, member, shifted)
    const rows = await occurrencesRepository.listRows(ctx.db, { owner, id: to, from })
    const times = rows.flatMap(({ id, plannedFor, timezone, isPlanned, byHand }) => {
      if (!isPlanned || !byHand || !plannedFor) return []
      const at = addDaysTo(plannedFor, days, timezone)
      return [{ id, at, dueOn: dayOf(at, timezone) }]
    })
    await occurrencesRepository.setTimes(ctx.db, owner, times, { timezone: null, now: ctx.clock() })
  })
  return sessionsService.get(ctx, owner, id)
}

interface Change {
  readonly scope: 'following' | 'all'
  readonly template: Template
  readonly contents: 'nothing' | 'head' | 'exercises'
  readonly recurrenceRule?: string | undefined
  /** How many days later each takes place. */
  readonly days: number
  /** The time on the wall, and whose wall. */
  readonly start: Pick<Start, 'time' | 'timezone'>
  readonly isMoved: boolean
  /** What of the request asks for the move. */
  readonly path: string
}

/**
 * Changes a series in place, or, where only a part of it is meant or its days move, lets another
 * one take over from there: the days by the rule are the names of its occurrences, and no name may
 * mean two things. Sessions keep their ids. Returns the series that goes on.
 */
async function change(ctx: Context, owner: string, member: Member, change: Change) {
  const { series, session } = member
  const { template, start, days, isMoved, contents } = change
  const isWhole = change.scope === 'all' || session.occurrenceOn === series.startOn
  const kept = { ...series, template, startTime: start.time, timezone: start.timezone }
  const replanning = { addressed: session.id, isMoved, contents }
  if (isWhole && days === 0 && change.recurrenceRule === undefined) {
    await occurrencesService.replan(ctx, owner, kept, replanning)
    return kept
  }
  const from = isWhole ? series.startOn : session.occurrenceOn
  const successor = { ...kept, ...rhythmFrom(series, from, change), id: ctx.newId() }
  const { id } = series
  await seriesRepository.insertSeries(ctx.db, owner, [{ ...successor, createdAt: ctx.clock() }])
  await occurrencesRepository.setSeriesOf(ctx.db, { owner, id, from, to: successor.id, days })
  if (isWhole) await seriesRepository.deleteSeries(ctx.db, { owner, id })
  else await seriesService.close(ctx, owner, series, from)
  await occurrencesService.replan(ctx, owner, successor, replanning)
  return successor
}

/** What the series that takes over from the day `from` goes by. */
function rhythmFrom(series: Series, from: string, change: Change) {
  const { days, start: wall, recurrenceRule, path } = change
  const { rule, start } = occurrencesService.rhythmOf(series)
  const before = rule.count === null ? [] : occurrencesOf(rule, start, { from: start.on, to: from })
  const count = rule.count && rule.count - before.filter(({ on }) => on < from).length
  const rest = { rule: { ...rule, count }, start: { ...start, on: from } }
  const shifted = recurrenceRule === undefined ? shiftRhythm(rest, days) : shiftStart(rest, days)
  if ('refusal' in shifted) throw unprocessable(`errors.recurrence.${shifted.refusal}`, path)
  const begins = { ...shifted.start, ...wall }
  const settled =
    recurrenceRule === undefined ? shifted.rule : seriesService.ruleFor(recurrenceRule, begins)
  // A rule of its own goes on even where the one before was at its end.
  const nextOn = recurrenceRule === undefined ? series.nextOn : begins.on
  return { rule: ruleText(settled), startOn: begins.on, nextOn }
}

const shiftStart = <T extends { start: Start }>(rhythm: T, days: number): T => ({
  ...rhythm,
  start: { ...rhythm.start, on: addDays(rhythm.start.on, days) },
})

async function endWith(
  ctx: Context,
  { owner, id, scope }: { owner: string; id: string; scope: Scope },
  setAll: typeof occurrencesRepository.setAllCanceled,
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { series, session } = await lockMember(ctx, owner, id)
    const from = scope === 'all' ? series.startOn : session.occurrenceOn
    const rows = await occurrencesRepository.listRows(ctx.db, { owner, id: series.id, from })
    const meant = rows.filter((one) => !one.byHand || one.id === id)
    await setAll(
      ctx.db,
      owner,
      meant.map((one) => one.id),
      ctx.clock(),
    )
    await seriesService.close(ctx, owner, series, from)
  })
}

/**
 * A planned session with its series, locked. Who waited for the lock may find the session in
 * another series, which took over meanwhile: then that one is meant.
 * @throws AppError NOT_FOUND, UNPROCESSABLE for a session of no series, CONFLICT unless planned,
 * PLAN_FROZEN when it is under way
 */
async function lockMember(ctx: Context, owner: string, id: string): Promise<Member> {
  const { seriesId } = await sessionsService.get(ctx, owner, id)
  if (seriesId === null) throw unprocessable('errors.recurrence.noSeries', 'query.scope')
  const series = await seriesRepository.lockSeries(ctx.db, { owner, id: seriesId })
  const session = await sessionsService.get(ctx, owner, id)
  const { plannedFor, occurrenceOn } = session
  if (!series || session.seriesId !== seriesId) return lockMember(ctx, owner, id)
  if (session.status !== 'planned') throw conflict('errors.onlyWhilePlanned')
  if (session.startedAt) throw planFrozen()
  if (!plannedFor || !occurrenceOn)
    throw unprocessable('errors.recurrence.noStart', 'body.plannedFor')
  return { series, session: { ...session, plannedFor, occurrenceOn } }
}

async function changedTemplate(ctx: Context, user: User, template: Template, changes: Changes) {
  const { title, notes, visibility, exercises } = changes
  return seriesService.templateOf({
    title: title ?? template.title,
    notes: notes === undefined ? template.notes : notes,
    visibility: visibility ?? template.visibility,
    exercises: exercises ? await sessionsService.resolve(ctx, user, exercises) : template.exercises,
  })
}

/** How a change of one session's time moves the others: as many days, to the same time of day. */
function moveOf({ session, series }: Member, changes: Changes) {
  if (changes.plannedFor === null)
    throw unprocessable('errors.recurrence.noStart', 'body.plannedFor')
  const timezone = changes.timezone ?? series.timezone
  const at = changes.plannedFor === undefined ? session.plannedFor : new Date(changes.plannedFor)
  const isMoved = at.getTime() !== session.plannedFor.getTime() || timezone !== series.timezone
  const path = 'body.plannedFor'
  if (!isMoved) return { days: 0, start: { time: series.startTime, timezone }, isMoved, path }
  const wall = wallClock(at, timezone)
  const days = daysBetween(session.occurrenceOn, wall.on)
  return { days, start: { time: wall.time, timezone }, isMoved, path }
}
