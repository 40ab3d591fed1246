import { describe, expect, it } from 'vitest'

import { noRepeat, readRule, toRepeat, toRule, type Repeat } from './repeat.ts'

const MONDAY = '2026-09-07'

describe('toRule', () => {
  it.each<[Partial<Repeat>, string | null]>([
    [{}, null],
    [{ kind: 'daily' }, 'FREQ=DAILY'],
    [{ kind: 'workdays', end: 'count', count: 10 }, 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=10'],
    [{ kind: 'weekly' }, 'FREQ=WEEKLY;BYDAY=MO'],
    [
      { kind: 'weekly', days: ['SA', 'WE'], weeks: 2, end: 'until', until: '2026-12-24' },
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,SA;UNTIL=20261224',
    ],
    [{ kind: 'monthly', weeks: 3, end: 'until' }, 'FREQ=MONTHLY'],
  ])('of %j is %s', (repeat, rule) => {
    expect(toRule({ ...noRepeat, ...repeat }, MONDAY)).toBe(rule)
  })

  it('is null without a start day', () => {
    expect(toRule({ ...noRepeat, kind: 'daily' }, '')).toBeNull()
  })
})

describe('toRepeat', () => {
  it.each([
    'FREQ=DAILY',
    'FREQ=DAILY;COUNT=9',
    'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261224',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SA',
    'FREQ=MONTHLY;COUNT=3',
  ])('gives the form from which %s is read again', (rule) => {
    expect(toRule(toRepeat(rule, MONDAY) ?? noRepeat, MONDAY)).toBe(rule)
  })

  it('adds the day of the plan to a weekly rule without days', () => {
    expect(toRule(toRepeat('FREQ=WEEKLY', MONDAY) ?? noRepeat, MONDAY)).toBe('FREQ=WEEKLY;BYDAY=MO')
  })

  it.each(['FREQ=DAILY;INTERVAL=3', 'FREQ=MONTHLY;BYDAY=1MO', 'FREQ=WEEKLY;BYDAY=TU'])(
    'leaves %s alone, which the form does not offer',
    (rule) => {
      expect(toRepeat(rule, MONDAY)).toBeUndefined()
    },
  )
})

describe('readRule', () => {
  it('parses rules that the form does not offer', () => {
    expect(
      readRule('FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO,-1FR,SA;BYMONTHDAY=1,-1;UNTIL=20261224'),
    ).toEqual({
      freq: 'monthly',
      interval: 2,
      days: [
        { place: 1, day: 'MO' },
        { place: -1, day: 'FR' },
        { place: null, day: 'SA' },
      ],
      monthDays: [1, -1],
      count: null,
      until: '2026-12-24',
    })
  })
})
