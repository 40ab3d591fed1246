import { describe, expect, it } from 'vitest'

import { e1rmOf } from './e1rm.ts'
import { toMilligrams } from './rounding.ts'
import { blankWork, volumeOf } from './sets.ts'
import { estimatedLbOf, KG_PER_LB, kgOf, lbOf } from './units.ts'

const QUARTERS = Array.from({ length: 8_000 }, (_, index) => (index + 1) / 4)

describe('pounds', () => {
  it('come back as typed: every multiple of 0.25 lb up to 2,000 lb', () => {
    expect(QUARTERS.filter((lb) => lbOf(kgOf(lb)) !== lb)).toEqual([])
  })

  it('are exact decimals of a kg, which JSON keeps', () => {
    const inexact = QUARTERS.filter((lb) => {
      const exact = (BigInt(lb * 4) * 45_359_237n * 25n).toString().padStart(11, '0')
      const text = `${exact.slice(0, -10)}.${exact.slice(-10)}`
      return Number(text) !== kgOf(lb) || JSON.parse(JSON.stringify(kgOf(lb))) !== kgOf(lb)
    })

    expect(inexact).toEqual([])
  })

  it('add up: three sets of five repetitions with each of them', () => {
    const wrong = QUARTERS.filter((lb) => {
      const volume = volumeOf([{ ...blankWork, sets: 3, reps: 5, load: kgOf(lb) }])
      return lbOf(toMilligrams(volume)) !== 15 * lb
    })

    expect(wrong).toEqual([])
  })

  it('add up over ten thousand sessions', () => {
    const session = toMilligrams(volumeOf([{ ...blankWork, sets: 3, reps: 5, load: kgOf(21.25) }]))

    expect(lbOf(10_000 * session)).toBe(10_000 * 318.75)
  })

  it('are the international ones of 1959', () => {
    expect(kgOf(1)).toBe(KG_PER_LB)
  })
})

describe('an e1RM in pounds', () => {
  const e1rmLb = (lb: number, reps: number) =>
    estimatedLbOf(e1rmOf({ ...blankWork, load: kgOf(lb), reps }, 'epley') ?? 0)

  it('is what the formula gives for pounds: exact where that has tenths, else within a tenth', () => {
    const lifts = Array.from({ length: 280 }, (_, at) => (at + 1) * 2.5).flatMap((lb) =>
      Array.from({ length: 11 }, (_, at) => ({ lb, reps: at + 2 })),
    )

    const wrong = lifts.filter(({ lb, reps }) => {
      const tenths = (lb * (30 + reps)) / 3
      const error = Math.abs(e1rmLb(lb, reps) * 10 - tenths)
      return error > (Number.isInteger(tenths) ? 1e-9 : 0.7)
    })

    expect(e1rmLb(45, 2)).toBe(48)
    expect(wrong).toEqual([])
  })

  it('of a single repetition is its load', () => {
    expect(e1rmLb(21.25, 1)).toBe(21.25)
  })
})
