import type { workApi } from '@fitvibe/contract'

import { keysOf, type Table } from './table.ts'

/** A block of equal sets, planned or done. */
interface SetRow extends workApi.Work {
  readonly sessionExerciseId: string
  readonly position: number
}

const columns: Table<SetRow>['columns'] = {
  sessionExerciseId: ['session_exercise_id', 'uuid'],
  position: ['position', 'smallint'],
  setType: ['set_type', 'text'],
  sets: ['sets', 'smallint'],
  reps: ['reps', 'smallint'],
  load: ['load_kg', 'numeric'],
  distance: ['distance_m', 'numeric'],
  durationSec: ['duration_seconds', 'integer'],
  rpe: ['rpe', 'numeric'],
  rir: ['rir', 'numeric'],
  restSec: ['rest_seconds', 'smallint'],
  side: ['side', 'text'],
}

export const plannedSets: Table<SetRow> = { name: 'planned_exercise_attributes', columns }
export const actualSets: Table<SetRow> = { name: 'actual_exercise_attributes', columns }

/** Properties that planned and done sets share with a block of the contract. */
export const MEASURES = keysOf(plannedSets).filter(
  (key) => key !== 'sessionExerciseId' && key !== 'position',
)
