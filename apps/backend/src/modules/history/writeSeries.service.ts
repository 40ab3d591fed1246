import type { Context } from '../../context.ts'
import type { SeriesRow } from '../../db/tables/series.ts'
import { addDays, dayOf } from '../../utils/calendar.ts'
import { nextOccurrence, settleRule } from '../planning/occurrences.rules.ts'
import { laterOf, rhythmOf } from '../planning/occurrences.service.ts'
import { isRefused, ruleText } from '../planning/recurrence.rules.ts'
import * as seriesService from '../planning/series.service.ts'
import * as historySeriesRepository from './historySeries.repository.ts'

interface Ids {
  readonly owner: string
  readonly ids: readonly string[]
}

/** Whether a series can have this rule from its start on, written as `ruleText` writes it. */
export function isSound({
  rule,
  startOn,
  startTime,
  timezone,
}: Pick<SeriesRow, 'rule' | 'startOn' | 'startTime' | 'timezone'>): boolean {
  const settled = settleRule(rule, { on: startOn, time: startTime, timezone })
  return !isRefused(settled) && ruleText(settled) === rule
}

/** Whether a series plans no more sets than one that is planned here. */
export const isInBounds = seriesService.isInBounds

/**
 * Writes series that were planned elsewhere, in the caller's transaction. They continue from today:
 * occurrences before today that have no session stay unplanned.
 */
export async function insert(
  ctx: Context,
  { owner, series }: { readonly owner: string; readonly series: readonly SeriesRow[] },
): Promise<void> {
  const continued = series.map((planned) => ({ ...planned, nextOn: nextOf(ctx, planned) }))
  await historySeriesRepository.insertSeries(ctx.db, owner, continued)
}

function nextOf(ctx: Context, series: SeriesRow): string | null {
  if (series.nextOn === null) return null
  const { rule, start } = rhythmOf(series)
  const from = laterOf(series.nextOn, dayOf(ctx.clock(), series.timezone))
  return nextOccurrence(rule, start, addDays(from, -1))?.on ?? null
}

/**
 * Returns those of `ids` that are series of the user, each with the days that have a session, and
 * locks them until the caller's transaction ends.
 */
export async function known(
  ctx: Context,
  { owner, ids }: Ids,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = await historySeriesRepository.lockKnown(ctx.db, { owner, ids })
  const days = new Map(found.map((id) => [id, new Set<string>()]))
  if (found.length > 0)
    for (const { seriesId, on } of await historySeriesRepository.listDays(ctx.db, {
      owner,
      ids: found,
    }))
      days.get(seriesId)?.add(on)
  return days
}

/**
 * Deletes series and their planned sessions, in the caller's transaction, and returns the ids of the
 * series. A series with a session that is done or was edited individually stays.
 */
export async function erase(ctx: Context, key: Ids): Promise<string[]> {
  if (key.ids.length === 0) return []
  await historySeriesRepository.deletePlannedOf(ctx.db, key)
  return historySeriesRepository.deleteUnused(ctx.db, key)
}
