import { describe, expect, it } from 'vitest'

import { bestsOf } from './bests.ts'
import type { Metric } from './metrics.ts'
import { blankWork, type Work } from './sets.ts'

type Blocks = readonly Partial<Work>[]

const exercise = (metric: Metric, blocks: Blocks, name = 'Squat') => ({
  id: 'x',
  exerciseId: null,
  name,
  metric,
  actual: blocks.map((block) => ({ ...blankWork, ...block })),
})

const one = (metric: Metric, blocks: Blocks) => bestsOf([exercise(metric, blocks)])[0]

const nothing = {
  sessionExerciseId: 'x',
  doneSets: 0,
  loadKg: null,
  repLoads: [],
  repCounts: [],
  epleyKg: null,
  epleyPosition: null,
  brzyckiKg: null,
  brzyckiPosition: null,
  rpeKg: null,
  rpePosition: null,
  volumeKg: null,
  distanceM: null,
  durationSeconds: null,
  paces: [null, null, null, null, null],
}

describe('bestsOf', () => {
  it('has no values without sets', () => {
    expect(one('weight_reps', [])).toEqual(nothing)
  })

  it('takes each best of a lift separately', () => {
    const bests = one('weight_reps', [
      { setType: 'warmup', sets: 2, reps: 10, load: 200 },
      { sets: 2, reps: 5, load: 100, rpe: 8 },
      { sets: 1, reps: 3, load: 110, rpe: 10 },
      { sets: 1, reps: 12, load: 80 },
      { sets: 1, reps: 4, load: 90 },
      { sets: 1, reps: 0, load: 150 },
      { sets: 0, reps: 20, load: 150 },
    ])

    expect(bests).toEqual({
      ...nothing,
      doneSets: 5,
      loadKg: 110,
      repLoads: [110, 100, 80],
      repCounts: [3, 5, 12],
      epleyKg: 121,
      epleyPosition: 2,
      brzyckiKg: 116.47,
      brzyckiPosition: 2,
      rpeKg: 123.3,
      rpePosition: 1,
      volumeKg: 1000 + 330 + 960 + 360,
    })
  })

  it('takes the first of equal e1RM estimates', () => {
    const set = { reps: 5, load: 100 }

    expect(one('weight_reps', [set, set])).toMatchObject({ epleyKg: 116.67, epleyPosition: 0 })
  })

  it('keeps repetitions without a load', () => {
    expect(one('reps', [{ sets: 3, reps: 8 }, { reps: 10 }, { reps: 6, load: 10 }])).toEqual({
      ...nothing,
      doneSets: 5,
      repLoads: [10, 0],
      repCounts: [6, 10],
    })
  })

  it('takes farthest and fastest of a run, for each distance that it reaches', () => {
    const bests = one('distance_duration', [
      { distance: 10_000, durationSec: 3_000 },
      { distance: 1_200, durationSec: 240 },
      { distance: 3_000 },
    ])

    expect(bests).toEqual({
      ...nothing,
      doneSets: 3,
      distanceM: 10_000,
      paces: [200, 300, 300, null, null],
    })
  })

  it('takes the longest time of sets without a distance only: with one it would be the slowest', () => {
    const bests = one('distance_duration', [
      { distance: 5_000, durationSec: 1_800 },
      { durationSec: 1_200 },
    ])

    expect(bests).toMatchObject({ distanceM: 5_000, durationSeconds: 1_200 })
  })

  it('ignores sets with figures that no human body reaches, but counts them as done', () => {
    const sets = [
      { distance: 5_000, durationSec: 15 },
      { distance: 3_000, durationSec: 900 },
    ]

    expect(one('distance_duration', sets)).toMatchObject({
      doneSets: 2,
      distanceM: 3_000,
      paces: [300, null, null, null, null],
    })
    expect(one('weight_reps', [{ reps: 5, load: 1_500 }])).toEqual({ ...nothing, doneSets: 1 })
  })

  it('takes the least help, which moves nothing without a body weight', () => {
    const bests = one('weight_reps', [
      { sets: 2, reps: 8, load: -20 },
      { reps: 5, load: -15 },
    ])

    expect(bests).toEqual({
      ...nothing,
      doneSets: 3,
      loadKg: -15,
      repLoads: [-15, -20],
      repCounts: [5, 8],
    })
  })

  it('takes 0 beside help, because no help is better', () => {
    expect(one('weight_reps', [{ reps: 8, load: -5 }, { reps: 6 }])).toMatchObject({ loadKg: 0 })
  })

  it('adds the counted body weight to volume and e1RM, less the help', () => {
    const sets = [
      { reps: 1, load: 20 },
      { reps: 5, load: -20 },
    ]
    const [bests] = bestsOf([{ ...exercise('weight_reps', sets, 'Dips'), bodyKg: 80 }])

    expect(bests).toMatchObject({ loadKg: 20, epleyKg: 100, epleyPosition: 0, volumeKg: 400 })
  })

  it('has load, volume and e1RM of pull-ups that are counted in repetitions', () => {
    const sets = [
      { sets: 2, reps: 6 },
      { reps: 3, load: 10 },
    ]
    const [bests] = bestsOf([{ ...exercise('reps', sets, 'Pullups'), bodyKg: 80 }])

    expect(bests).toMatchObject({ loadKg: 10, repLoads: [10, 0], epleyKg: 99, volumeKg: 1_230 })
  })

  it('keeps an exact load: a single repetition of 225.25 lb is its own e1RM', () => {
    const load = 225.25 * 0.45359237

    expect(one('weight_reps', [{ reps: 1, load }])).toMatchObject({ loadKg: load, epleyKg: load })
  })

  it('has no pace above one day per kilometre', () => {
    expect(one('distance_duration', [{ distance: 1_000, durationSec: 604_800 }])?.paces).toEqual(
      nothing.paces,
    )
  })

  it.each<[Metric, Blocks, object]>([
    ['duration', [{ durationSec: 90, distance: 5 }], { durationSeconds: 90 }],
    ['weight_distance', [{ load: 40, distance: 30 }], { loadKg: 40, distanceM: 30 }],
  ])('takes only the measures of %s', (metric, blocks, bests) => {
    expect(one(metric, blocks)).toEqual({ ...nothing, doneSets: 1, ...bests })
  })

  it('stores the volume of an exercise done twice with its first entry', () => {
    const set = { reps: 5, load: 100 }
    const volumes = bestsOf([
      exercise('weight_reps', [set]),
      exercise('weight_reps', [set], 'Press'),
      exercise('weight_reps', [set, set], 'squat '),
    ]).map(({ volumeKg }) => volumeKg)

    expect(volumes).toEqual([1500, 500, null])
  })

  it('stores it with the first entry that has working sets', () => {
    const set = { reps: 5, load: 100 }
    const volumes = bestsOf([
      exercise('weight_reps', [{ ...set, setType: 'warmup' }]),
      exercise('weight_reps', [set]),
    ]).map(({ volumeKg }) => volumeKg)

    expect(volumes).toEqual([null, 500])
  })

  it('caps the volume at the largest value that can be stored', () => {
    const claim = { sets: 100, reps: 5_000, load: 1_000 }

    expect(one('weight_reps', [claim, claim, claim])?.volumeKg).toBe(1e9)
  })
})
