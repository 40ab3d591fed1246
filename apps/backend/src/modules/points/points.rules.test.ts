import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { ExerciseType } from '@fitvibe/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { corpus } from '../../../tests/corpora.ts'
import { awardOf, caloriesOf, COMPENDIUM, metMinutesOf, type Athlete } from './points.rules.ts'

const MINUTE = 60
const HOUR_MS = 3_600_000

const now = new Date('2026-09-07T10:00:00Z')
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds)

/** Half an hour of moderate strength work: 150 MET-minutes, 15 points. */
const squats = {
  type: 'strength' as ExerciseType | null,
  seconds: 30 * MINUTE,
  rpe: null as number | null,
  load: 100,
  reps: 5,
  speed: 0,
  sets: 3,
  totalReps: 15,
}
const unknown: Athlete = { age: null, gender: null, fitnessLevel: null, trainingFrequency: null }
const usual = {
  plannedFor: null as Date | null,
  completedAt: now,
  now,
  day: { points: 0, awards: 0 },
  isOverlapping: false,
}

interface Case {
  effort?: Partial<typeof squats>
  athlete?: Partial<Athlete>
  adherence?: number
  circumstances?: Partial<typeof usual>
}

const award = ({ effort, athlete, adherence, circumstances }: Case) =>
  awardOf([{ ...squats, ...effort }], { ...unknown, ...athlete }, adherence ?? null, {
    ...usual,
    ...circumstances,
  })

describe('metMinutesOf', () => {
  it.each<[ExerciseType, number, number, number]>([
    ['strength', 3.5, 5, 6],
    ['powerlifting', 3.5, 5, 6],
    ['weightlifting', 3.5, 5, 6],
    ['strongman', 3.5, 5, 8],
    ['plyometrics', 2.8, 3.8, 8],
    ['cardio', 4.8, 7, 9.8],
    ['endurance', 4.8, 7, 9.8],
    ['mobility', 2.3, 2.3, 2.3],
  ])('uses the Compendium’s light, moderate and vigorous %s', (type, ...mets) => {
    const minute = [3, 6, 9].map((rpe) => metMinutesOf([{ type, seconds: MINUTE, rpe }]))

    expect(minute).toEqual(mets)
  })

  it.each([
    [1, 3.5],
    [4, 3.5],
    [4.5, 5],
    [7.5, 5],
    [8, 6],
    [10, 6],
    [null, 5],
  ])('rates strength training at RPE %s as %s MET', (rpe, met) => {
    expect(metMinutesOf([{ type: 'strength', seconds: MINUTE, rpe }])).toBe(met)
  })

  it('treats an untyped exercise as strength', () => {
    expect(metMinutesOf([{ type: null, seconds: MINUTE, rpe: null }])).toBe(5)
  })

  it('sums over all exercises', () => {
    const efforts = [
      { type: 'strength' as const, seconds: 30 * MINUTE, rpe: 8 },
      { type: 'cardio' as const, seconds: 10 * MINUTE, rpe: 4 },
      { type: 'mobility' as const, seconds: 30, rpe: null },
    ]

    expect(metMinutesOf(efforts)).toBeCloseTo(180 + 48 + 1.15)
    expect(metMinutesOf([])).toBe(0)
  })
})

const tables = corpus('calc')

describe.skipIf(!tables)('COMPENDIUM', () => {
  it('matches every code of the 2011 table', () => {
    const table = readFileSync(join(tables ?? '', 'compendium-2011-met.csv'), 'utf8')
    // 1993 code, MET, 2000 code, MET, 2011 code, MET, description, category
    const mets = new Map(
      table.split('\n').map((line) => {
        const cells = line.split('|')
        return [cells[4], Number(cells[5])]
      }),
    )

    const ours = Object.entries(COMPENDIUM)

    expect(ours).toEqual(ours.map(([code]) => [code, mets.get(code)]))
  })
})

describe('caloriesOf', () => {
  it.each([
    // MET-minutes × 3.5 × kg ÷ 200
    [150, 70, 184],
    [360, 80, 504],
    [1, 20, 0],
    [0, 80, 0],
  ])('converts %s MET-minutes at %s kg to %s kcal', (metMinutes, weightKg, kcal) => {
    expect(caloriesOf(metMinutes, weightKg)).toBe(kcal)
  })
})

describe('the factors of an award', () => {
  it.each<[Partial<Athlete>, Partial<Record<string, number>>]>([
    [{}, { age: 1, gender: 1, fitness: 1, frequency: 1, product: 1 }],
    [{ age: 13 }, { age: 1, product: 1 }],
    [{ age: 30 }, { age: 1, product: 1 }],
    [{ age: 31 }, { age: 1.0025, product: 1.0025 }],
    [{ age: 50 }, { age: 1.05, product: 1.05 }],
    [{ age: 70 }, { age: 1.1, product: 1.1 }],
    [{ age: 100 }, { age: 1.1, product: 1.1 }],
    [{ gender: 'female' }, { gender: 1.05, product: 1.05 }],
    [{ gender: 'diverse' }, { gender: 1.025, product: 1.025 }],
    [{ gender: 'male' }, { gender: 1, product: 1 }],
    [{ gender: 'undisclosed' }, { gender: 1, product: 1 }],
    [{ fitnessLevel: 'beginner' }, { fitness: 1.1, product: 1.1 }],
    [{ fitnessLevel: 'intermediate' }, { fitness: 1, product: 1 }],
    [{ fitnessLevel: 'advanced' }, { fitness: 0.95, product: 0.95 }],
    [{ trainingFrequency: 'none' }, { frequency: 0.95, product: 0.95 }],
    [{ trainingFrequency: 'monthly' }, { frequency: 1, product: 1 }],
    [{ trainingFrequency: 'weekly' }, { frequency: 1.02, product: 1.02 }],
    [{ trainingFrequency: 'daily' }, { frequency: 1.05, product: 1.05 }],
    [{ fitnessLevel: 'advanced', trainingFrequency: 'none' }, { product: 0.9025 }],
  ])('for %j are %j', (athlete, factors) => {
    expect(award({ athlete }).details.factors).toMatchObject(factors)
  })

  it('have a product of at most 1.3', () => {
    const athlete = {
      age: 70,
      gender: 'female',
      fitnessLevel: 'beginner',
      trainingFrequency: 'daily',
    }

    const { points, details } = award({ athlete })

    expect(details.factors).toEqual({
      age: 1.1,
      gender: 1.05,
      fitness: 1.1,
      frequency: 1.05,
      product: 1.3,
    })
    expect(points).toBe(20)
  })

  it('are 0.9 to 1.1 each and 0.8 to 1.3 together for every athlete', () => {
    const athletes = [null, 13, 30, 55, 99].flatMap((age) =>
      [null, 'female', 'male', 'diverse', 'undisclosed'].flatMap((gender) =>
        [null, 'beginner', 'intermediate', 'advanced'].flatMap((fitnessLevel) =>
          [null, 'none', 'monthly', 'weekly', 'daily'].map((trainingFrequency) => ({
            age,
            gender,
            fitnessLevel,
            trainingFrequency,
          })),
        ),
      ),
    )

    const factors = athletes.map((athlete) => award({ athlete }).details.factors)

    const single = factors.flatMap(({ product: _, ...each }) => Object.values(each))
    const products = factors.map(({ product }) => product)
    expect(Math.min(...single)).toBeGreaterThanOrEqual(0.9)
    expect(Math.max(...single)).toBeLessThanOrEqual(1.1)
    expect(Math.min(...products)).toBeGreaterThanOrEqual(0.8)
    expect(Math.max(...products)).toBeLessThanOrEqual(1.3)
  })
})

describe('awardOf', () => {
  it('gives a tenth of the MET-minutes, with all figures', () => {
    expect(award({})).toEqual({
      points: 15,
      details: {
        minutes: 30,
        metMinutes: 150,
        factors: { age: 1, gender: 1, fitness: 1, frequency: 1, product: 1 },
        adherenceBonus: false,
        raw: 15,
        limit: null,
        refused: null,
        implausible: null,
      },
    })
  })

  it.each([
    ['a fraction of a minute lost in division', 5 * MINUTE - 1e-10, 0, 3],
    ['a fraction of a minute gained in division', 5 * MINUTE + 1e-10, 0, 3],
    ['half a point lost in division', 30 * MINUTE - 1e-10, 100, 17],
  ])('calculates as by hand despite %s', (_, seconds, adherence, points) => {
    expect(award({ effort: { seconds }, adherence })).toMatchObject({
      points,
      details: { raw: points, refused: null },
    })
  })

  it.each([
    [79, false, 15],
    [80, true, 17],
    [100, true, 17],
    [120, true, 17],
    [121, false, 15],
    [0, false, 15],
  ])('adds a tenth for an adherence of 80 to 120: %s → %s', (adherence, adherenceBonus, points) => {
    expect(award({ adherence })).toMatchObject({ points, details: { adherenceBonus } })
  })

  it.each([
    // strength: half a point a minute
    ['at the session’s limit', 300, 0, { points: 150, raw: 150, limit: null }],
    ['beyond the session’s limit', 302, 0, { points: 150, raw: 151, limit: 'session' }],
    ['within what the day has left', 40, 230, { points: 20, raw: 20, limit: null }],
    ['beyond what the day has left', 42, 230, { points: 20, raw: 21, limit: 'day' }],
    ['on a day used up', 30, 250, { points: 0, raw: 15, limit: 'day' }],
    ['on a day beyond its limit', 30, 260, { points: 0, raw: 15, limit: 'day' }],
  ])('applies the limits: %s', (_, minutes, dayPoints, { points, ...details }) => {
    const circumstances = { day: { points: dayPoints, awards: 1 } }

    const given = award({ effort: { seconds: minutes * MINUTE }, circumstances })

    expect(given).toMatchObject({ points, details: { ...details, refused: null } })
  })

  it.each<[string, Case]>([
    ['of 5 minutes', { effort: { seconds: 300 } }],
    ['24 hours early', { circumstances: { plannedFor: later(24 * HOUR_MS) } }],
    ['long after the planned time', { circumstances: { plannedFor: later(-90 * 24 * HOUR_MS) } }],
    ['7 days old', { circumstances: { now: later(7 * 24 * HOUR_MS) } }],
    ['that is the third of the day', { circumstances: { day: { points: 20, awards: 2 } } }],
    ['with 1,000 kg', { effort: { load: 1_000 } }],
    ['at 30 m/s on wheels', { effort: { type: 'cardio', speed: 30 } }],
    ['at 12.5 m/s on foot', { effort: { type: 'plyometrics', speed: 12.5 } }],
    ['with 10 sets a minute', { effort: { sets: 300 } }],
    ['with 10 repetitions a second', { effort: { totalReps: 18_000 } }],
    ['with sets of 5,000', { effort: { reps: 5_000 } }],
    ['of 24 hours', { effort: { seconds: 24 * 3_600 } }],
  ])('rewards a session %s', (_, session) => {
    const { points, details } = award(session)

    expect(points).toBeGreaterThan(0)
    expect(details.refused).toBeNull()
  })

  it.each<[string, string, Case]>([
    ['too_short', 'under 5 minutes', { effort: { seconds: 299 } }],
    [
      'too_early',
      'more than 24 hours early',
      { circumstances: { plannedFor: later(24 * HOUR_MS + 1) } },
    ],
    ['backdated', 'more than 7 days old', { circumstances: { now: later(7 * 24 * HOUR_MS + 1) } }],
    [
      'too_many',
      'that is the fourth of the day',
      { circumstances: { day: { points: 30, awards: 3 } } },
    ],
    ['overlapping', 'that overlaps with another', { circumstances: { isOverlapping: true } }],
    ['implausible', 'with more than 1,000 kg', { effort: { load: 1_000.5 } }],
    ['implausible', 'faster than 30 m/s', { effort: { type: 'endurance', speed: 30.1 } }],
    ['implausible', 'faster than any sprinter', { effort: { type: 'strongman', speed: 12.6 } }],
    ['implausible', 'with more than 10 sets a minute', { effort: { sets: 301 } }],
    ['implausible', 'with more than 10 repetitions a second', { effort: { totalReps: 18_001 } }],
    ['too_short', 'of a minute with many sets', { effort: { seconds: 60, sets: 100 } }],
    ['implausible', 'with sets of more than 5,000', { effort: { reps: 5_001 } }],
    ['implausible', 'of more than 24 hours', { effort: { seconds: 24 * 3_600 + 1 } }],
    ['implausible', 'with 1,001 kg in a minute', { effort: { load: 1_001, seconds: 60 } }],
  ])('refuses as %s a session %s', (refused, _, session) => {
    const { points, details } = award(session)

    expect(points).toBe(0)
    expect(details).toMatchObject({ refused, limit: null })
  })

  it.each([
    ['load', { load: 1_001 }],
    ['speed', { speed: 13 }],
    ['reps', { reps: 5_001 }],
    ['duration', { seconds: 90_000 }],
    ['pace', { sets: 1_000 }],
  ])('reports %s as implausible', (implausible, effort) => {
    expect(award({ effort }).details).toMatchObject({ refused: 'implausible', implausible })
  })

  it('refuses a session with one implausible exercise', () => {
    const efforts = [squats, { ...squats, load: 5_000 }]

    const { points, details } = awardOf(efforts, unknown, 100, usual)

    expect(points).toBe(0)
    expect(details).toMatchObject({ refused: 'implausible', raw: 33, minutes: 60 })
  })

  it('refuses a session without exercises as too short', () => {
    expect(awardOf([], unknown, null, usual)).toMatchObject({
      points: 0,
      details: { refused: 'too_short', minutes: 0, metMinutes: 0, raw: 0 },
    })
  })
})

describe('every award', () => {
  const effort = fc.record({
    type: fc.constantFrom(...ExerciseType.options, null),
    seconds: fc.double({ min: 0, max: 200_000, noNaN: true }),
    rpe: fc.option(fc.integer({ min: 2, max: 20 }).map((halves) => halves / 2)),
    load: fc.double({ min: 0, max: 2_000, noNaN: true }),
    reps: fc.integer({ min: 0, max: 10_000 }),
    speed: fc.double({ min: 0, max: 1e6, noNaN: true }),
    sets: fc.integer({ min: 0, max: 5_000 }),
    totalReps: fc.integer({ min: 0, max: 1e7 }),
  })
  const athletes = fc.record({
    age: fc.option(fc.integer({ min: 0, max: 130 })),
    gender: fc.constantFrom(null, 'female', 'male', 'diverse', 'undisclosed'),
    fitnessLevel: fc.constantFrom(null, 'beginner', 'intermediate', 'advanced'),
    trainingFrequency: fc.constantFrom(null, 'none', 'monthly', 'weekly', 'daily'),
  })
  const circumstances = fc.record({
    plannedFor: fc.option(fc.integer({ min: -1e9, max: 1e9 }).map(later)),
    completedAt: fc.integer({ min: -1e9, max: 3e5 }).map(later),
    now: fc.constant(now),
    day: fc.record({
      points: fc.integer({ min: 0, max: 600 }),
      awards: fc.integer({ min: 0, max: 6 }),
    }),
    isOverlapping: fc.boolean(),
    isImported: fc.boolean(),
  })
  const adherences = fc.option(fc.integer({ min: 0, max: 200 }))
  /** Plausible efforts, also when their time is multiplied. */
  const plausible = effort.map((drawn) => ({
    ...drawn,
    load: 50,
    reps: 5,
    speed: 3,
    sets: 3,
    totalReps: 15,
    seconds: drawn.seconds / 10,
  }))

  it('is a whole number within the limits, and 0 with a reason if refused', () => {
    fc.assert(
      fc.property(
        fc.array(effort),
        athletes,
        adherences,
        circumstances,
        (efforts, athlete, adherence, given) => {
          const { points, details } = awardOf(efforts, athlete, adherence, given)

          expect(Number.isInteger(points)).toBe(true)
          expect(points).toBeGreaterThanOrEqual(0)
          expect(points).toBeLessThanOrEqual(Math.min(150, Math.max(0, 250 - given.day.points)))
          expect(points).toBeLessThanOrEqual(details.raw)
          expect(points === 0 || details.refused === null).toBe(true)
          expect(details.implausible !== null).toBe(details.refused === 'implausible')
        },
      ),
    )
  })

  it('does not decrease with more time, higher effort or adherence', () => {
    fc.assert(
      fc.property(
        plausible,
        athletes,
        fc.double({ min: 1, max: 4, noNaN: true }),
        (base, athlete, factor) => {
          const points = (effort: typeof base, adherence: number | null) =>
            awardOf([effort], athlete, adherence, usual).points

          expect(points({ ...base, seconds: base.seconds * factor }, null)).toBeGreaterThanOrEqual(
            points(base, null),
          )
          expect(points({ ...base, rpe: 10 }, null)).toBeGreaterThanOrEqual(points(base, null))
          expect(points({ ...base, rpe: 1 }, null)).toBeLessThanOrEqual(points(base, null))
          expect(points(base, 100)).toBeGreaterThanOrEqual(points(base, null))
        },
      ),
    )
  })

  it('does not increase with the points already earned that day', () => {
    fc.assert(
      fc.property(plausible, athletes, fc.nat(300), fc.nat(300), (base, athlete, earned, more) => {
        const points = (day: number) =>
          awardOf([base], athlete, null, { ...usual, day: { points: day, awards: 1 } }).points

        expect(points(earned + more)).toBeLessThanOrEqual(points(earned))
      }),
    )
  })

  it('grows by at most half a point for each part when a session is split', () => {
    fc.assert(
      fc.property(plausible, fc.integer({ min: 2, max: 3 }), (base, parts) => {
        const whole = awardOf([base], unknown, null, usual).details.raw
        const part = { ...base, seconds: base.seconds / parts }
        const split = parts * awardOf([part], unknown, null, usual).details.raw

        expect(split).toBeLessThanOrEqual(whole + parts)
      }),
    )
  })
})
