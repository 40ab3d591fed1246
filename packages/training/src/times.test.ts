import { describe, expect, it } from 'vitest'

import {
  correctedTimes,
  reconciledTimes,
  timesFrom,
  timesInProgress,
  type GivenTimes,
} from './times.ts'

const at = (time: string) => new Date(`2026-09-07T${time}:00Z`)
const HOUR = 3_600
const now = at('20:00')
const facts = { estimateSec: 1_800, now }

describe('timesFrom', () => {
  it.each<[string, GivenTimes, [start: string, end: string]]>([
    ['start and length', { startedAt: at('10:00'), durationSec: HOUR }, ['10:00', '11:00']],
    ['start and end', { startedAt: at('10:00'), completedAt: at('11:30') }, ['10:00', '11:30']],
    ['end and length', { completedAt: at('11:00'), durationSec: HOUR }, ['10:00', '11:00']],
    ['a length, ending now', { durationSec: HOUR }, ['19:00', '20:00']],
    ['a start, followed by the estimate', { startedAt: at('10:00') }, ['10:00', '10:30']],
    ['an end, preceded by the estimate', { completedAt: at('10:00') }, ['09:30', '10:00']],
    ['nothing, estimated and ending now', {}, ['19:30', '20:00']],
    ['a start too recent for the estimate', { startedAt: at('19:50') }, ['19:50', '20:00']],
    [
      'all three',
      { startedAt: at('10:00'), completedAt: at('11:00'), durationSec: HOUR },
      ['10:00', '11:00'],
    ],
  ])('completes %s', (_, given, [start, end]) => {
    expect(timesFrom(given, facts)).toEqual({
      startedAt: at(start),
      completedAt: at(end),
      durationSec: (at(end).getTime() - at(start).getTime()) / 1_000,
    })
  })

  it.each<[string, GivenTimes, string, string]>([
    [
      'a length that does not match',
      { startedAt: at('10:00'), completedAt: at('11:00'), durationSec: HOUR - 1 },
      'timesContradict',
      'durationSec',
    ],
    [
      'a start after the end',
      { startedAt: at('10:01'), completedAt: at('10:00') },
      'startedAfterCompleted',
      'startedAt',
    ],
    ['a start in the future', { startedAt: at('20:01') }, 'startedInFuture', 'startedAt'],
    ['an end in the future', { completedAt: at('20:06') }, 'completedInFuture', 'completedAt'],
    [
      'a length that ends in the future',
      { startedAt: at('19:30'), durationSec: HOUR },
      'completedInFuture',
      'durationSec',
    ],
    [
      'more than two days',
      { startedAt: new Date('2026-09-05T08:00:00Z'), completedAt: at('08:01') },
      'sessionTooLong',
      'completedAt',
    ],
    [
      'a start before 1900',
      { startedAt: new Date('1899-12-31T23:00:00Z') },
      'startedTooEarly',
      'startedAt',
    ],
  ])('refuses %s', (_, given, problem, field) => {
    expect(timesFrom(given, facts)).toEqual({ problem, field })
  })

  it('measures milliseconds to the second', () => {
    const given = { startedAt: new Date('2026-09-07T10:00:00.600Z'), completedAt: at('11:00') }

    expect(timesFrom({ ...given, durationSec: HOUR }, facts)).toEqual({
      ...given,
      durationSec: 3_599,
    })
  })
})

describe('timesInProgress', () => {
  const session = { startedAt: at('18:00'), lastSetAt: null as Date | null, leastSec: 900, now }

  it.each<[string, GivenTimes, Partial<typeof session>, GivenTimes]>([
    ['takes the time in progress', {}, {}, { startedAt: at('18:00'), completedAt: now }],
    [
      'estimates a session written up within minutes',
      {},
      { startedAt: at('19:50') },
      { completedAt: now },
    ],
    [
      'estimates a session left open for more than a day',
      {},
      { startedAt: new Date('2026-09-06T19:00:00Z') },
      { completedAt: now },
    ],
    [
      'ends a forgotten session with its last set',
      {},
      { lastSetAt: at('18:45') },
      { startedAt: at('18:00'), completedAt: at('18:45') },
    ],
    [
      'lets a stated length follow the start',
      { durationSec: HOUR },
      {},
      { startedAt: at('18:00'), durationSec: HOUR },
    ],
    [
      'lets a stated length precede the end if it does not fit',
      { durationSec: HOUR },
      { startedAt: at('19:50') },
      { completedAt: now, durationSec: HOUR },
    ],
    [
      'keeps a stated start, to be followed by the estimate',
      { startedAt: at('08:00') },
      {},
      { startedAt: at('08:00') },
    ],
    [
      'ignores the start if the stated end is before it',
      { completedAt: at('17:00') },
      {},
      { completedAt: at('17:00') },
    ],
  ])('%s', (_, given, change, times) => {
    expect(timesInProgress(given, { ...session, ...change })).toEqual(times)
  })
})

describe('correctedTimes', () => {
  const before = { startedAt: at('10:00'), completedAt: at('11:00'), durationSec: HOUR }

  it.each<[string, GivenTimes, number | null, GivenTimes]>([
    ['keeps the times of corrected sets', {}, null, before],
    ['estimates again', {}, 1_800, { startedAt: at('10:00'), durationSec: 1_800 }],
    [
      'moves the session with its start',
      { startedAt: at('08:00') },
      null,
      { startedAt: at('08:00'), durationSec: HOUR },
    ],
    [
      'moves the end with the length',
      { durationSec: 60 },
      null,
      { startedAt: at('10:00'), durationSec: 60 },
    ],
    [
      'changes the length with the end',
      { completedAt: at('12:00') },
      null,
      { startedAt: at('10:00'), completedAt: at('12:00') },
    ],
    [
      'moves the start with a length that would end in the future',
      { durationSec: 11 * HOUR },
      null,
      { completedAt: now, durationSec: 11 * HOUR },
    ],
  ])('%s', (_, given, estimateSec, times) => {
    expect(correctedTimes(before, given, { estimateSec, now })).toEqual(times)
  })
})

describe('reconciledTimes', () => {
  const otherwise = at('06:00')

  it.each<[string, GivenTimes, [start: string, end: string]]>([
    ['a start', { startedAt: at('10:00') }, ['10:00', '10:30']],
    ['an end', { completedAt: at('10:00') }, ['09:30', '10:00']],
    ['nothing', {}, ['06:00', '06:30']],
    [
      'a length shorter than the time between',
      { startedAt: at('10:00'), completedAt: at('19:00'), durationSec: HOUR },
      ['10:00', '11:00'],
    ],
    [
      'a length beyond the time between',
      { startedAt: at('10:57'), completedAt: at('11:00'), durationSec: HOUR },
      ['10:00', '11:00'],
    ],
    [
      'a start after the end',
      { startedAt: at('12:00'), completedAt: at('11:00') },
      ['10:30', '11:00'],
    ],
    ['an end in the future', { startedAt: at('19:50'), durationSec: HOUR }, ['19:50', '20:50']],
    ['a start in the future', { startedAt: at('21:00'), durationSec: HOUR }, ['19:00', '20:00']],
  ])('reconciles %s', (_, times, [start, end]) => {
    expect(reconciledTimes(times, otherwise, facts)).toEqual({
      startedAt: at(start),
      completedAt: at(end),
      durationSec: (at(end).getTime() - at(start).getTime()) / 1_000,
    })
  })

  it('estimates the length that version 0.1.0 capped at two days', () => {
    const startedAt = new Date('2026-08-07T10:00:00Z')
    const times = { startedAt, completedAt: at('10:00'), durationSec: 172_800 }

    expect(reconciledTimes(times, otherwise, facts)).toEqual({
      startedAt,
      completedAt: new Date('2026-08-07T10:30:00Z'),
      durationSec: 1_800,
    })
  })
})
