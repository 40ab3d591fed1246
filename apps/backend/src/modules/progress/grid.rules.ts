import type { Equipment } from '@fitvibe/contract'

export type Unit = 'kg' | 'lb'

/** Loads there are, kg to the hundredth. */
export interface Grid {
  /** The next heavier one. */
  above(loadKg: number): number
  /** The heaviest not above it, the lightest where it is below all. */
  atMost(loadKg: number): number
}

const KG_PER_LB = 0.45359237

/** A load as the athlete's plates say it. */
export const inUnit = (kg: number, unit: Unit) => (unit === 'lb' ? kg / KG_PER_LB : kg)

/** Steps a gym has: two of the smallest usual plates, or the next pair of dumbbells. */
const STEPS: Record<Unit, Partial<Record<Equipment, number>> & { usual: number }> = {
  kg: { dumbbell: 2, kettlebell: 4, usual: 2.5 },
  lb: { dumbbell: 5, kettlebell: 10, usual: 5 },
}

/** More than this share of a load at once is too much (ACSM position stand 2009): half the step. */
const MOST_SHARE = 0.1

/** The loads a piece of equipment comes in, in the unit the athlete's plates have. */
export function gridOf(equipment: Equipment | null, unit: Unit): Grid {
  const full = (equipment ? STEPS[unit][equipment] : undefined) ?? STEPS[unit].usual
  const factor = unit === 'lb' ? KG_PER_LB : 1
  const stepAt = (load: number) => (full > load * MOST_SHARE ? full / 2 : full)
  const toKg = (load: number) => Math.round(load * factor * 100) / 100
  return {
    above(loadKg) {
      const load = exact(loadKg / factor)
      const step = stepAt(load)
      return toKg((Math.floor(exact(load / step)) + 1) * step)
    },
    atMost(loadKg) {
      const load = exact(loadKg / factor)
      const step = stepAt(load)
      return toKg(Math.max(1, Math.floor(exact(load / step))) * step)
    },
  }
}

/** What lies within a hundredth of a step is on it, as pounds kept in kilograms are. */
const exact = (value: number) => Math.round(value * 50) / 50
