import type { Bests } from '@fitvibe/training/bests'

import type { Context } from '../../context.ts'
import * as bestsRepository from './bests.repository.ts'
import type { SessionExercise } from './sessions.repository.ts'
import * as setsRepository from './sets.repository.ts'
import type { NewExercise } from './sets.repository.ts'

/** Writes exercises of any number of sessions with their planned sets; not the sets done. */
export async function writeExercises(
  ctx: Context,
  owner: string,
  exercises: readonly (NewExercise & Pick<SessionExercise, 'planned'>)[],
): Promise<void> {
  await setsRepository.insertExercises(ctx.db, owner, exercises)
  const planned = exercises.map(({ id, planned: work }) => ({ sessionExerciseId: id, work }))
  await setsRepository.insertPlanned(ctx.db, owner, planned)
}

/** Writes the sets done of exercises that have none yet. */
export function writeActual(
  ctx: Context,
  owner: string,
  exercises: readonly Pick<SessionExercise, 'id' | 'actual'>[],
): Promise<void> {
  const actual = exercises.map(({ id, actual: work }) => ({ sessionExerciseId: id, work }))
  return setsRepository.insertActual(ctx.db, owner, actual)
}

/** Deletes all sets done of these exercises. */
export const deleteActual = (ctx: Context, owner: string, exerciseIds: readonly string[]) =>
  setsRepository.deleteActual(ctx.db, owner, exerciseIds)

/** Deletes the markers of sets that were logged and removed again. */
export const deleteRemoved = (ctx: Context, owner: string, exerciseIds: readonly string[]) =>
  setsRepository.deleteRemoved(ctx.db, owner, exerciseIds)

/** Replaces the bests of these exercises, and when they were done: null without any set. */
export const writeBests = (
  ctx: Context,
  owner: string,
  bests: readonly (Bests & { readonly doneAt: Date | null })[],
) => bestsRepository.setBests(ctx.db, owner, bests)
