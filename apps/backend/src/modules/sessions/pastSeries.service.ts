import type { Context } from '../../context.ts'
import { addDays, dayOf } from '../../utils/calendar.ts'
import * as occurrencesRepository from './occurrences.repository.ts'
import { nextOccurrence, settleRule } from './occurrences.rules.ts'
import { laterOf, rhythmOf } from './occurrences.service.ts'
import { isRefused, ruleText } from './recurrence.rules.ts'
import * as seriesRepository from './series.repository.ts'
import type { Series } from './series.repository.ts'

/** A series of another place, on its way here with those of its sessions that were planned. */
export type PastSeries = Series & { readonly createdAt: Date }

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
  series: readonly PastSeries[],
): Promise<void> {
  if (series.length === 0) return
  const placed = series.map((one) => ({ ...one, nextOn: nextOf(ctx, one) }))
  await seriesRepository.insertSeries(ctx.db, owner, placed)
}

function nextOf(ctx: Context, series: PastSeries): string | null {
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
  const found = await seriesRepository.lockKnown(ctx.db, owner, ids)
  const days = new Map(found.map((id) => [id, new Set<string>()]))
  if (found.length > 0)
    for (const { seriesId, on } of await occurrencesRepository.listDays(ctx.db, owner, found))
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
  await occurrencesRepository.deletePlannedOf(ctx.db, owner, ids)
  return seriesRepository.deleteUnused(ctx.db, owner, ids)
}
