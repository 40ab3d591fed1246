import { bestsOf } from '@fitvibe/training/bests'
import { bodyShareOf } from '@fitvibe/training/bodyShare'
import { effortsOf } from '@fitvibe/training/outcome'
import { bodyVolumeOf, plannedTotalsOf, totalsOf } from '@fitvibe/training/totals'

import { inTransaction, type Context } from '../../context.ts'
import type { StoredExercise } from '../../db/fragments.ts'
import { dayOf } from '../../utils/calendar.ts'
import * as pointsService from '../points/points.service.ts'
import * as bodyWeightService from '../users/bodyWeight.service.ts'
import type { BodyWeights } from '../users/bodyWeight.service.ts'
import * as doneSetsRepository from './doneSets.repository.ts'
import * as recountsRepository from './recounts.repository.ts'
import type { Days, Recounted } from './recounts.repository.ts'

/** Sessions that are in memory at a time; of a recount of all, those of one transaction. */
const BATCH = 100

/**
 * Derives the volumes and bests of all sessions with exercises that move the body weight or with sets
 * that may be implausible, in short transactions, and returns how many there are. Points and adherence
 * do not depend on body weight.
 */
export async function recount(ctx: Context, owner: string): Promise<number> {
  await recountsRepository.waitForWriters(ctx.db, owner)
  const all = await recountsRepository.listNames(ctx.db, owner)
  const names = all.filter((name) => bodyShareOf(name) !== null)
  return recountInTurn(ctx, owner, await recountsRepository.listSessions(ctx.db, { owner, names }))
}

/** Like `recount`, for the completed sessions of some days, whose body weight has changed. */
export async function recountDays(ctx: Context, owner: string, days: Days): Promise<number> {
  await recountsRepository.waitForWriters(ctx.db, owner)
  const filter = { owner, ...days, limit: null }
  return recountInTurn(ctx, owner, await recountsRepository.listSessionsOf(ctx.db, filter))
}

/** Recounts the sessions of some days in the caller's transaction, or none if there are more than `most`. */
export async function recountDaysAtOnce(
  ctx: Context,
  owner: string,
  days: Days,
  most: number,
): Promise<void> {
  const filter = { owner, ...days, limit: most + 1 }
  const ids = await recountsRepository.listSessionsOf(ctx.db, filter)
  if (ids.length <= most) await recountSessions(ctx, owner, ids)
}

async function recountInTurn(ctx: Context, owner: string, ids: readonly string[]): Promise<number> {
  for (const batch of batchesOf(ids))
    await inTransaction(ctx, (ctx) => recountBatch(ctx, owner, batch))
  return ids.length
}

/** Derives the volumes and bests of these sessions, in the caller's transaction. */
export async function recountSessions(
  ctx: Context,
  owner: string,
  ids: readonly string[],
): Promise<void> {
  for (const batch of batchesOf(ids)) await recountBatch(ctx, owner, batch)
}

function batchesOf(ids: readonly string[]): string[][] {
  const sorted = ids.toSorted()
  return Array.from({ length: Math.ceil(sorted.length / BATCH) }, (_, index) =>
    sorted.slice(index * BATCH, (index + 1) * BATCH),
  )
}

async function recountBatch(ctx: Context, owner: string, ids: readonly string[]): Promise<void> {
  await recountsRepository.lockSessions(ctx.db, { owner, ids })
  const weights = await bodyWeightService.bodyWeights(ctx, owner)
  const sessions = await recountsRepository.listExercises(ctx.db, { owner, ids })
  const counted = sessions.map((session) => {
    const on = session.trainedOn ?? session.dueOn ?? dayOf(ctx.clock(), session.timezone)
    return {
      ...session,
      calories: caloriesOf(session, weights.weightKg(on)),
      exercises: session.exercises.map((exercise) => ({
        ...exercise,
        bodyKg: weights.bodyKg(exercise.name, on),
      })),
    }
  })
  await recountsRepository.setSums(ctx.db, owner, counted.map(sumsOf))
  const [done, planned] = [
    counted.filter(({ completedAt }) => completedAt !== null),
    counted.filter(({ completedAt }) => completedAt === null),
  ]
  await doneSetsRepository.setBests(ctx.db, owner, done.flatMap(bestsIn))
  await recountsRepository.setBodyKg(
    ctx.db,
    owner,
    planned.flatMap(({ exercises }) => exercises),
  )
}

type Counted = Omit<Recounted, 'exercises'> & { readonly exercises: readonly StoredExercise[] }

/** Estimates the calories again, unless the athlete entered them or the session was imported. */
const caloriesOf = (
  { exercises, durationSec, calories, isEstimated }: Recounted,
  weightKg: BodyWeightKg,
) =>
  isEstimated
    ? pointsService.estimateCalories(effortsOf(exercises, durationSec ?? 0), weightKg)
    : calories

type BodyWeightKg = ReturnType<BodyWeights['weightKg']>

function sumsOf({ id, completedAt, calories, exercises }: Counted) {
  const plannedVolume = plannedTotalsOf(exercises).volume
  return completedAt === null
    ? { id, calories, plannedVolume, volume: null, bodyVolume: 0 }
    : {
        id,
        calories,
        plannedVolume,
        volume: totalsOf(exercises, 0).volume,
        bodyVolume: bodyVolumeOf(exercises),
      }
}

const bestsIn = ({ completedAt, exercises }: Counted) =>
  bestsOf(exercises).map((best, index) => ({
    ...best,
    bodyKg: exercises[index]?.bodyKg ?? null,
    doneAt: exercises[index]?.actual.length ? completedAt : null,
  }))
