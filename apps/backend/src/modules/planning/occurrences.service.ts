import type { Context } from '../../context.ts'
import { addDays, dayOf } from '../../utils/calendar.ts'
import * as sessionsService from '../sessions/sessions.service.ts'
import * as occurrencesRepository from './occurrences.repository.ts'
import { nextOccurrence, occurrencesOf, type Occurrence } from './occurrences.rules.ts'
import { parseRule, type Rule, type Start } from './recurrence.rules.ts'
import * as seriesRepository from './series.repository.ts'
import type { Series, Template } from './series.repository.ts'

/** How far ahead the occurrences of a series are sessions. */
const AHEAD_DAYS = 84

/** The last day whose occurrences are to be planned by now. */
export const horizonOf = (ctx: Context, timezone: string) =>
  addDays(dayOf(ctx.clock(), timezone), AHEAD_DAYS)

/** The rule and the start of a series as they are kept: settled when it was planned. */
export function rhythmOf(series: Series): { rule: Rule; start: Start } {
  const { startOn: on, startTime: time, timezone } = series
  return { rule: parseRule(series.rule) as Rule, start: { on, time, timezone } }
}

/** Plans these occurrences; three statements however many there are. Returns their ids. */
export async function insert(
  ctx: Context,
  owner: string,
  series: Series,
  occurrences: readonly Occurrence[],
): Promise<string[]> {
  if (occurrences.length === 0) return []
  const named = occurrences.map((occurrence) => ({ ...occurrence, id: ctx.newId() }))
  const key = { owner, id: series.id }
  await occurrencesRepository.insertOccurrences(ctx.db, key, planOf(series), named, ctx.clock())
  const ids = named.map(({ id }) => id)
  await writeExercises(ctx, owner, series.template, ids)
  return ids
}

interface Replanning {
  /** The session it was asked of: it follows even when it was changed by itself before. */
  readonly addressed: string
  /** Whether that one is given a new time as well. */
  readonly isMoved: boolean
  /** What of the template has changed. */
  readonly contents: 'nothing' | 'head' | 'exercises'
}

/**
 * Brings what is planned of a series into line with it: gives times and contents, takes away what
 * the rule no longer has, adds what it has now. Sessions that are done, cancelled, deleted or were
 * changed by themselves stay as they are, and so does their day. In the caller's transaction, which
 * holds the series' lock.
 */
export async function replan(
  ctx: Context,
  owner: string,
  series: Series,
  { addressed, isMoved, contents }: Replanning,
): Promise<void> {
  const now = ctx.clock()
  const { rule, start } = rhythmOf(series)
  const from = series.startOn
  const rows = await occurrencesRepository.listRows(ctx.db, { owner, id: series.id, from })
  const last = rows.at(-1)?.on ?? from
  const to = laterOf(last, series.nextOn === null ? last : horizonOf(ctx, series.timezone))
  const wanted = new Map(occurrencesOf(rule, start, { from, to }).map(({ on, at }) => [on, at]))

  const free = rows.filter((one) => one.isPlanned && !one.byHand)
  const own = rows.filter((one) => one.isPlanned && one.byHand && one.id === addressed)
  const times = [...free, ...(isMoved ? own : [])].flatMap(({ id, on }) => {
    const at = wanted.get(on)
    return at ? [{ id, at, dueOn: on }] : []
  })
  await occurrencesRepository.setTimes(ctx.db, owner, times, { timezone: series.timezone, now })
  const gone = free.filter(({ on }) => !wanted.has(on)).map(({ id }) => id)
  await occurrencesRepository.deletePlanned(ctx.db, owner, gone)
  if (contents !== 'nothing') {
    const ids = [...free, ...own].filter(({ id }) => !gone.includes(id)).map(({ id }) => id)
    await setContents(ctx, owner, series, ids, contents)
  }
  const taken = new Set(rows.map(({ on }) => on))
  const missing = [...wanted].filter(([on]) => !taken.has(on)).map(([on, at]) => ({ on, at }))
  await insert(ctx, owner, series, missing)
  const nextOn = series.nextOn && (nextOccurrence(rule, start, to)?.on ?? null)
  await seriesRepository.setSeries(ctx.db, owner, { ...series, nextOn })
}

async function setContents(
  ctx: Context,
  owner: string,
  series: Series,
  ids: readonly string[],
  contents: 'head' | 'exercises',
): Promise<void> {
  const now = ctx.clock()
  const plan = planOf(series)
  const changed = await occurrencesRepository.setContents(ctx.db, owner, ids, plan, now)
  if (contents === 'head') return
  await occurrencesRepository.deleteExercisesOf(ctx.db, owner, changed)
  await writeExercises(ctx, owner, series.template, changed)
}

async function writeExercises(
  ctx: Context,
  owner: string,
  { exercises }: Template,
  sessionIds: readonly string[],
): Promise<void> {
  const places = sessionIds.flatMap((sessionId) =>
    exercises.map((_, position) => ({ sessionId, id: ctx.newId(), position })),
  )
  await occurrencesRepository.insertExercisesAt(ctx.db, owner, exercises, places)
  await occurrencesRepository.insertPlannedAt(ctx.db, owner, exercises, places)
}

function planOf({ template, timezone }: Series) {
  const {
    plannedFor: _,
    dueOn: __,
    ...plan
  } = sessionsService.toPlan({ ...template, plannedFor: null, timezone }, template.exercises)
  return plan
}

export const laterOf = (one: string, other: string) => (one > other ? one : other)
