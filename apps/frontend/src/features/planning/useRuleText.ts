import { useTranslation } from 'react-i18next'

import { usePreferences } from '../../lib/me.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { addDays } from '../../lib/zones.ts'
import { readRule, weekdays, WORKDAYS, type RuleParts, type Weekday } from './repeat.ts'

const A_MONDAY = '2024-01-01'

/** Names of weekdays in the user's language. */
export function useWeekdayName(width: 'short' | 'long') {
  const { locale } = usePreferences()
  const formatter = new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' })
  return (day: Weekday) =>
    formatter.format(new Date(`${addDays(A_MONDAY, weekdays.indexOf(day))}T00:00:00Z`))
}

/** A rule in words: "every 2 weeks on Monday and Thursday, 12 times". */
export function useRuleText() {
  const { t } = useTranslation()
  const { locale } = usePreferences()
  const format = useFormat()
  const name = useWeekdayName('long')
  const join = (items: readonly string[]) => new Intl.ListFormat(locale).format(items)
  const dayText = ({ place, day }: RuleParts['days'][number]) => {
    if (place === null) return name(day)
    const which =
      place < 0 ? t('repeat.fromEnd', { count: -place }) : t('repeat.place', { count: place })
    return t('repeat.placed', { which, day: name(day) })
  }
  const monthDay = (day: number) =>
    day > 0 ? t('repeat.monthDay', { count: day }) : t('repeat.monthDayFromEnd', { count: -day })

  return (rule: string) => {
    const { freq, interval, days, monthDays, count, until } = readRule(rule)
    const isWorkdays =
      freq === 'weekly' && interval === 1 && days.map(({ day }) => day).join() === WORKDAYS
    const rhythm = isWorkdays
      ? t('repeat.words.workdays')
      : t(`repeat.words.${freq}`, { count: interval })
    return [
      rhythm,
      days.length > 0 && !isWorkdays && ` ${t('repeat.on', { days: join(days.map(dayText)) })}`,
      monthDays.length > 0 && ` ${t('repeat.onThe', { days: join(monthDays.map(monthDay)) })}`,
      count !== null && `, ${t('repeat.times', { count })}`,
      until !== null && `, ${t('repeat.untilDay', { day: format.longDay(until) })}`,
    ]
      .filter((part) => part !== false)
      .join('')
  }
}
