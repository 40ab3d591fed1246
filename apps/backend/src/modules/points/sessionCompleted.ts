import type { badgesApi, pointsApi, recordsApi } from '@fitvibe/contract'
import type { Effort } from '@fitvibe/training/effort'

/** A session has been completed, or a completed one corrected. */
export interface SessionCompleted {
  readonly owner: string
  readonly sessionId: string
  /** 0 for the completion itself, then counting corrections. */
  readonly revision: number
  readonly plannedFor: Date | null
  /** Where it took place. */
  readonly timezone: string
  readonly startedAt: Date
  readonly completedAt: Date
  /** The day of `completedAt` where it took place. */
  readonly trainedOn: string
  readonly adherence: number | null
  readonly efforts: readonly Effort[]
}

/** What follows from it. */
export interface Consequences {
  readonly award: Omit<pointsApi.Award, 'explanation'>
  /** Those it has earned. */
  readonly badges: readonly badgesApi.BadgeCode[]
  readonly records: recordsApi.NewRecord[]
  /** kcal; null where the body weight is unknown. */
  readonly estimatedCalories: number | null
}
