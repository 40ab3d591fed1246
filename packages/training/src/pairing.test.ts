import { describe, expect, it } from 'vitest'

import { pairSets, plannedBeside } from './pairing.ts'
import { blankWork, isWarmup, type Work } from './sets.ts'

const warmup = (reps: number, load: number, sets = 1): Work => ({
  ...set(reps, load, sets),
  setType: 'warmup',
})

const set = (reps: number, load: number, sets = 1): Work => ({ ...blankWork, sets, reps, load })

const textOf = (work: Work | null) =>
  work && `${isWarmup(work) ? 'w ' : ''}${work.reps}×${work.load}`

const pairs = (planned: Work[], actual: Work[]) =>
  pairSets(planned, actual).map((pair) => [pair.sets, textOf(pair.planned), textOf(pair.actual)])

describe('pairSets', () => {
  it('keeps working sets together when there is an extra warm-up', () => {
    expect(
      pairs([warmup(5, 70), set(5, 100, 3)], [warmup(5, 60), warmup(5, 80), set(5, 100, 3)]),
    ).toEqual([
      [1, 'w 5×70', 'w 5×60'],
      [1, null, 'w 5×80'],
      [3, '5×100', '5×100'],
    ])
  })

  it('keeps working sets together when a warm-up is skipped', () => {
    expect(pairs([warmup(5, 60), warmup(5, 80), set(5, 100)], [set(5, 100)])).toEqual([
      [1, 'w 5×60', null],
      [1, 'w 5×80', null],
      [1, '5×100', '5×100'],
    ])
  })

  it('keeps the order of the plan if nothing is done', () => {
    expect(pairs([set(5, 100), warmup(9, 20), set(8, 80)], [])).toEqual([
      [1, '5×100', null],
      [1, 'w 9×20', null],
      [1, '8×80', null],
    ])
  })

  it('keeps the order in which sets were done', () => {
    expect(pairs([], [set(5, 100), warmup(9, 20), set(8, 80)])).toEqual([
      [1, null, '5×100'],
      [1, null, 'w 9×20'],
      [1, null, '8×80'],
    ])
  })

  it('shows working sets done before a late warm-up in that order', () => {
    expect(
      pairs([warmup(9, 20), set(5, 100, 2)], [set(5, 100), warmup(9, 20), set(5, 90)]),
    ).toEqual([
      [1, '5×100', '5×100'],
      [1, 'w 9×20', 'w 9×20'],
      [1, '5×100', '5×90'],
    ])
  })

  it('leaves gaps at the end for skipped and unplanned sets', () => {
    expect(pairs([set(5, 100, 3)], [set(5, 100)])).toEqual([
      [1, '5×100', '5×100'],
      [2, '5×100', null],
    ])
    expect(pairs([set(5, 100)], [set(5, 100, 2)])).toEqual([
      [1, '5×100', '5×100'],
      [1, null, '5×100'],
    ])
  })

  it('ignores blocks of no sets', () => {
    expect(pairs([set(5, 100, 0)], [warmup(5, 20, 0)])).toEqual([])
  })
})

describe('plannedBeside', () => {
  it('gives each done set its planned set, warm-ups apart', () => {
    const planned = [warmup(5, 70), set(5, 100, 2)]
    const actual = [warmup(5, 60), warmup(5, 80), set(5, 100, 3)]

    expect(plannedBeside(planned, actual).map(textOf)).toEqual([
      'w 5×70',
      null,
      '5×100',
      '5×100',
      null,
    ])
  })
})
