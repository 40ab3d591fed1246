import { bodyKgOf, bodyShareOf } from '@fitvibe/training/bodyShare'

import type { Context } from '../../context.ts'
import * as bodyWeightRepository from './bodyWeight.repository.ts'

const MAX_WEIGHINGS = 5_000

interface Named {
  readonly name: string
}

/**
 * Adds to each exercise the part of the body weight that its repetitions moved at a time, kg; null if
 * it moves none, the weight is unknown, or the user does not count it.
 */
export async function withBodyKg<T extends Named>(
  ctx: Context,
  owner: string,
  exercises: readonly T[],
  at: Date,
): Promise<(T & { bodyKg: number | null })[]> {
  const isMoved = exercises.some(({ name }) => bodyShareOf(name) !== null)
  const weightKg = isMoved
    ? ((await bodyWeightRepository.findWeight(ctx.db, { owner, at })) ?? null)
    : null
  return exercises.map((exercise) => ({
    ...exercise,
    bodyKg: bodyKgOf(exercise.name, weightKg) || null,
  }))
}

/** Returns the counted part of the body weight, kg, by exercise name and time. */
export async function bodyKgByTime(
  ctx: Context,
  owner: string,
): Promise<(name: string, at: Date) => number | null> {
  const limit = MAX_WEIGHINGS
  const weighings = await bodyWeightRepository.listWeighings(ctx.db, { owner, limit })
  const [first] = weighings
  if (!first) return () => null
  return (name, at) => {
    if (bodyShareOf(name) === null) return null
    const latest = weighings.findLast((weighing) => weighing.at <= at) ?? first
    return bodyKgOf(name, latest.weightKg) || null
  }
}
