import type { Bests } from '@fitvibe/training/bests'

import type { StoredWork } from '../../db/fragments.ts'
import { row, type Db } from '../../db/knex.ts'
import { BESTS } from './bests.repository.ts'
import type { SessionExercise } from './sessions.repository.ts'

/** Blocks of one exercise, in order. */
interface Sets {
  readonly sessionExerciseId: string
  readonly work: readonly StoredWork[]
}

export type NewExercise = Omit<SessionExercise, 'planned' | 'actual'> & {
  readonly sessionId: string
  /** When it was done, if its session is completed and it has sets. */
  readonly doneAt: Date | null
  /** What it came to, where that is known already. */
  readonly bests?: Bests | undefined
}

/** Exercises of any number of sessions. */
export async function insertExercises(
  db: Db,
  owner: string,
  exercises: readonly NewExercise[],
): Promise<void> {
  await row(
    db,
    /* sql */ `
    insert into session_exercises (owner, id, session_id, exercise_id, position, superset, name,
      type, metric, primary_muscles, secondary_muscles, notes, is_added, is_skipped, substitutes,
      done_at, done_sets, best_load_kg, rep_loads, rep_counts, epley_kg, epley_position, brzycki_kg,
      brzycki_position, rpe_kg, rpe_position, volume_kg, best_distance_m, best_duration_seconds,
      paces)
    select :owner, x.id, x."sessionId", x."exerciseId", x.position, x.superset, x.name,
      x.type, x.metric, x."primaryMuscles", x."secondaryMuscles", x.notes, x."isAdded",
      x."isSkipped", x.substitutes, x."doneAt", x."doneSets", x."loadKg",
      coalesce(x."repLoads", '{}'), coalesce(x."repCounts", '{}'), x."epleyKg", x."epleyPosition",
      x."brzyckiKg", x."brzyckiPosition", x."rpeKg", x."rpePosition", x."volumeKg", x."distanceM",
      x."durationSeconds", coalesce(x.paces, '{}')
    from jsonb_to_recordset(:exercises::jsonb) as x(id uuid, "sessionId" uuid, "exerciseId" uuid,
      position smallint, superset smallint, name text, type text, metric text,
      "primaryMuscles" text[], "secondaryMuscles" text[], notes text, "isAdded" boolean,
      "isSkipped" boolean, substitutes uuid, "doneAt" timestamptz, ${BESTS})`,
    { owner, exercises: JSON.stringify(exercises.map(columnsOf)) },
  )
}

/**
 * What is written of an exercise; its sets, most of the text there is, are written on their own.
 * Named one by one: copying so many properties in a row costs 10 KB for each exercise.
 */
const columnsOf = (exercise: NewExercise) => ({
  ...exercise.bests,
  id: exercise.id,
  sessionId: exercise.sessionId,
  exerciseId: exercise.exerciseId,
  position: exercise.position,
  superset: exercise.superset,
  name: exercise.name,
  type: exercise.type,
  metric: exercise.metric,
  primaryMuscles: exercise.primaryMuscles,
  secondaryMuscles: exercise.secondaryMuscles,
  notes: exercise.notes,
  isAdded: exercise.isAdded,
  isSkipped: exercise.isSkipped,
  substitutes: exercise.substitutes,
  doneAt: exercise.doneAt,
})

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

/** Forgets the sets that were logged and taken away again. */
export async function deleteRemoved(
  db: Db,
  owner: string,
  sessionExerciseIds: readonly string[],
): Promise<void> {
  await db('actual_exercise_attributes')
    .where({ owner, sets: 0 })
    .whereNotNull('logged_at')
    .whereIn('session_exercise_id', sessionExerciseIds)
    .delete()
}

/** Lets the exercises of a session that is deleted be done no more: their past is without it. */
export async function setNotDone(db: Db, session: { owner: string; id: string }): Promise<void> {
  await db('session_exercises')
    .where({ owner: session.owner, session_id: session.id })
    .whereNotNull('done_at')
    .update({ done_at: null })
}

async function insertSets(db: Db, table: string, owner: string, sets: readonly Sets[]) {
  const blocks = sets.flatMap(({ sessionExerciseId, work }) =>
    work.map((block, index) => ({
      sessionExerciseId,
      position: block.position ?? index,
      setType: block.setType,
      sets: block.sets,
      reps: block.reps,
      load: block.load,
      distance: block.distance,
      durationSec: block.durationSec,
      rpe: block.rpe,
      rir: block.rir,
      restSec: block.restSec,
    })),
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
