import { MAX_ROWS_AHEAD } from '@fitvibe/training/limits'

import type { Context } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import { addDays, dayOf } from '../../utils/calendar.ts'
import * as quotasService from '../limits/quotas.service.ts'
import * as sessionsService from '../sessions/sessions.service.ts'
import * as bodyWeightService from '../users/bodyWeight.service.ts'
import * as occurrencesRepository from './occurrences.repository.ts'
import { aheadDays, nextOccurrence, occurrencesOf, type Occurrence } from './occurrences.rules.ts'
import { parseRule, type Rule, type Start } from './recurrence.rules.ts'
import * as seriesRepository from './series.repository.ts'
import type { Series } from './series.repository.ts'

type Planned = Pick<Series, 'rule' | 'timezone' | 'template'>

/** Returns the last day whose occurrences should be planned by now. */
export const horizonOf = (ctx: Context, { rule, timezone, template }: Planned) =>
  addDays(
    dayOf(ctx.clock(), timezone),
    aheadDays(parseRule(rule) as Rule, quotasService.rowsOf([template])),
  )

/**
 * Takes the rows of this many sessions from the user's quota of the day.
 * @throws AppError UNPROCESSABLE if they are too many for one request, QUOTA_EXCEEDED
 */
export async function spendRows(
  ctx: Context,
  { owner, template }: Pick<Series, 'owner' | 'template'>,
  { sessions, requests }: { readonly sessions: number; readonly requests: 0 | 1 },
): Promise<void> {
  const rows = sessions * quotasService.rowsOf([template])
  // A series may begin in the past, so as many rows behind as ahead.
  if (rows > 2 * MAX_ROWS_AHEAD)
    throw unprocessable('errors.recurrence.tooManyRows', 'body.exercises')
  if (rows > 0) await quotasService.spend(ctx, owner, 'planning', { sessions: requests, rows })
}

/** Returns rule and start of a series. The stored rule parses: it was settled before. */
export function rhythmOf(series: Omit<Series, 'owner'>): { rule: Rule; start: Start } {
  const { startOn: on, startTime: time, timezone } = series
  return { rule: parseRule(series.rule) as Rule, start: { on, time, timezone } }
}

/** Plans occurrences as sessions, in three statements, and returns their ids. */
export async function insert(
  ctx: Context,
  series: Series,
  occurrences: readonly Occurrence[],
): Promise<string[]> {
  if (occurrences.length === 0) return []
  const inserted = occurrences.map((occurrence) => ({ ...occurrence, id: ctx.newId() }))
  const plan = { ...(await contentsOf(ctx, series)), timezone: series.timezone }
  await occurrencesRepository.insertOccurrences(ctx.db, series, plan, inserted, ctx.clock())
  const ids = inserted.map(({ id }) => id)
  await writeExercises(ctx, series, ids)
  return ids
}

interface Replanning {
  /** The session in the request: it follows the series even if it was edited individually. */
  readonly addressed: string
  /** Whether the request moves that session. */
  readonly isMoved: boolean
  /** The changed part of the template. */
  readonly contents: 'nothing' | 'head' | 'exercises'
}

/**
 * Aligns the planned sessions of a series with its rule and template: updates times and contents,
 * deletes sessions whose day the rule no longer has, and plans new days. Sessions that are done,
 * in progress, cancelled, deleted or edited individually stay, and their days stay taken. Runs in
 * the caller's transaction, which has locked the series.
 */
export async function replan(
  ctx: Context,
  series: Series,
  { addressed, isMoved, contents }: Replanning,
): Promise<void> {
  const now = ctx.clock()
  const { owner, id, startOn: from, timezone } = series
  const { rule, start } = rhythmOf(series)
  const rows = await occurrencesRepository.listRows(ctx.db, { owner, id, from })
  const last = rows.at(-1)?.on ?? from
  const to = laterOf(last, series.nextOn === null ? last : horizonOf(ctx, series))
  const wanted = new Map(occurrencesOf(rule, start, { from, to }).map(({ on, at }) => [on, at]))

  const following = rows.filter((row) => row.isPlanned && !row.byHand)
  const edited = rows.filter((row) => row.isPlanned && row.byHand && row.id === addressed)
  const times = [...following, ...(isMoved ? edited : [])].flatMap(({ id, on }) => {
    const at = wanted.get(on)
    return at ? [{ id, at, dueOn: on }] : []
  })
  await occurrencesRepository.setTimes(ctx.db, owner, times, { timezone, now })
  const gone = following.filter(({ on }) => !wanted.has(on)).map(({ id }) => id)
  await occurrencesRepository.deletePlanned(ctx.db, owner, gone)
  const ids = [...following, ...edited].filter(({ id }) => !gone.includes(id)).map(({ id }) => id)
  const taken = new Set(rows.map(({ on }) => on))
  const missing = [...wanted].filter(([on]) => !taken.has(on)).map(([on, at]) => ({ on, at }))
  const rewritten = contents === 'exercises' ? ids.length : 0
  await spendRows(ctx, series, { sessions: rewritten + missing.length, requests: 0 })
  if (contents !== 'nothing') await setContents(ctx, series, ids, contents)
  await insert(ctx, series, missing)
  const nextOn = series.nextOn && (nextOccurrence(rule, start, to)?.on ?? null)
  await seriesRepository.setSeries(ctx.db, { ...series, nextOn })
}

async function setContents(
  ctx: Context,
  series: Series,
  ids: readonly string[],
  contents: 'head' | 'exercises',
): Promise<void> {
  const { owner } = series
  const plan = await contentsOf(ctx, series)
  const changed = await occurrencesRepository.setContents(ctx.db, owner, ids, plan, ctx.clock())
  if (contents === 'head') return
  await occurrencesRepository.deleteExercisesOf(ctx.db, owner, changed)
  await writeExercises(ctx, series, changed)
}

async function writeExercises(
  ctx: Context,
  { owner, template: { exercises } }: Series,
  sessionIds: readonly string[],
): Promise<void> {
  const targets = sessionIds.flatMap((sessionId) =>
    exercises.map((_, position) => ({ sessionId, id: ctx.newId(), position })),
  )
  await occurrencesRepository.insertExercises(ctx.db, owner, exercises, targets)
  await occurrencesRepository.insertPlanned(ctx.db, owner, exercises, targets)
}

async function contentsOf(
  ctx: Context,
  { owner, template, timezone }: Series,
): Promise<occurrencesRepository.Contents> {
  const today = dayOf(ctx.clock(), timezone)
  const exercises = await bodyWeightService.withBodyKg(ctx, owner, template.exercises, today)
  const undated = { ...template, plannedFor: null, timezone }
  const {
    plannedFor: _,
    dueOn: __,
    timezone: ___,
    ...contents
  } = sessionsService.toPlan(undated, exercises)
  return contents
}

export const laterOf = (day: string, other: string) => (day > other ? day : other)
