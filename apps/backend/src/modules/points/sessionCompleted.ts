import type { badgesApi, ExerciseType, pointsApi, recordsApi } from '@fitvibe/contract'

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

/** What one exercise asked of the body. */
interface Effort {
  /** What the exercise is called in the session. */
  readonly name: string
  readonly type: ExerciseType | null
  readonly seconds: number
  /** Mean rate of perceived exertion of its working sets, if noted. */
  readonly rpe: number | null
  /** Heaviest load, kg. */
  readonly load: number
  /** Most repetitions of one set. */
  readonly reps: number
  /** Fastest set, m/s; 0 where distance or time is missing. */
  readonly speed: number
  /** All its sets, all repetitions in them, and metres. */
  readonly sets: number
  readonly totalReps: number
  readonly distance: number
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
