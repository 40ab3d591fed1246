import type { historyApi } from '@fitvibe/contract'

import type { Context } from '../../context.ts'
import type { Key } from '../../db/knex.ts'
import * as writeSeriesService from '../history/writeSeries.service.ts'
import type { ForeignSession } from '../history/writeSessions.service.ts'
import * as digestsService from './digests.service.ts'
import * as importedSeriesRepository from './importedSeries.repository.ts'

export type ImportSeries = historyApi.HistorySeries
type SeriesPosition = Pick<ForeignSession, 'seriesId' | 'occurrenceOn'>

const noSeries: SeriesPosition = { seriesId: null, occurrenceOn: null }

/**
 * Inserts the series to which sessions of the file belong, unless the user already has them. Returns
 * a function that gives a session its series here, or none if the day is taken by another session.
 * Runs in the caller's transaction.
 */
export async function insert(
  ctx: Context,
  key: Key,
  series: readonly ImportSeries[],
  sessions: readonly SeriesPosition[],
): Promise<(session: SeriesPosition) => SeriesPosition> {
  const { owner } = key
  const used = new Set(sessions.map(({ seriesId }) => seriesId))
  const wanted = series.filter(({ id }) => used.has(id))
  if (wanted.length === 0) return () => noSeries

  const formerIds = wanted.map(({ id }) => id)
  const imported = await importedSeriesRepository.listImported(ctx.db, { owner, formerIds })
  const ids = new Map(imported.map(({ formerId, seriesId }) => [formerId, seriesId]))
  const candidates = [...formerIds, ...ids.values()]
  const known = await writeSeriesService.known(ctx, { owner, ids: candidates })

  const created = wanted.flatMap((series) => {
    const knownId = [series.id, ids.get(series.id)].find((id) => id !== undefined && known.has(id))
    const id = knownId ?? ctx.newId()
    ids.set(series.id, id)
    return knownId === undefined ? [{ series, id }] : []
  })
  await writeSeriesService.insert(ctx, {
    owner,
    series: created.map(({ series, id }) => ({
      ...series,
      id,
      createdAt: new Date(series.createdAt),
    })),
  })
  const rows = created.map(({ series, id }) => ({ formerId: series.id, seriesId: id }))
  await importedSeriesRepository.insertSeries(ctx.db, key, rows)
  await digestsService.store(ctx, digestsService.SERIES, {
    owner,
    ids: created.map(({ id }) => id),
  })

  return ({ seriesId, occurrenceOn }) => {
    const id = seriesId === null ? undefined : ids.get(seriesId)
    const isFree = occurrenceOn !== null && !(id && known.get(id)?.has(occurrenceOn))
    return id && isFree ? { seriesId: id, occurrenceOn } : noSeries
  }
}

/** Deletes the series that an import created and that were not changed since. */
export async function deleteUnchanged(ctx: Context, key: Key): Promise<void> {
  const unchanged = await digestsService.lockUnchanged(ctx, key, digestsService.SERIES)
  await writeSeriesService.erase(ctx, { owner: key.owner, ids: unchanged })
}
