import { bestsOf } from '@fitvibe/training/bests'
import { bodyShareOf } from '@fitvibe/training/bodyShare'
import { bodyVolumeOf, plannedTotalsOf, totalsOf } from '@fitvibe/training/totals'

import { inTransaction, type Context } from '../../context.ts'
import type { StoredExercise } from '../../db/fragments.ts'
import * as bodyWeightService from '../users/bodyWeight.service.ts'
import * as doneSetsRepository from './doneSets.repository.ts'
import * as recountsRepository from './recounts.repository.ts'
import type { Recounted } from './recounts.repository.ts'

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
  const ids = await recountsRepository.listSessions(ctx.db, { owner, names })
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
  const bodyKg = await bodyWeightService.bodyKgByTime(ctx, owner)
  const sessions = await recountsRepository.listExercises(ctx.db, { owner, ids })
  const counted = sessions.map(({ exercises, ...session }) => {
    const at = session.completedAt ?? session.plannedFor ?? ctx.clock()
    return {
      ...session,
      exercises: exercises.map((exercise) => ({ ...exercise, bodyKg: bodyKg(exercise.name, at) })),
    }
  })
  await recountsRepository.setVolumes(ctx.db, owner, counted.map(volumesOf))
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

function volumesOf({ id, completedAt, exercises }: Counted) {
  const plannedVolume = plannedTotalsOf(exercises).volume
  return completedAt === null
    ? { id, plannedVolume, volume: null, bodyVolume: 0 }
    : {
        id,
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
