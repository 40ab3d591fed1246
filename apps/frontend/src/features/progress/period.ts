import type { WeekStart } from '@fitvibe/contract'

import { addDays, weekOf } from '../../lib/zones.ts'
import type { Interval } from './progressQueries.ts'

/** The choice of days on the progress page: the latest buckets, everything, or days of the user's choice. */
export interface Period {
  readonly kind: 'recent' | 'all' | 'own'
  /** Days of an `own` period; empty until chosen. */
  readonly from: string
  readonly to: string
}

export const recent: Period = { kind: 'recent', from: '', to: '' }

/** Days to ask the server for; without `from`, from the first training on. */
export interface Days {
  readonly from?: string
  readonly to: string
}

const INTERVALS = ['week', 'month', 'year'] as const satisfies Interval[]

/** The most bars of a chart that a reader can still tell apart; a longer period has longer intervals. */
const MAX_BARS = { week: 260, month: 520, year: 520 }

const DAYS = { week: 7, month: 30.4, year: 365 }

/** The user's day and first day of the week. */
interface Now {
  readonly today: string
  readonly weekStart: WeekStart
}

export function daysOf({ kind, from, to }: Period, interval: Interval, now: Now): Days {
  const { today } = now
  if (kind === 'all') return { to: today }
  if (kind === 'recent') return { from: recentStart(interval, now), to: today }
  const last = to || today
  return from && from <= last ? { from, to: last } : { to: last }
}

/** The first day of the latest 12 weeks, 12 months or 5 years, including the current one. */
function recentStart(interval: Interval, { today, weekStart }: Now): string {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  if (interval === 'week') return addDays(weekOf(today, weekStart), -77)
  if (interval === 'year') return `${year - 4}-01-01`
  return new Date(Date.UTC(year, month - 12, 1)).toISOString().slice(0, 10)
}

/** The chosen interval, or the next longer one that needs no more bars than a chart can show. */
export function intervalFor(interval: Interval, { from, to }: Required<Days>): Interval {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  const longEnough = INTERVALS.slice(INTERVALS.indexOf(interval))
  return longEnough.find((each) => days / DAYS[each] < MAX_BARS[each]) ?? 'year'
}
