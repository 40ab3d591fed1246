/** Days of the week as rules name them, from Monday. */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof weekdays)[number]

export const repeatKinds = ['none', 'daily', 'workdays', 'weekly', 'monthly'] as const
export const repeatEnds = ['never', 'until', 'count'] as const

/** How a plan repeats, as a form asks for it. */
export interface Repeat {
  readonly kind: (typeof repeatKinds)[number]
  /** Of a weekly one; the day of the plan is always among them. */
  readonly days: readonly Weekday[]
  /** Every so many weeks. */
  readonly weeks: number
  readonly end: (typeof repeatEnds)[number]
  readonly until: string
  readonly count: number
}

/** Monday to Friday, as rules name them. */
export const WORKDAYS = weekdays.slice(0, 5).join()

export const noRepeat: Repeat = {
  kind: 'none',
  days: [],
  weeks: 1,
  end: 'never',
  until: '',
  count: 12,
}

export function weekdayOf(day: string): Weekday {
  const index = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return weekdays[index] ?? 'MO'
}

/** The days of a weekly plan that begins on `day`, in order. */
export const daysFrom = (days: readonly Weekday[], day: string) =>
  weekdays.filter((one) => days.includes(one) || (day !== '' && one === weekdayOf(day)))

/** The rule (RFC 5545) for a plan that begins on `day`; null when it does not repeat. */
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

/** The form of a rule whose occurrence is on `day`; undefined where the form does not offer it. */
export function toRepeat(rule: string, day: string): Repeat | undefined {
  const { freq, interval, days, monthDays, count, until } = readRule(rule)
  const named = days.map(({ day: weekday }) => weekday)
  const kind = freq === 'weekly' && interval === 1 && named.join() === WORKDAYS ? 'workdays' : freq
  const isOffered =
    monthDays.length === 0 &&
    (freq === 'weekly'
      ? days.every(({ place }) => place === null) &&
        (days.length === 0 || named.includes(weekdayOf(day)))
      : interval === 1 && days.length === 0)
  if (!isOffered) return undefined
  return {
    kind,
    days: named,
    weeks: interval,
    end: count !== null ? 'count' : until !== null ? 'until' : 'never',
    until: until ?? noRepeat.until,
    count: count ?? noRepeat.count,
  }
}

/** What a rule says, to be put into words. */
export interface RuleParts {
  readonly freq: 'daily' | 'weekly' | 'monthly'
  readonly interval: number
  /** `day` with its place in the month: 1 the first, -1 the last; null for every one. */
  readonly days: readonly { readonly place: number | null; readonly day: Weekday }[]
  readonly monthDays: readonly number[]
  readonly count: number | null
  /** `YYYY-MM-DD` */
  readonly until: string | null
}

/** Takes a rule apart that the server has taken: it is well formed. */
export function readRule(rule: string): RuleParts {
  const parts = new Map(rule.split(';').map((part) => part.split('=', 2) as [string, string]))
  const list = (name: string) => parts.get(name)?.split(',') ?? []
  const until = parts.get('UNTIL')
  return {
    freq: (parts.get('FREQ') ?? 'DAILY').toLowerCase() as RuleParts['freq'],
    interval: Number(parts.get('INTERVAL') ?? 1),
    days: list('BYDAY').map((one) => ({
      place: one.length > 2 ? Number(one.slice(0, -2)) : null,
      day: one.slice(-2) as Weekday,
    })),
    monthDays: list('BYMONTHDAY').map(Number),
    count: parts.has('COUNT') ? Number(parts.get('COUNT')) : null,
    until: until ? `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}` : null,
  }
}
