import { describe, expect, it } from 'vitest'

import { addDays, dayOf, daysBetween } from '../../utils/calendar.ts'
import { writeScript } from './script.rules.ts'

const days = Array.from({ length: 14 }, (_, index) => addDays('2026-02-20', index))

describe('the script of the demo', () => {
  it.each(days)('on %s ends at most two days before', (today) => {
    const logged = writeScript(today).filter(
      ({ kind, athlete }) => athlete === 'demo' && (kind === 'log' || kind === 'complete'),
    )
    const last = logged.at(-1)?.at.slice(0, 10) ?? ''

    expect(daysBetween(last, today)).toBeGreaterThan(0)
    expect(daysBetween(last, today)).toBeLessThanOrEqual(2)
  })

  it('is the same for the same day', () => {
    expect(writeScript('2026-09-07')).toEqual(writeScript('2026-09-07'))
  })

  it('is in the order of time', () => {
    const times = writeScript('2026-09-07').map(({ at }) => at)

    expect(times).toEqual(times.toSorted())
  })

  it('trains on every weekday at some time of the year', () => {
    const weekdays = writeScript('2026-09-07').flatMap(({ kind, athlete, at }) =>
      athlete === 'demo' && kind === 'log' ? new Date(`${at}Z`).getUTCDay() : [],
    )

    expect(new Set(weekdays).size).toBe(7)
  })

  it('has one session of an athlete at a time', () => {
    const ends = new Map<string, number>()
    for (const step of writeScript(dayOf(new Date('2026-09-07T12:00:00Z'), 'UTC'))) {
      if (step.kind !== 'log' && step.kind !== 'complete') continue
      const end = Date.parse(`${step.at}Z`)
      expect(end - step.minutes * 60_000).toBeGreaterThanOrEqual(ends.get(step.athlete) ?? 0)
      ends.set(step.athlete, end)
    }
  })
})
