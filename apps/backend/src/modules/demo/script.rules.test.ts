import { describe, expect, it } from 'vitest'

import { addDays, dayOf, daysBetween, startOf } from '../../utils/calendar.ts'
import { writeScript } from './script.rules.ts'
import type { Step } from './step.ts'

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

  it('adds load for five weeks and lifts about two thirds of it in the sixth', () => {
    const weeks = weeksOf(writeScript('2026-09-07'))
    const squats = weeks.map(({ steps }) => heaviestSquat(steps))
    const deloads = squats.flatMap((load, week) => {
      const before = squats[week - 1] ?? 0
      return before > 0 && load > 0 && load < before * 0.8 ? [{ week, share: load / before }] : []
    })

    expect(deloads.length).toBeGreaterThanOrEqual(6)
    for (const { week, share } of deloads) {
      const block = squats.slice(Math.max(0, week - 5), week).filter((load) => load > 0)
      expect(block).toEqual(block.toSorted((a, b) => a - b))
      expect(block.at(-1)).toBeGreaterThan(block[0] ?? 0)
      expect(share).toBeGreaterThan(0.55)
      expect(share).toBeLessThan(0.7)
    }
    expect(squats.findLast((load) => load > 0)).toBeGreaterThan(1.4 * (squats[0] ?? 0))
  })

  it('has a run in most weeks, and one week without training', () => {
    const weeks = weeksOf(writeScript('2026-09-07'))
    const trained = weeks.map(({ steps }) => steps.filter(isTraining))
    const runs = trained.filter((steps) => steps.some(({ title }) => /run/i.test(title)))
    const missed = weeks.filter((_, index) => trained[index]?.length === 0)

    expect(weeks.length).toBeGreaterThanOrEqual(50)
    expect(runs.length).toBeGreaterThanOrEqual(40)
    expect(missed.map(({ steps }) => steps.some(({ kind }) => kind === 'cancel'))).toEqual([true])
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

const isTraining = (step: Step) => step.kind === 'log' || step.kind === 'complete'

/** Groups the steps of the demo athlete by week, from the first training on. */
function weeksOf(script: readonly Step[]) {
  const own = script.filter(({ athlete }) => athlete === 'demo')
  const first = startOf('week', own.find(isTraining)?.at.slice(0, 10) ?? '')
  const last = own.at(-1)?.at.slice(0, 10) ?? ''
  return Array.from({ length: Math.floor(daysBetween(first, last) / 7) + 1 }, (_, index) => {
    const [monday, next] = [addDays(first, 7 * index), addDays(first, 7 * (index + 1))]
    return { monday, steps: own.filter(({ at }) => at >= monday && at < next) }
  })
}

/** The heaviest squat of some steps, kg; 0 without one. */
function heaviestSquat(steps: readonly Step[]): number {
  const loads = steps.flatMap((step) => {
    if (step.kind === 'log')
      return step.exercises
        .filter(({ slug }) => slug === 'barbell-squat')
        .flatMap(({ actual }) => actual.map(({ load }) => load ?? 0))
    // A completed session names no exercises; the squat is the first of its title.
    return step.kind === 'complete' && step.title.includes('squat')
      ? (step.actuals[0] ?? []).map(({ load }) => load ?? 0)
      : []
  })
  return Math.max(0, ...loads)
}
