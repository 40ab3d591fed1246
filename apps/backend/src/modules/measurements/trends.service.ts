import type { Input, measurementsApi } from '@fitvibe/contract'
import { MAX_MEASUREMENT_POINTS } from '@fitvibe/training/limits'

import type { Context, User } from '../../context.ts'
import * as trendsRepository from './trends.repository.ts'

export async function summarize(ctx: Context, { id: owner }: User) {
  return { items: await trendsRepository.listTrends(ctx.db, owner) }
}

/** Returns the values of a kind, and its latest value and changes whichever days are asked for. */
export async function chart(
  ctx: Context,
  { id: owner }: User,
  { kind, from, to }: Input<typeof measurementsApi.chartMeasurements>['query'],
) {
  const trend = await trendsRepository.findTrend(ctx.db, { owner, kind })
  const limit = MAX_MEASUREMENT_POINTS
  const { range, points } = await trendsRepository.listPoints(ctx.db, {
    owner,
    kind,
    from,
    to,
    limit,
  })
  return { kind, latest: null, change30: null, change90: null, ...trend, range, points }
}
