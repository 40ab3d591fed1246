import { Temporal } from 'temporal-polyfill'

import { addDays } from '../../utils/calendar.ts'
import { basic, weekdays, type Rule, type Start } from './recurrence.rules.ts'

/** Why the rhythm of a rule does not survive a move by so many days. */
export type ShiftReason = 'shiftMonthDay' | 'shiftMonthWeekday' | 'shiftWeeks'

interface Rhythm {
  readonly rule: Rule
  readonly start: Start
}

/**
 * The same rhythm `days` later: every occurrence is moved by that and none is lost. Days of a month
 * past the 28th are not in every month, weekdays of a month do not move with the days, and in every
 * second or third week days must not come to lie in another week.
 */
export function shiftRhythm(
  { rule, start }: Rhythm,
  days: number,
): Rhythm | { readonly refusal: ShiftReason } {
  if (days === 0) return { rule, start }
  const shifted = {
    rule: {
      ...rule,
      byDay: rule.byDay.map(({ ordinal, day }) => ({ ordinal, day: weekdayAfter(day, days) })),
      byMonthDay: rule.byMonthDay.map((day) => day + days),
      until: rule.until && basic(Temporal.PlainDate.from(rule.until).add({ days })),
    },
    start: { ...start, on: addDays(start.on, days) },
  }
  if (rule.freq === 'MONTHLY' && rule.byDay.length > 0) return { refusal: 'shiftMonthWeekday' }
  if (!keepsMonthDays({ rule, start }, days)) return { refusal: 'shiftMonthDay' }
  if (!keepsWeeks(rule, days)) return { refusal: 'shiftWeeks' }
  return shifted
}

const weekdayAfter = (day: (typeof weekdays)[number], days: number) =>
  weekdays[(((weekdays.indexOf(day) + days) % 7) + 7) % 7] ?? day

/** Counted from the first or the last day, a day stays within the 28 that every month has. */
function keepsMonthDays({ rule, start }: Rhythm, days: number): boolean {
  const named = rule.byMonthDay.length > 0
  if (!named && rule.freq !== 'MONTHLY') return true
  const all = named ? rule.byMonthDay : [Number(start.on.slice(8))]
  return all.every((day) =>
    [day, day + days].every((one) => Math.abs(one) <= 28 && Math.sign(one) === Math.sign(day)),
  )
}

/** Days of one week stay together in one, where not every week is meant. */
function keepsWeeks({ freq, interval, byDay }: Rule, days: number): boolean {
  if (freq !== 'WEEKLY' || interval === 1) return true
  const weeks = byDay.map(({ day }) => Math.floor((weekdays.indexOf(day) + days) / 7))
  return weeks.every((week) => week === weeks[0])
}
