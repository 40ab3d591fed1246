import { Temporal } from 'temporal-polyfill'

import { addDays } from '../../utils/calendar.ts'
import { basic, weekdays, type Rule, type Start } from './recurrence.rules.ts'

/** The reason why a rule cannot move by a number of days. */
export type ShiftReason = 'shiftMonthDay' | 'shiftMonthWeekday' | 'shiftWeeks'

interface Rhythm {
  readonly rule: Rule
  readonly start: Start
}

/**
 * Moves a rule so that every occurrence is `days` later and none is lost. Rejects days after the
 * 28th, because not every month has them, weekdays of a month, because they do not move with the
 * days, and, in rules for every second or third week, days that would move to another week.
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

/** Whether every day, counted from the first or last of the month, stays within 28 days. */
function keepsMonthDays({ rule, start }: Rhythm, days: number): boolean {
  const named = rule.byMonthDay.length > 0
  if (!named && rule.freq !== 'MONTHLY') return true
  const all = named ? rule.byMonthDay : [Number(start.on.slice(8))]
  return all.every((day) =>
    [day, day + days].every(
      (moved) => Math.abs(moved) <= 28 && Math.sign(moved) === Math.sign(day),
    ),
  )
}

/** Whether days of one week stay in one week, if the rule does not repeat every week. */
function keepsWeeks({ freq, interval, byDay }: Rule, days: number): boolean {
  if (freq !== 'WEEKLY' || interval === 1) return true
  const weeks = byDay.map(({ day }) => Math.floor((weekdays.indexOf(day) + days) / 7))
  return weeks.every((week) => week === weeks[0])
}
