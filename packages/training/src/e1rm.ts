import type { recordsApi } from '@fitvibe/contract'

type Formula = recordsApi.Formula

/** Beyond this, a set says more of endurance than of strength, and the formulas part ways. */
const MOST_REPS = 12

/** Repetitions left at RPE 6.5, the lightest effort the chart has a column for. */
const MOST_RESERVE = 3.5

/**
 * Percent of the one-repetition maximum by how many half repetitions a set is away from one all-out
 * repetition: Reactive Training Systems' RPE chart (Tuchscherer 2008), whose rows are the same
 * sequence, each begun two steps later. Rows 11 and 12, on which copies differ, go on with it.
 */
const RPE_CHART = [
  100, 97.8, 95.5, 93.9, 92.2, 90.7, 89.2, 87.8, 86.3, 85, 83.7, 82.4, 81.1, 79.9, 78.6, 77.4, 76.2,
  75.1, 73.9, 72.3, 70.7, 69.4, 68, 66.7, 65.3, 64,
]

/** Percent of the maximum that `reps` with so many in reserve are done at; null off the chart. */
export function chartPercent(reps: number, reserve: number): number | null {
  if (reps < 1 || reps > MOST_REPS || reserve < 0 || reserve > MOST_RESERVE) return null
  return RPE_CHART[Math.round(2 * (reps - 1 + reserve))] ?? null
}

interface Lift {
  readonly load: number | null
  readonly reps: number | null
  readonly rpe: number | null
  readonly rir: number | null
}

/** Repetitions in reserve: as noted, else what the RPE leaves; null where neither is. */
export const reserveOf = ({ rpe, rir }: Pick<Lift, 'rpe' | 'rir'>) =>
  rir ?? (rpe === null ? null : 10 - rpe)

/**
 * Estimated one-repetition maximum, kg to the hundredth. One repetition is what it is, by the
 * chart an all-out one; null beyond 12, without a load, and, by the chart, without an effort noted.
 * Epley: Boyd Epley Workout, 1985; Brzycki: J Phys Educ Recreat Dance 64:88, 1993.
 */
export function e1rmOf(lift: Lift, formula: Formula): number | null {
  const { load, reps } = lift
  if (!load || !reps || reps > MOST_REPS) return null
  if (formula === 'epley') return hundredth(reps === 1 ? load : load * (1 + reps / 30))
  if (formula === 'brzycki') return hundredth((load * 36) / (37 - reps))
  const reserve = reserveOf(lift)
  const percent = reserve === null ? null : chartPercent(reps, reserve)
  return percent === null ? null : hundredth((load * 100) / percent)
}

const hundredth = (value: number) => Math.round(value * 100) / 100
