import { toHundredths } from './rounding.ts'
import type { Work } from './sets.ts'

export const FORMULAS = ['epley', 'brzycki', 'rpe'] as const
export type Formula = (typeof FORMULAS)[number]

type Lift = Pick<Work, 'load' | 'reps' | 'rpe' | 'rir'>

/** Longer sets measure endurance more than strength, and the formulas disagree about them. */
export const MAX_E1RM_REPS = 12

/** Repetitions in reserve at RPE 6.5, the lightest effort that the chart has a column for. */
const MAX_RESERVE = 3.5

/**
 * Percent of the one-repetition maximum; each step is half a repetition away from one all-out
 * repetition. Source: the RPE chart of Reactive Training Systems (Tuchscherer 2008), whose rows are
 * one sequence, each starting two steps later. Copies disagree on rows 11 and 12; here they continue
 * the sequence.
 */
const RPE_CHART = [
  100, 97.8, 95.5, 93.9, 92.2, 90.7, 89.2, 87.8, 86.3, 85, 83.7, 82.4, 81.1, 79.9, 78.6, 77.4, 76.2,
  75.1, 73.9, 72.3, 70.7, 69.4, 68, 66.7, 65.3, 64,
]

/** Percent of the maximum at which `reps` leave `reserve` repetitions; null outside the chart. */
export function chartPercent(reps: number, reserve: number): number | null {
  if (reps < 1 || reps > MAX_E1RM_REPS || reserve < 0 || reserve > MAX_RESERVE) return null
  return RPE_CHART[Math.round(2 * (reps - 1 + reserve))] ?? null
}

/** Repetitions in reserve: as noted, otherwise 10 − RPE; null if neither is noted. */
export const reserveOf = ({ rpe, rir }: Pick<Lift, 'rpe' | 'rir'>): number | null =>
  rir ?? (rpe === null ? null : 10 - rpe)

/**
 * Estimates the one-repetition maximum, kg to the hundredth. A single repetition is its own load (by
 * the chart, at RPE 10), unrounded. Null beyond 12 repetitions, without a load, with help, and, by the
 * chart, without a noted effort. Epley: Boyd Epley Workout, 1985; Brzycki: J Phys Educ Recreat Dance 64:88, 1993.
 */
export function e1rmOf(lift: Lift, formula: Formula): number | null {
  const { load, reps } = lift
  if (load === null || load <= 0 || !reps || reps > MAX_E1RM_REPS) return null
  const reserve = reserveOf(lift)
  const percent = reserve === null ? null : chartPercent(reps, reserve)
  if (formula === 'rpe' && percent === null) return null
  if (formula === 'rpe' ? percent === 100 : reps === 1) return load
  if (formula === 'epley') return toHundredths(load * (1 + reps / 30))
  if (formula === 'brzycki') return toHundredths((load * 36) / (37 - reps))
  return toHundredths((load * 100) / (percent ?? 100))
}
