import type { WeekStart } from '@fitvibe/contract'

/** Days of the week from Monday, in the notation of RFC 5545. */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof weekdays)[number]

export const repeatKinds = ['none', 'daily', 'workdays', 'weekly', 'monthly'] as const
export const repeatEnds = ['never', 'until', 'count'] as const

/** The form's choices for how a plan repeats. */
export interface Repeat {
  readonly kind: (typeof repeatKinds)[number]
  /** Used by weekly plans; the day of the plan is always added. */
  readonly days: readonly Weekday[]
  /** Interval of weekly plans, weeks. */
  readonly weeks: number
  readonly end: (typeof repeatEnds)[number]
  readonly until: string
  readonly count: number
}

/** Monday to Friday, as in BYDAY. */
export const WORKDAYS = weekdays.slice(0, 5).join()

export const noRepeat: Repeat = {
  kind: 'none',
  days: [],
  weeks: 1,
  end: 'never',
  until: '',
  count: 12,
}

/** The days of the week in the order of a calendar whose weeks begin on `weekStart`. */
export function weekdaysFrom(weekStart: WeekStart): Weekday[] {
  const first = { monday: 0, sunday: 6, saturday: 5 }[weekStart]
  return [...weekdays.slice(first), ...weekdays.slice(0, first)]
}

export function weekdayOf(day: string): Weekday {
  const index = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return weekdays[index] ?? 'MO'
}

/** The days of a weekly plan that starts on `day`, in order. */
export const daysFrom = (days: readonly Weekday[], day: string) =>
  weekdays.filter((weekday) => days.includes(weekday) || (day !== '' && weekday === weekdayOf(day)))

/** The rule (RFC 5545) for a plan that starts on `day`; null for a plan that does not repeat. */
export function toRule(repeat: Repeat, day: string): string | null {
  const { kind, weeks, end, until, count } = repeat
  if (kind === 'none' || day === '') return null
  return [
    `FREQ=${kind === 'daily' ? 'DAILY' : kind === 'monthly' ? 'MONTHLY' : 'WEEKLY'}`,
    kind === 'weekly' && weeks > 1 && `INTERVAL=${weeks}`,
    kind === 'weekly' && `BYDAY=${daysFrom(repeat.days, day).join(',')}`,
    kind === 'workdays' && 'BYDAY=MO,TU,WE,TH,FR',
    end === 'count' && `COUNT=${count}`,
    end === 'until' && until !== '' && `UNTIL=${until.replaceAll('-', '')}`,
  ]
    .filter((part) => part !== false)
    .join(';')
}

/** The choices that make the rule of an occurrence on `day`; undefined where the form lacks them. */
export function toRepeat(rule: string, day: string): Repeat | undefined {
  const { freq, interval, days, monthDays, count, until } = readRule(rule)
  const byDay = days.map(({ day: weekday }) => weekday)
  const kind = freq === 'weekly' && interval === 1 && byDay.join() === WORKDAYS ? 'workdays' : freq
  const isOffered =
    monthDays.length === 0 &&
    (freq === 'weekly'
      ? days.every(({ place }) => place === null) &&
        (days.length === 0 || byDay.includes(weekdayOf(day)))
      : interval === 1 && days.length === 0)
  if (!isOffered) return undefined
  return {
    kind,
    days: byDay,
    weeks: interval,
    end: count !== null ? 'count' : until !== null ? 'until' : 'never',
    until: until ?? noRepeat.until,
    count: count ?? noRepeat.count,
  }
}

/** The parts of a recurrence rule. */
export interface RuleParts {
  readonly freq: 'daily' | 'weekly' | 'monthly'
  readonly interval: number
  /** `place` counts within the month: 1 is the first, -1 the last, null means every. */
  readonly days: readonly { readonly place: number | null; readonly day: Weekday }[]
  readonly monthDays: readonly number[]
  readonly count: number | null
  /** `YYYY-MM-DD` */
  readonly until: string | null
}

/** Parses a rule from the server, which has validated it. */
export function readRule(rule: string): RuleParts {
  const parts = new Map(rule.split(';').map((part) => part.split('=', 2) as [string, string]))
  const list = (name: string) => parts.get(name)?.split(',') ?? []
  const until = parts.get('UNTIL')
  return {
    freq: (parts.get('FREQ') ?? 'DAILY').toLowerCase() as RuleParts['freq'],
    interval: Number(parts.get('INTERVAL') ?? 1),
    days: list('BYDAY').map((entry) => ({
      place: entry.length > 2 ? Number(entry.slice(0, -2)) : null,
      day: entry.slice(-2) as Weekday,
    })),
    monthDays: list('BYMONTHDAY').map(Number),
    count: parts.has('COUNT') ? Number(parts.get('COUNT')) : null,
    until: until ? `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}` : null,
  }
}
