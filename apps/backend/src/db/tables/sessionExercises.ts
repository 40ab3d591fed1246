import type { Bests } from '@fitvibe/training/bests'

import type { StoredExercise } from '../fragments.ts'
import type { Table } from './table.ts'

/** An exercise as it is put into a session, with the name and metric that it has at that time. */
export type PlannedExercise = Omit<
  StoredExercise,
  'id' | 'position' | 'actual' | 'isAdded' | 'isSkipped' | 'substitutes' | 'bodyKg'
>

/** An exercise of a session without its sets. */
export interface SessionExerciseRow
  extends Omit<StoredExercise, 'planned' | 'actual'>, Partial<Omit<Bests, 'sessionExerciseId'>> {
  readonly sessionId: string
  /** When it was done; null unless its session is completed and it has sets. */
  readonly doneAt: Date | null
}

const EMPTY = `'{}'`

export const sessionExercises: Table<SessionExerciseRow> = {
  name: 'session_exercises',
  columns: {
    id: ['id', 'uuid'],
    sessionId: ['session_id', 'uuid'],
    exerciseId: ['exercise_id', 'uuid'],
    position: ['position', 'smallint'],
    superset: ['superset', 'smallint'],
    name: ['name', 'text'],
    type: ['type', 'text'],
    metric: ['metric', 'text'],
    primaryMuscles: ['primary_muscles', 'text[]', EMPTY],
    secondaryMuscles: ['secondary_muscles', 'text[]', EMPTY],
    notes: ['notes', 'text'],
    isAdded: ['is_added', 'boolean', 'false'],
    isSkipped: ['is_skipped', 'boolean', 'false'],
    substitutes: ['substitutes', 'uuid'],
    bodyKg: ['body_kg', 'numeric'],
    doneAt: ['done_at', 'timestamptz'],
    doneSets: ['done_sets', 'integer'],
    loadKg: ['best_load_kg', 'numeric'],
    repLoads: ['rep_loads', 'numeric[]', EMPTY],
    repCounts: ['rep_counts', 'smallint[]', EMPTY],
    epleyKg: ['epley_kg', 'numeric'],
    epleyPosition: ['epley_position', 'smallint'],
    brzyckiKg: ['brzycki_kg', 'numeric'],
    brzyckiPosition: ['brzycki_position', 'smallint'],
    rpeKg: ['rpe_kg', 'numeric'],
    rpePosition: ['rpe_position', 'smallint'],
    volumeKg: ['volume_kg', 'numeric'],
    distanceM: ['best_distance_m', 'numeric'],
    durationSeconds: ['best_duration_seconds', 'integer'],
    paces: ['paces', 'numeric[]', EMPTY],
  },
}

/** Properties that follow from the sets done of an exercise and the body weight at that time. */
export const BESTS = [
  'bodyKg',
  'doneAt',
  'doneSets',
  'loadKg',
  'repLoads',
  'repCounts',
  'epleyKg',
  'epleyPosition',
  'brzyckiKg',
  'brzyckiPosition',
  'rpeKg',
  'rpePosition',
  'volumeKg',
  'distanceM',
  'durationSeconds',
  'paces',
] as const
