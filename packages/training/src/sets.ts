import type { Metric, workApi } from '@fitvibe/contract'

type Work = workApi.Work

/** What one set of a block comes to. */
export type Measure = (block: Work) => number

const volume: Measure = (block) => (block.load ?? 0) * (block.reps ?? 0)
const reps: Measure = (block) => block.reps ?? 0
const duration: Measure = (block) => block.durationSec ?? 0
const distance: Measure = (block) => block.distance ?? 0
export const setsOf: Measure = () => 1

/** What a metric's work is measured in: the first of these that the plan speaks of. */
export const measures: Record<Metric, readonly Measure[]> = {
  weight_reps: [volume, reps, setsOf],
  reps: [reps, setsOf],
  duration: [duration, setsOf],
  distance_duration: [distance, duration, setsOf],
  weight_distance: [distance, setsOf],
}

export const timesOf = (block: Work) => block.sets ?? 1

/** Warm-ups count in nothing but the time. */
export const isCounted = (block: Work) => block.setType !== 'warmup'

/** A measure summed over blocks, warm-ups left out. */
export const amountOf = (work: readonly Work[], measure: Measure): number =>
  work.filter(isCounted).reduce((total, block) => total + timesOf(block) * measure(block), 0)
