import type { Input, progressApi } from '@fitvibe/contract'

import type { Context, User } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import { addIntervals, dayOf, startOf, weekShiftOf } from '../../utils/calendar.ts'
import * as progressRepository from './progress.repository.ts'

type SummaryQuery = Input<typeof progressApi.getSummary>['query']
type ChartsQuery = Input<typeof progressApi.getCharts>['query']

const DEFAULT_BUCKETS = { week: 12, month: 12, year: 5 }
const MAX_BUCKETS = 520

/** @throws AppError UNPROCESSABLE if the period ends before it begins */
export async function getSummary(
  ctx: Context,
  user: Pick<User, 'id' | 'timezone'>,
  query: SummaryQuery,
) {
  const { from, to, today } = periodOf(ctx, user, query)
  const filter = { owner: user.id, from, to, today, ...traitsOf(query) }
  return { from, to, ...(await progressRepository.findSummary(ctx.db, filter)) }
}

/** @throws AppError UNPROCESSABLE if the period ends before it begins or has too many buckets */
export async function getCharts(ctx: Context, user: User, query: ChartsQuery) {
  const { interval } = query
  const { from: first, to, today } = periodOf(ctx, user, query)
  const { weekStart } = user
  const last = startOf(interval, to, weekStart)
  const from = first
    ? startOf(interval, first, weekStart)
    : addIntervals(interval, last, 1 - DEFAULT_BUCKETS[interval])
  if (addIntervals(interval, from, MAX_BUCKETS) <= last)
    throw unprocessable('errors.periodTooLong', 'query.from')
  const shift = interval === 'week' ? weekShiftOf(weekStart) : 0
  const filter = { owner: user.id, from, to, today, interval, shift, ...traitsOf(query) }
  return { interval, from, to, buckets: await progressRepository.listBuckets(ctx.db, filter) }
}

const traitsOf = ({ category, visibility }: SummaryQuery) => ({
  category: category ?? null,
  visibility: visibility ?? null,
})

function periodOf(ctx: Context, user: Pick<User, 'timezone'>, query: SummaryQuery) {
  const day = (value: string | Date) =>
    value instanceof Date ? dayOf(value, user.timezone) : value
  const today = dayOf(ctx.clock(), user.timezone)
  const from = query.from ? day(query.from) : null
  const to = query.to ? day(query.to) : today
  if (from && from > to) throw unprocessable('errors.periodReversed', 'query.to')
  return { from, to, today }
}
