import type { Input, sessionsApi } from '@fitvibe/contract'

import { inTransaction, type Context, type User } from '../../context.ts'
import type { PlannedExercise } from '../../db/tables/sessions.ts'
import { notFound, unprocessable } from '../../errors.ts'
import { addDays, dayOf, daysBetween, wallClock } from '../../utils/calendar.ts'
import * as occurrencesRepository from './occurrences.repository.ts'
import { nextOccurrence, occurrencesOf, settleRule } from './occurrences.rules.ts'
import * as occurrencesService from './occurrences.service.ts'
import { basic, isRefused, ruleText, type Rule, type Start } from './recurrence.rules.ts'
import * as seriesRepository from './series.repository.ts'
import type { Series, SeriesDetails, Template } from './series.repository.ts'

export type { Series } from './series.repository.ts'

type NewSession = Input<typeof sessionsApi.createSession>['body']

/** Days a series may have begun before it is planned: what is older is history and to be logged. */
const LONGEST_AGO_DAYS = 84

/** Blocks of sets an occurrence may have: 84 of them are planned in a few statements. */
const MOST_BLOCKS = 200

/**
 * Plans a series and what of it takes place in the next 12 weeks, its first occurrence in any case,
 * and returns the id of that session; in the caller's transaction.
 * @throws AppError UNPROCESSABLE with what is wrong with the rule
 */
export async function plan(
  ctx: Context,
  user: User,
  body: Pick<
    NewSession,
    'title' | 'notes' | 'visibility' | 'plannedFor' | 'timezone' | 'recurrenceRule'
  >,
  exercises: readonly PlannedExercise[],
): Promise<string> {
  if (!body.plannedFor) throw unprocessable('errors.recurrence.noStart', 'body.plannedFor')
  const timezone = body.timezone ?? user.timezone
  const begins = new Date(body.plannedFor)
  const start = { ...wallClock(begins, timezone), timezone }
  const rule = ruleFor(body.recurrenceRule ?? '', start)
  if (daysBetween(start.on, dayOf(ctx.clock(), timezone)) > LONGEST_AGO_DAYS)
    throw unprocessable('errors.recurrence.tooOld', 'body.plannedFor')
  const { title, notes = null, visibility } = body
  const template = templateOf({ title, notes, visibility, exercises })

  const horizon = occurrencesService.horizonOf(ctx, timezone)
  const to = occurrencesService.laterOf(horizon, start.on)
  const [, ...rest] = occurrencesOf(rule, start, { from: start.on, to })
  const series = {
    id: ctx.newId(),
    rule: ruleText(rule),
    timezone,
    startOn: start.on,
    startTime: start.time,
    template,
    nextOn: nextOccurrence(rule, start, to)?.on ?? null,
  }
  await seriesRepository.insertSeries(ctx.db, user.id, [{ ...series, createdAt: ctx.clock() }])
  // The first is at the very instant that was asked for, fractions and a repeated hour included.
  const first = { on: start.on, at: begins }
  const [id = ''] = await occurrencesService.insert(ctx, user.id, series, [first, ...rest])
  return id
}

/** @throws AppError UNPROCESSABLE with what is wrong with the rule */
export function ruleFor(text: string, start: Start): Rule {
  const rule = settleRule(text, start)
  if (isRefused(rule))
    throw unprocessable(`errors.recurrence.${rule.refusal}`, 'body.recurrenceRule')
  return rule
}

/** @throws AppError UNPROCESSABLE for more sets than a series can have */
export function templateOf(template: Template): Template {
  const blocks = template.exercises.reduce((sum, { planned }) => sum + planned.length, 0)
  if (blocks > MOST_BLOCKS) throw unprocessable('errors.recurrence.tooLarge', 'body.exercises')
  return template
}

export function list(ctx: Context, owner: string, page: { page: number; pageSize: number }) {
  return seriesRepository.listSeries(ctx.db, { owner, now: ctx.clock(), ...page })
}

export async function get(ctx: Context, owner: string, id: string): Promise<SeriesDetails> {
  const series = await seriesRepository.findSeries(ctx.db, { owner, id }, ctx.clock())
  if (!series) throw notFound('errors.notFound.series')
  return series
}

/**
 * Ends a series: what is planned from now on is deleted, but for what was changed by itself. Ended
 * twice is ended once.
 */
export async function end(ctx: Context, owner: string, id: string): Promise<SeriesDetails> {
  await inTransaction(ctx, async (ctx) => {
    const series = await seriesRepository.lockSeries(ctx.db, { owner, id })
    if (!series) throw notFound('errors.notFound.series')
    const now = ctx.clock()
    const today = dayOf(now, series.timezone)
    const rows = await occurrencesRepository.listRows(ctx.db, { owner, id, from: series.startOn })
    const gone = rows.filter(
      (one) => one.isPlanned && !one.byHand && one.plannedFor && one.plannedFor >= now,
    )
    const ids = gone.map((one) => one.id)
    await occurrencesRepository.setAllArchived(ctx.db, owner, ids, now)
    await close(ctx, owner, series, gone[0]?.on ?? addDays(today, 1))
  })
  return get(ctx, owner, id)
}

/** Lets a series have no occurrence from a day on; in the transaction that holds its lock. */
export async function close(
  ctx: Context,
  owner: string,
  series: Series,
  from: string,
): Promise<void> {
  const { rule, start } = occurrencesService.rhythmOf(series)
  const isEarlier = rule.until !== null && rule.until < basic(from)
  const closed = isEarlier || from <= start.on ? rule : endingBefore(rule, from)
  await seriesRepository.setSeries(ctx.db, owner, {
    ...series,
    rule: ruleText(closed),
    nextOn: null,
  })
}

const endingBefore = (rule: Rule, day: string): Rule => ({
  ...rule,
  count: null,
  until: basic(addDays(day, -1)),
})

/** Stores series as they are; their occurrences are not sessions yet. */
export const insert = (
  ctx: Context,
  owner: string,
  series: readonly (Series & { readonly createdAt: Date })[],
) => seriesRepository.insertSeries(ctx.db, owner, series)

const BATCH = 200

/**
 * Plans what has come within 12 weeks, series by series, each in a transaction of its own: killed
 * in the middle, or run by any number of workers, nothing is planned twice and nothing by halves.
 * Returns how many sessions were planned.
 */
export async function extendDue(ctx: Context): Promise<number> {
  // East of Greenwich it is tomorrow already; each series then goes by its own clock.
  const latest = addDays(occurrencesService.horizonOf(ctx, 'UTC'), 1)
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

function extend(ctx: Context, { owner, id }: { owner: string; id: string }): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const series = await seriesRepository.lockSeries(ctx.db, { owner, id })
    if (!series?.nextOn) return 0
    const to = occurrencesService.horizonOf(ctx, series.timezone)
    if (series.nextOn > to) return 0
    const { rule, start } = occurrencesService.rhythmOf(series)
    // An occurrence is as good a start as the first: years of a daily series are not walked again.
    const from = rule.count === null ? { ...start, on: series.nextOn } : start
    const occurrences = occurrencesOf(rule, from, { from: series.nextOn, to })
    await occurrencesService.insert(ctx, owner, series, occurrences)
    const nextOn = nextOccurrence(rule, from, to)?.on ?? null
    await seriesRepository.setSeries(ctx.db, owner, { ...series, nextOn })
    return occurrences.length
  })
}
