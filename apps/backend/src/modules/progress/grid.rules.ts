import type { Equipment } from '@fitvibe/contract'
import { toHundredths } from '@fitvibe/training/rounding'
import { KG_PER_LB, kgOf, lbOf } from '@fitvibe/training/units'

export type Unit = 'kg' | 'lb'

/** The loads that a piece of equipment offers, kg; below 0 they are help. */
export interface Grid {
  /** Returns the next heavier load: less help, until none is left. */
  above(loadKg: number): number
  /** Returns the heaviest load up to `loadKg`, or the lightest load if all are heavier. */
  atMost(loadKg: number): number
}

/** Converts a load to the unit of the athlete's plates. */
export const inUnit = (kg: number, unit: Unit) => (unit === 'lb' ? lbOf(kg) : kg)

/** The usual steps in a gym: two of the smallest plates, or the next pair of dumbbells. */
const STEPS: Record<Unit, Partial<Record<Equipment, number>> & { usual: number }> = {
  kg: { dumbbell: 2, kettlebell: 4, usual: 2.5 },
  lb: { dumbbell: 5, kettlebell: 10, usual: 5 },
}

/** A step above this share of the load is halved (ACSM position stand 2009: 2 to 10 %). */
const MOST_SHARE = 0.1

/** Returns the loads of a piece of equipment, stepped in the unit of the athlete's plates. */
export function gridOf(equipment: Equipment | null, unit: Unit): Grid {
  const full = (equipment ? STEPS[unit][equipment] : undefined) ?? STEPS[unit].usual
  const factor = unit === 'lb' ? KG_PER_LB : 1
  // Help is a small part of the body weight, which the whole step changes by less than a tenth.
  const stepAt = (load: number) => (load >= 0 && full > load * MOST_SHARE ? full / 2 : full)
  const toKg = (load: number) => (unit === 'lb' ? kgOf(load) : toHundredths(load))
  return {
    above(loadKg) {
      const load = exact(loadKg / factor)
      const step = stepAt(load)
      return toKg((Math.floor(exact(load / step)) + 1) * step) || 0
    },
    atMost(loadKg) {
      const load = exact(loadKg / factor)
      const step = stepAt(load)
      const steps = Math.floor(exact(load / step))
      return toKg((loadKg < 0 ? steps : Math.max(1, steps)) * step)
    },
  }
}

/** Snaps to hundredths of a step: a conversion is off by a rounding of floating point. */
const exact = (value: number) => Math.round(value * 50) / 50
