/**
 * The best of one exercise in one session: what records and charts are made of. Null or empty where
 * it has no such thing.
 */
export interface Bests {
  readonly sessionExerciseId: string
  /** Sets that count, warm-ups left out. */
  readonly doneSets: number
  readonly loadKg: number | null
  /** Loads from the heaviest down, each with more repetitions than any heavier one had. */
  readonly repLoads: readonly number[]
  readonly repCounts: readonly number[]
  /** e1RM by formula, each with the position of the block it comes from. */
  readonly epleyKg: number | null
  readonly epleyPosition: number | null
  readonly brzyckiKg: number | null
  readonly brzyckiPosition: number | null
  readonly rpeKg: number | null
  readonly rpePosition: number | null
  /** Of all entries of the exercise in the session; it stands with the first that has sets. */
  readonly volumeKg: number | null
  readonly distanceM: number | null
  readonly durationSeconds: number | null
  /** Fastest mean pace, s/km, of a set of at least each of `PACE_BANDS`. */
  readonly paces: readonly (number | null)[]
}

/** Distances runners compare: 1, 5 and 10 km, half marathon and marathon, m. */
export const PACE_BANDS = [1_000, 5_000, 10_000, 21_097.5, 42_195]
