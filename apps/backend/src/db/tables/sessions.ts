import type { ExerciseType, SessionVisibility, workApi } from '@fitvibe/contract'

import type { StoredExercise } from '../fragments.ts'

export interface Plan {
  readonly title: string
  readonly notes: string | null
  readonly visibility: SessionVisibility
  readonly plannedFor: Date | null
  /** The day of `plannedFor` where it takes place. */
  readonly dueOn: string | null
  readonly timezone: string
  readonly type: ExerciseType | null
  readonly exerciseNames: string[]
  readonly plannedTotals: workApi.Totals
}

/** An exercise as it is put into a session: what it was called and measured in stays with it. */
export type PlannedExercise = Omit<
  StoredExercise,
  'id' | 'position' | 'actual' | 'isAdded' | 'isSkipped' | 'substitutes'
>
