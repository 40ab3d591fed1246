import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'

import { occurrencesOf } from '../../src/modules/planning/occurrences.rules.ts'
import {
  isRefused,
  parseRule,
  weekdays,
  type Rule,
  type Start,
} from '../../src/modules/planning/recurrence.rules.ts'
import { reportOf, rounds, TIMEOUT_MS } from './torture.ts'

const SEED = 20_260_907
const RULES = rounds > 1 ? 2_000 : 200
const DAYS = 84

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'America/Santiago',
  'UTC',
]

const ordinal = fc.constantFrom(null, 1, 2, 3, 4, 5, -1, -2, -5)
const rules: fc.Arbitrary<Rule> = fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY').chain((freq) =>
  fc.record({
    freq: fc.constant(freq),
    interval: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 52 })),
    byDay: fc.uniqueArray(
      fc.record({
        ordinal: freq === 'MONTHLY' ? ordinal : fc.constant(null),
        day: fc.constantFrom(...weekdays),
      }),
      { maxLength: 7, selector: ({ ordinal, day }) => `${ordinal}${day}` },
    ),
    byMonthDay:
      freq === 'WEEKLY'
        ? fc.constant([])
        : fc.uniqueArray(fc.constantFrom(1, 2, 13, 28, 29, 30, 31, -1, -2, -31), { maxLength: 5 }),
    count: fc.option(fc.integer({ min: 1, max: 366 })),
    until: fc.constant(null),
  }),
)
const starts: fc.Arbitrary<Start> = fc.record({
  on: fc
    .integer({ min: 0, max: 1_000 })
    .map((days) => Temporal.PlainDate.from('2026-01-01').add({ days }).toString()),
  time: fc.constantFrom('18:00:00', '02:30:00', '00:00:00', '02:00:00', '23:59:59'),
  timezone: fc.constantFrom(...ZONES),
})

/** Finds the same occurrences by checking every day: slow, and without the library. */
function dayByDay(rule: Rule, start: Start, to: string): string[] {
  const first = Temporal.PlainDate.from(start.on)
  const found: string[] = []
  for (let day = first; day.toString() <= to; day = day.add({ days: 1 })) {
    if (isOn(rule, first, day) && hasTime(day, start)) found.push(day.toString())
    if (found.length === rule.count) break
  }
  return found
}

function isOn(rule: Rule, first: Temporal.PlainDate, day: Temporal.PlainDate): boolean {
  const { freq, interval, byDay, byMonthDay } = rule
  const monday = (date: Temporal.PlainDate) => date.subtract({ days: date.dayOfWeek - 1 })
  const apart = {
    DAILY: () => first.until(day).days,
    WEEKLY: () => monday(first).until(monday(day)).days / 7,
    MONTHLY: () => (day.year - first.year) * 12 + day.month - first.month,
  }[freq]()
  if (apart % interval !== 0) return false
  const fromEnd = day.day - day.daysInMonth - 1
  if (
    byMonthDay.length > 0 &&
    !byMonthDay.some((number) => number === day.day || number === fromEnd)
  )
    return false
  if (byDay.length > 0) return byDay.some((weekday) => isWeekday(weekday, day))
  if (freq === 'WEEKLY') return day.dayOfWeek === first.dayOfWeek
  return freq === 'DAILY' || byMonthDay.length > 0 || day.day === first.day
}

function isWeekday({ ordinal, day }: Rule['byDay'][number], date: Temporal.PlainDate): boolean {
  if (weekdays[date.dayOfWeek - 1] !== day) return false
  const fromStart = Math.ceil(date.day / 7)
  const fromEnd = -Math.ceil((date.daysInMonth - date.day + 1) / 7)
  return ordinal === null || ordinal === fromStart || ordinal === fromEnd
}

const hasTime = (day: Temporal.PlainDate, { time, timezone }: Start) =>
  day.toZonedDateTime({ timeZone: timezone, plainTime: time }).toPlainTime().toString() === time

const { say } = reportOf('recurrence rules')

describe('random rules', () => {
  it(
    'have the occurrences that a day-by-day search finds, in a bounded number of steps',
    () => {
      const tally = { rules: 0, occurrences: 0, longestMs: 0, times: [] as number[] }
      const property = fc.property(rules, starts, (rule, start) => {
        const to = Temporal.PlainDate.from(start.on).add({ days: DAYS }).toString()
        const began = process.cpuUsage()
        // Throws if the library takes more steps than allowed.
        const found = occurrencesOf(rule, start, { from: start.on, to })
        const { user, system } = process.cpuUsage(began)
        const tookMs = (user + system) / 1_000
        tally.rules += 1
        tally.occurrences += found.length
        tally.times.push(tookMs)
        tally.longestMs = Math.max(tally.longestMs, tookMs)
        const expected = dayByDay(rule, start, to)
        expect(found.length).toBeLessThanOrEqual(DAYS + 1)
        expect(found.map(({ on }) => on)).toEqual(expected)
      })
      for (const timezone of ZONES) occurrencesOf(DAILY, { ...START, timezone }, YEAR)
      fc.assert(property, { seed: SEED + rounds - 1, numRuns: RULES })

      const median = tally.times.toSorted((a, b) => a - b)[tally.times.length >> 1] ?? 0
      const ms = `median ${median.toFixed(1)} ms, longest ${tally.longestMs.toFixed(1)} ms of CPU`
      say(`${tally.rules} rules, ${tally.occurrences} occurrences: ${ms}`)
      expect(tally.rules).toBe(RULES)
      expect(tally.occurrences).toBeGreaterThan(RULES)
    },
    TIMEOUT_MS,
  )

  it('of any characters are parsed or refused', () => {
    const piece = fc.oneof(
      fc.constantFrom('FREQ=', 'DAILY', 'WEEKLY', ';', 'BYDAY=', 'MO', ',', 'COUNT=', '-1', '9'),
      fc.constantFrom('UNTIL=', '20261224', 'T000000Z', 'INTERVAL=', 'BYMONTHDAY=', '99999999'),
      fc.string({ maxLength: 6 }),
    )
    const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))

    fc.assert(
      fc.property(text, (rule) => {
        expect(typeof isRefused(parseRule(rule))).toBe('boolean')
      }),
      { seed: SEED + rounds - 1, numRuns: 2_000 * rounds },
    )
  })
})

/** The first use of a time zone is slow, so it happens before the measurement. */
const DAILY: Rule = {
  freq: 'DAILY',
  interval: 1,
  byDay: [],
  byMonthDay: [],
  count: null,
  until: null,
}
const START = { on: '2026-01-01', time: '18:00:00', timezone: 'UTC' }
const YEAR = { from: '2026-01-01', to: '2026-12-31' }
