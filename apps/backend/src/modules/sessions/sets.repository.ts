import type { StoredWork } from '../../db/fragments.ts'
import type { Db, Key } from '../../db/knex.ts'
import { sessionExercises, type SessionExerciseRow } from '../../db/tables/sessionExercises.ts'
import { actualSets, plannedSets } from '../../db/tables/sets.ts'
import { insertRows } from '../../db/tables/table.ts'

/** The blocks of one exercise, in order. */
interface Sets {
  readonly sessionExerciseId: string
  readonly work: readonly StoredWork[]
}

/** Inserts exercises of any number of sessions. */
export const insertExercises = (
  db: Db,
  owner: string,
  exercises: readonly SessionExerciseRow[],
): Promise<void> => insertRows(db, sessionExercises, owner, exercises)

export const insertPlanned = (db: Db, owner: string, sets: readonly Sets[]): Promise<void> =>
  insertRows(db, plannedSets, owner, sets.flatMap(toRows))

export const insertActual = (db: Db, owner: string, sets: readonly Sets[]): Promise<void> =>
  insertRows(db, actualSets, owner, sets.flatMap(toRows))

/** Spreads the block last, which costs half as much: an import has tens of thousands of blocks. */
const toRows = ({ sessionExerciseId, work }: Sets) =>
  work.map(({ position, ...block }, index) => ({
    sessionExerciseId,
    position: position ?? index,
    ...block,
  }))

/** Deletes all exercises of a session with their sets. */
export async function deleteExercises(db: Db, { owner, id }: Key): Promise<void> {
  await db('session_exercises').where({ owner, session_id: id }).delete()
}

/** Clears `done_at` of a deleted session's exercises, so records and "last time" ignore them. */
export async function setNotDone(db: Db, { owner, id }: Key): Promise<void> {
  await db('session_exercises')
    .where({ owner, session_id: id })
    .whereNotNull('done_at')
    .update({ done_at: null })
}
