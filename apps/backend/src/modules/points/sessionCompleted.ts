import type { badgesApi, pointsApi, recordsApi } from '@fitvibe/contract'
import type { Effort } from '@fitvibe/training/effort'

import type { WeekStart } from '../../utils/calendar.ts'

/** The completion of a session, or a correction after it. */
export interface SessionCompleted {
  readonly owner: string
  readonly sessionId: string
  /** 0 for the completion, then the number of the correction. */
  readonly revision: number
  readonly plannedFor: Date | null
  /** The time zone in which the session took place. */
  readonly timezone: string
  readonly startedAt: Date
  readonly completedAt: Date
  /** The day of `startedAt` in that time zone: the day of the session. */
  readonly trainedOn: string
  /** First day of the athlete's weeks. */
  readonly weekStart: WeekStart
  readonly adherence: number | null
  readonly efforts: readonly Effort[]
}

/** Results of a completion or correction. */
export interface Consequences {
  readonly award: Omit<pointsApi.Award, 'explanation'>
  /** Badges that the session has newly earned. */
  readonly badges: readonly badgesApi.BadgeCode[]
  readonly records: recordsApi.NewRecord[]
  /** kcal; null if the body weight is unknown. */
  readonly estimatedCalories: number | null
}
