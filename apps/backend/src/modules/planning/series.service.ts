import type { Input, sessionsApi } from '@fitvibe/contract'

import { inTransaction, type Context, type User } from '../../context.ts'
import type { Key } from '../../db/knex.ts'
import type { PlannedExercise } from '../../db/tables/sessionExercises.ts'
import { headOf } from '../../db/tables/sessions.ts'
import { notFound, unprocessable } from '../../errors.ts'
import { addDays, dayOf, daysBetween, wallClock } from '../../utils/calendar.ts'
import { sliceOf, type PagedQuery } from '../../utils/lists.ts'
import * as quotasService from '../limits/quotas.service.ts'
import * as occurrencesRepository from './occurrences.repository.ts'
import { AHEAD_DAYS, nextOccurrence, occurrencesOf, settleRule } from './occurrences.rules.ts'
import * as occurrencesService from './occurrences.service.ts'
import { basic, isRefused, ruleText, type Rule, type Start } from './recurrence.rules.ts'
import * as seriesRepository from './series.repository.ts'
import type { Series, SeriesDetails, Template } from './series.repository.ts'
import { isInBounds } from './template.rules.ts'

export type { Series } from './series.repository.ts'

type NewSession = Input<typeof sessionsApi.createSession>['body']

/** How long ago a new series may begin. Older sessions are logged one by one. */
const MAX_DAYS_AGO = 84

/**
 * Plans a series, its first occurrence and those of the next 12 weeks, in the caller's transaction.
 * Returns the id of the first session.
 * @throws AppError UNPROCESSABLE with the fault of the rule, QUOTA_EXCEEDED
 */
export async function plan(
  ctx: Context,
  user: User,
  body: Parameters<typeof headOf>[0] &
    Pick<NewSession, 'plannedFor' | 'timezone' | 'recurrenceRule'>,
  exercises: readonly PlannedExercise[],
): Promise<string> {
  if (!body.plannedFor) throw unprocessable('errors.recurrence.noStart', 'body.plannedFor')
  const timezone = body.timezone ?? user.timezone
  const startsAt = body.plannedFor
  const start = { ...wallClock(startsAt, timezone), timezone }
  const rule = ruleFor(body.recurrenceRule ?? '', start)
  if (daysBetween(start.on, dayOf(ctx.clock(), timezone)) > MAX_DAYS_AGO)
    throw unprocessable('errors.recurrence.tooOld', 'body.plannedFor')
  const template = templateOf({ ...headOf(body), exercises })

  const planned = { owner: user.id, rule: ruleText(rule), timezone, template }
  const horizon = occurrencesService.horizonOf(ctx, planned)
  const to = occurrencesService.laterOf(horizon, start.on)
  const [, ...rest] = occurrencesOf(rule, start, { from: start.on, to })
  await occurrencesService.spendRows(ctx, planned, { sessions: rest.length + 1, requests: 1 })
  const series = {
    ...planned,
    id: ctx.newId(),
    startOn: start.on,
    startTime: start.time,
    nextOn: nextOccurrence(rule, start, to)?.on ?? null,
  }
  await seriesRepository.insertSeries(ctx.db, { ...series, createdAt: ctx.clock() })
  // The first is at exactly the requested instant: it may have fractions or be in a repeated hour.
  const first = { on: start.on, at: startsAt }
  const [id = ''] = await occurrencesService.insert(ctx, series, [first, ...rest])
  await quotasService.checkPlans(ctx, user.id)
  return id
}

/** @throws AppError UNPROCESSABLE with the fault of the rule */
export function ruleFor(text: string, start: Start): Rule {
  const rule = settleRule(text, start)
  if (isRefused(rule))
    throw unprocessable(`errors.recurrence.${rule.refusal}`, 'body.recurrenceRule')
  return rule
}

/** @throws AppError UNPROCESSABLE for more than `MAX_SERIES_BLOCKS` blocks of sets */
export function templateOf(template: Template): Template {
  if (!isInBounds(template)) throw unprocessable('errors.recurrence.tooLarge', 'body.exercises')
  return template
}

export function list(ctx: Context, user: User, query: PagedQuery) {
  const filter = { owner: user.id, now: ctx.clock() }
  return seriesRepository.listSeries(ctx.db, filter, sliceOf(query))
}

export async function get(ctx: Context, user: User, id: string): Promise<SeriesDetails> {
  const series = await seriesRepository.findSeries(ctx.db, { owner: user.id, id }, ctx.clock())
  if (!series) throw notFound('errors.notFound.series')
  return series
}

/**
 * Ends a series: archives sessions planned from now on, except those edited individually. Ending it
 * again changes nothing.
 */
export async function end(ctx: Context, user: User, id: string): Promise<SeriesDetails> {
  await inTransaction(ctx, async (ctx) => {
    const key = { owner: user.id, id }
    const series = await seriesRepository.lockSeries(ctx.db, key)
    if (!series) throw notFound('errors.notFound.series')
    const now = ctx.clock()
    const today = dayOf(now, series.timezone)
    const rows = await occurrencesRepository.listRows(ctx.db, { ...key, from: series.startOn })
    const gone = rows.filter(
      (row) => row.isPlanned && !row.byHand && row.plannedFor && row.plannedFor >= now,
    )
    const ids = gone.map((row) => row.id)
    await occurrencesRepository.setAllArchived(ctx.db, user.id, ids, now)
    await close(ctx, series, gone[0]?.on ?? addDays(today, 1))
  })
  return get(ctx, user, id)
}

/** Ends the rule of a series before a day; in the transaction that has locked the series. */
export async function close(ctx: Context, series: Series, from: string): Promise<void> {
  const { rule, start } = occurrencesService.rhythmOf(series)
  const isEarlier = rule.until !== null && rule.until < basic(from)
  const closed = isEarlier || from <= start.on ? rule : endingBefore(rule, from)
  await seriesRepository.setSeries(ctx.db, { ...series, rule: ruleText(closed), nextOn: null })
}

const endingBefore = (rule: Rule, day: string): Rule => ({
  ...rule,
  count: null,
  until: basic(addDays(day, -1)),
})

const BATCH = 200

/**
 * Plans the occurrences that are now within 12 weeks, each series in a transaction of its own. After
 * a crash, or with any number of workers, nothing is planned twice or in part. Returns the number of
 * planned sessions.
 */
export async function extendDue(ctx: Context): Promise<number> {
  // East of Greenwich it is already tomorrow; `extend` checks the day of each series.
  const latest = addDays(dayOf(ctx.clock(), 'UTC'), AHEAD_DAYS + 1)
  let planned = 0
  let after = { owner: LOWEST, id: LOWEST }
  for (;;) {
    const due = await seriesRepository.listDue(ctx.db, latest, after, BATCH)
    for (const key of due) planned += await extend(ctx, key)
    const last = due.at(-1)
    if (!last || due.length < BATCH) return planned
    after = last
  }
}

const LOWEST = '00000000-0000-0000-0000-000000000000'

function extend(ctx: Context, key: Key): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const series = await seriesRepository.lockSeries(ctx.db, key)
    if (!series?.nextOn) return 0
    const to = occurrencesService.horizonOf(ctx, series)
    if (series.nextOn > to) return 0
    const { rule, start } = occurrencesService.rhythmOf(series)
    // Starts at the next occurrence: expanding a daily series from its start could take years of it.
    const from = rule.count === null ? { ...start, on: series.nextOn } : start
    const occurrences = occurrencesOf(rule, from, { from: series.nextOn, to })
    await occurrencesService.insert(ctx, series, occurrences)
    const nextOn = nextOccurrence(rule, from, to)?.on ?? null
    await seriesRepository.setSeries(ctx.db, { ...series, nextOn })
    return occurrences.length
  })
}
