import type { Context } from '../../context.ts'
import * as writeSeriesService from '../history/writeSeries.service.ts'
import type { ForeignSession } from '../history/writeSessions.service.ts'
import * as importedSeriesRepository from './importedSeries.repository.ts'
import type { BroughtSeries } from './ownFiles.service.ts'
import * as writtenRepository from './written.repository.ts'

type Place = Pick<ForeignSession, 'seriesId' | 'occurrenceOn'>

const alone: Place = { seriesId: null, occurrenceOn: null }

/**
 * Gives the series of a file their place, those that sessions to be written belong to: the one that
 * is here already, or a new one. Returns where in it a session belongs; nowhere if its day is taken,
 * as by one that was planned here meanwhile. In the caller's transaction.
 */
export async function place(
  ctx: Context,
  key: { owner: string; id: string },
  series: readonly BroughtSeries[],
  sessions: readonly Place[],
): Promise<(session: Place) => Place> {
  const used = new Set(sessions.map(({ seriesId }) => seriesId))
  const wanted = series.filter(({ id }) => used.has(id))
  if (wanted.length === 0) return () => alone

  const formerIds = wanted.map(({ id }) => id)
  const before = await importedSeriesRepository.listImported(ctx.db, key.owner, formerIds)
  const ids = new Map(before.map(({ formerId, seriesId }) => [formerId, seriesId]))
  const candidates = [...formerIds, ...ids.values()]
  const known = await writeSeriesService.known(ctx, key.owner, candidates)

  const made = wanted.flatMap((one) => {
    const here = [one.id, ids.get(one.id)].find((id) => id !== undefined && known.has(id))
    ids.set(one.id, here ?? ctx.newId())
    return here === undefined ? [one] : []
  })
  const placed = made.map((one) => ({
    ...one,
    id: ids.get(one.id) as string,
    createdAt: new Date(one.createdAt),
  }))
  await writeSeriesService.insert(ctx, key.owner, placed)
  const noted = made.map(({ id }) => ({ formerId: id, seriesId: ids.get(id) as string }))
  await importedSeriesRepository.insertSeries(ctx.db, key, noted)
  await writtenRepository.setDigests(ctx.db, key, writtenRepository.SERIES)

  return ({ seriesId, occurrenceOn }) => {
    const id = seriesId === null ? undefined : ids.get(seriesId)
    const isFree = occurrenceOn !== null && !(id && known.get(id)?.has(occurrenceOn))
    return id && isFree ? { seriesId: id, occurrenceOn } : alone
  }
}

/** Takes out the series an import made and nobody has changed since; in the caller's transaction. */
export async function erase(ctx: Context, key: { owner: string; id: string }): Promise<void> {
  const untouched = await writtenRepository.lockUntouched(ctx.db, key, writtenRepository.SERIES)
  await writeSeriesService.erase(ctx, key.owner, untouched)
}
