import type { Bests } from '@fitvibe/training/bests'

import type { Db } from '../../db/knex.ts'
import { BESTS, sessionExercises } from '../../db/tables/sessionExercises.ts'
import { updateRows } from '../../db/tables/table.ts'

interface Exercises {
  readonly owner: string
  readonly sessionExerciseIds: readonly string[]
}

/** Deletes all sets done of these exercises. */
export async function deleteActual(
  db: Db,
  { owner, sessionExerciseIds }: Exercises,
): Promise<void> {
  await db('actual_exercise_attributes')
    .where({ owner })
    .whereIn('session_exercise_id', sessionExerciseIds)
    .delete()
}

/** Deletes the markers of sets that were logged and deleted again. */
export async function deleteRemoved(
  db: Db,
  { owner, sessionExerciseIds }: Exercises,
): Promise<void> {
  await db('actual_exercise_attributes')
    .where({ owner, sets: 0 })
    .whereNotNull('logged_at')
    .whereIn('session_exercise_id', sessionExerciseIds)
    .delete()
}

/**
 * Replaces the bests of exercises, their counted body weight, and the time they were done, null for
 * an exercise without sets.
 * Personal records and "last time" are read from them.
 */
export function setBests(
  db: Db,
  owner: string,
  bests: readonly (Bests & { readonly bodyKg: number | null; readonly doneAt: Date | null })[],
): Promise<void> {
  const rows = bests.map((best) => ({ ...best, id: best.sessionExerciseId }))
  return updateRows(db, sessionExercises, owner, BESTS, rows)
}
