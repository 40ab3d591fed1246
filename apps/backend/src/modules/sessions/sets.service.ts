import { isMeasured, type Work } from '@fitvibe/training/sets'

import type { Context, User } from '../../context.ts'
import type { SessionExerciseRow } from '../../db/tables/sessionExercises.ts'
import { unprocessable } from '../../errors.ts'
import type { SessionExercise } from './sessions.repository.ts'
import * as setsRepository from './sets.repository.ts'

/** Writes exercises of any number of sessions with their planned sets, but not the sets done. */
export async function writeExercises(
  ctx: Context,
  user: User,
  exercises: readonly (SessionExerciseRow & Pick<SessionExercise, 'planned'>)[],
): Promise<void> {
  await setsRepository.insertExercises(ctx.db, user.id, exercises)
  const planned = exercises.map(({ id, planned: work }) => ({ sessionExerciseId: id, work }))
  await setsRepository.insertPlanned(ctx.db, user.id, planned)
}

/** @throws AppError UNPROCESSABLE for a set that notes neither repetitions, load, distance nor time */
export function requireMeasured(work: readonly Work[], path: string): void {
  if (!work.every(isMeasured)) throw unprocessable('errors.emptySet', path)
}

/** Writes the sets done of exercises that have none yet. */
export function writeActual(
  ctx: Context,
  user: User,
  exercises: readonly Pick<SessionExercise, 'id' | 'actual'>[],
): Promise<void> {
  const actual = exercises.map(({ id, actual: work }) => ({ sessionExerciseId: id, work }))
  return setsRepository.insertActual(ctx.db, user.id, actual)
}
