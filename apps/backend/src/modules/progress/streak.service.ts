import type { Language } from '@fitvibe/contract'

import { translate } from '../../config/i18n.ts'
import type { Context, User } from '../../context.ts'
import { addDays, dayOf, startOf, weekShiftOf, type WeekStart } from '../../utils/calendar.ts'
import * as streakRepository from './streak.repository.ts'
import { consistencyOf, currentWeekOf, streakOf, type Streak } from './streak.rules.ts'

/** Returns the user's streak and the sessions left to do this week. */
export async function getStreak(ctx: Context, user: User, lang: Language) {
  const { id: owner, timezone, weekStart } = user
  const on = startOf('week', dayOf(ctx.clock(), timezone), weekStart)
  const filter = { owner, until: addDays(on, 7), weekShift: weekShiftOf(weekStart) }
  const weeks = await streakRepository.listWeeks(ctx.db, filter)
  const streak = streakOf(weeks, on)
  const week = { on, until: addDays(on, 6), ...currentWeekOf(weeks, on) }
  return { ...streak, week, explanation: explain(lang, streak, week) }
}

/** Measures the consistency of the weeks up to the current one, for badges. */
export const consistencyUntil = (
  weeks: Parameters<typeof consistencyOf>[0],
  today: string,
  weekStart: WeekStart,
) => consistencyOf(weeks, startOf('week', today, weekStart))

type CurrentWeek = ReturnType<typeof currentWeekOf> & { readonly until: string }

/** Explains in words how the user keeps the streak. */
function explain(lang: Language, { current }: Streak, week: CurrentWeek): string {
  const { planned, done, left, isMet, until } = week
  const next = current + 1
  if (isMet)
    return translate(lang, planned > 0 ? 'streak.met' : 'streak.trained', { planned, done })
  const date = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const
  const day = new Intl.DateTimeFormat(lang, date)
  const params = { planned, left, next, day: day.format(new Date(until)) }
  if (planned > 0) return translate(lang, current > 0 ? 'streak.left' : 'streak.begin', params)
  return translate(lang, current > 0 ? 'streak.pause' : 'streak.none', params)
}
