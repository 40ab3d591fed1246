import type { Context } from '../../context.ts'
import type { SeriesRow } from '../../db/tables/series.ts'
import { addDays, dayOf } from '../../utils/calendar.ts'
import { nextOccurrence } from '../planning/occurrences.rules.ts'
import { laterOf, rhythmOf } from '../planning/occurrences.service.ts'
import * as historySeriesRepository from './historySeries.repository.ts'

interface Ids {
  readonly owner: string
  readonly ids: readonly string[]
}

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
