import type { Context } from '../../context.ts'
import { addDays, dayOf } from '../../utils/calendar.ts'
import { nextOccurrence, settleRule } from '../planning/occurrences.rules.ts'
import { laterOf, rhythmOf } from '../planning/occurrences.service.ts'
import { isRefused, ruleText } from '../planning/recurrence.rules.ts'
import * as seriesService from '../planning/series.service.ts'
import type { Series } from '../planning/series.service.ts'
import * as historySeriesRepository from './historySeries.repository.ts'

/** A series of another place, on its way here with those of its sessions that were planned. */
export type ForeignSeries = Series & { readonly createdAt: Date }

/** Whether its rule is one that a series can have, from its start on and as we write it. */
export function isSound({ rule, startOn, startTime, timezone }: Omit<Series, 'id'>): boolean {
  const settled = settleRule(rule, { on: startOn, time: startTime, timezone })
  return !isRefused(settled) && ruleText(settled) === rule
}

/**
 * Writes series that were planned elsewhere, in the caller's transaction. They go on from today: of
 * what was not planned there until now, nothing is planned in retrospect.
 */
export async function insert(
  ctx: Context,
  owner: string,
  series: readonly ForeignSeries[],
): Promise<void> {
  if (series.length === 0) return
  const placed = series.map((one) => ({ ...one, nextOn: nextOf(ctx, one) }))
  await seriesService.insert(ctx, owner, placed)
}

function nextOf(ctx: Context, series: ForeignSeries): string | null {
  if (series.nextOn === null) return null
  const { rule, start } = rhythmOf(series)
  const from = laterOf(series.nextOn, dayOf(ctx.clock(), series.timezone))
  return nextOccurrence(rule, start, addDays(from, -1))?.on ?? null
}

/**
 * Of these ids, those of series the owner has, and the days of each that are taken; nobody changes
 * or extends them until the caller's transaction ends.
 */
export async function known(
  ctx: Context,
  owner: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = await historySeriesRepository.lockKnown(ctx.db, owner, ids)
  const days = new Map(found.map((id) => [id, new Set<string>()]))
  if (found.length > 0)
    for (const { seriesId, on } of await historySeriesRepository.listDays(ctx.db, owner, found))
      days.get(seriesId)?.add(on)
  return days
}

/**
 * Takes series out with what is still planned of them, and returns their ids; one that has a session
 * which is done or was changed by itself stays. In the caller's transaction.
 */
export async function erase(
  ctx: Context,
  owner: string,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return []
  await historySeriesRepository.deletePlannedOf(ctx.db, owner, ids)
  return historySeriesRepository.deleteUnused(ctx.db, owner, ids)
}
