import { bodyKgOf, bodyShareOf } from '@fitvibe/training/bodyShare'

import type { Context } from '../../context.ts'
import * as bodyWeightRepository from './bodyWeight.repository.ts'

const MAX_WEIGHINGS = 20_000

interface Named {
  readonly name: string
}

/**
 * Adds to each exercise the part of the body weight that its repetitions moved on a day, kg; null if
 * it moves none, the weight is unknown, or the user does not count it.
 */
export async function withBodyKg<T extends Named>(
  ctx: Context,
  owner: string,
  exercises: readonly T[],
  on: string,
): Promise<(T & { bodyKg: number | null })[]> {
  const isMoved = exercises.some(({ name }) => bodyShareOf(name) !== null)
  const weighing = isMoved
    ? await bodyWeightRepository.findWeighing(ctx.db, { owner, on })
    : undefined
  const weightKg = weighing?.isCounted ? weighing.weightKg : null
  return exercises.map((exercise) => ({
    ...exercise,
    bodyKg: bodyKgOf(exercise.name, weightKg) || null,
  }))
}

/** The body weights of a user by day. */
export interface BodyWeights {
  /** kg; null if none is known. */
  readonly weightKg: (on: string) => number | null
  /** The counted part of the body weight, kg, of an exercise. */
  readonly bodyKg: (name: string, on: string) => number | null
}

export async function bodyWeights(ctx: Context, owner: string): Promise<BodyWeights> {
  const limit = MAX_WEIGHINGS
  const weighings = await bodyWeightRepository.listWeighings(ctx.db, { owner, limit })
  const isCounted = weighings[0]?.isCounted ?? false
  const weightKg = (on: string) => weighings[indexOn(weighings, on)]?.weightKg ?? null
  return {
    weightKg,
    bodyKg: (name, on) =>
      isCounted && bodyShareOf(name) !== null ? bodyKgOf(name, weightKg(on)) || null : null,
  }
}

/** Returns the index of the latest weighing until a day, otherwise of the first one, by bisection. */
function indexOn(weighings: readonly { readonly on: string }[], on: string): number {
  let [low, high] = [0, weighings.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((weighings[middle]?.on ?? '') <= on) low = middle
    else high = middle - 1
  }
  return low
}
