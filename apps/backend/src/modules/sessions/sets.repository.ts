import type { workApi } from '@fitvibe/contract'

import { row, type Db } from '../../db/knex.ts'
import type { SessionExercise } from './sessions.repository.ts'

type Exercise = Omit<SessionExercise, 'planned' | 'actual'>

/** Blocks of one exercise, in order. */
export interface Sets {
  readonly sessionExerciseId: string
  readonly work: readonly workApi.Work[]
}

export async function insertExercises(
  db: Db,
  session: { owner: string; id: string },
  exercises: readonly Exercise[],
): Promise<void> {
  await row(
    db,
    /* sql */ `
    insert into session_exercises (owner, id, session_id, exercise_id, position, superset, name,
      type, metric, primary_muscles, secondary_muscles, notes)
    select :owner, x.id, :sessionId, x."exerciseId", x.position, x.superset, x.name,
      x.type, x.metric, x."primaryMuscles", x."secondaryMuscles", x.notes
    from jsonb_to_recordset(:exercises::jsonb) as x(id uuid, "exerciseId" uuid, position smallint,
      superset smallint, name text, type text, metric text, "primaryMuscles" text[],
      "secondaryMuscles" text[], notes text)`,
    { owner: session.owner, sessionId: session.id, exercises: JSON.stringify(exercises) },
  )
}

/** Deletes all exercises of a session with their sets. */
export async function deleteExercises(
  db: Db,
  session: { owner: string; id: string },
): Promise<void> {
  await db('session_exercises').where({ owner: session.owner, session_id: session.id }).delete()
}

export const insertPlanned = (db: Db, owner: string, sets: readonly Sets[]) =>
  insertSets(db, 'planned_exercise_attributes', owner, sets)

export const insertActual = (db: Db, owner: string, sets: readonly Sets[]) =>
  insertSets(db, 'actual_exercise_attributes', owner, sets)

export async function deleteActual(
  db: Db,
  owner: string,
  sessionExerciseIds: readonly string[],
): Promise<void> {
  await db('actual_exercise_attributes')
    .where({ owner })
    .whereIn('session_exercise_id', sessionExerciseIds)
    .delete()
}

async function insertSets(db: Db, table: string, owner: string, sets: readonly Sets[]) {
  const blocks = sets.flatMap(({ sessionExerciseId, work }) =>
    work.map((block, position) => ({ ...block, sessionExerciseId, position })),
  )
  if (blocks.length === 0) return
  await row(
    db,
    /* sql */ `
    insert into ${table} (owner, session_exercise_id, position, set_type, sets, reps, load_kg,
      distance_m, duration_seconds, rpe, rir, rest_seconds)
    select :owner, w."sessionExerciseId", w.position, w."setType", w.sets, w.reps, w.load,
      w.distance, w."durationSec", w.rpe, w.rir, w."restSec"
    from jsonb_to_recordset(:blocks::jsonb) as w("sessionExerciseId" uuid, position smallint,
      "setType" text, sets smallint, reps smallint, load numeric, distance numeric,
      "durationSec" integer, rpe numeric, rir numeric, "restSec" smallint)`,
    { owner, blocks: JSON.stringify(blocks) },
  )
}
