/** Unit of the labels of an axis of time. */
export type TickUnit = 'day' | 'month' | 'year'

interface Step {
  readonly unit: TickUnit
  readonly count: number
  /** Rough length, days. */
  readonly days: number
}

const step = (unit: TickUnit, count: number, days: number): Step => ({ unit, count, days })

const STEPS = [
  ...[1, 2, 7, 14].map((count) => step('day', count, count)),
  ...[1, 2, 3, 6].map((count) => step('month', count, count * 30.4)),
  ...[1, 2, 5, 10, 20, 50].map((count) => step('year', count, count * 365)),
]

const DAY_MS = 86_400_000

/**
 * Days for the labels of an axis from one instant to another, at most `most`: some days apart, or the
 * first days of months or years. Instants are midnights in UTC, ms.
 */
export function timeTicks(from: number, to: number, most = 8): { unit: TickUnit; ticks: number[] } {
  const days = (to - from) / DAY_MS
  const chosen = STEPS.find((each) => days / each.days < most) ?? STEPS.at(-1)
  const { unit, count } = chosen ?? step('year', 100, 36_500)
  if (unit === 'day') {
    const length = Math.floor(days / count) + 1
    return { unit, ticks: Array.from({ length }, (_, index) => from + index * count * DAY_MS) }
  }
  const monthsApart = unit === 'year' ? count * 12 : count
  const first = Math.ceil(monthOf(from) / monthsApart) * monthsApart
  const ticks: number[] = []
  for (let month = first; startOf(month) <= to; month += monthsApart) ticks.push(startOf(month))
  return { unit, ticks }
}

/** Months since the year 0: a whole number where a month begins, and a half within it. */
function monthOf(at: number): number {
  const date = new Date(at)
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth()
  return startOf(month) === at ? month : month + 0.5
}

const startOf = (month: number) => Date.UTC(Math.floor(month / 12), month % 12, 1)
