import { row, type Db } from '../../db/knex.ts'

/** What an exercise came to in a session; null or empty where it has no such thing. */
export interface Bests {
  readonly sessionExerciseId: string
  readonly doneSets: number
  readonly loadKg: number | null
  readonly repLoads: readonly number[]
  readonly repCounts: readonly number[]
  readonly epleyKg: number | null
  readonly epleyPosition: number | null
  readonly brzyckiKg: number | null
  readonly brzyckiPosition: number | null
  readonly rpeKg: number | null
  readonly rpePosition: number | null
  readonly volumeKg: number | null
  readonly distanceM: number | null
  readonly durationSeconds: number | null
  readonly paces: readonly (number | null)[]
}

/** What they come to, as columns of a recordset. */
export const BESTS = /* sql */ `
  "doneSets" integer, "loadKg" numeric, "repLoads" numeric[], "repCounts" smallint[],
  "epleyKg" numeric, "epleyPosition" smallint, "brzyckiKg" numeric, "brzyckiPosition" smallint,
  "rpeKg" numeric, "rpePosition" smallint, "volumeKg" numeric, "distanceM" numeric,
  "durationSeconds" integer, paces numeric[]`

/** Writes what exercises came to, in place of what they had come to before. */
export async function setBests(db: Db, owner: string, bests: readonly Bests[]): Promise<void> {
  await row(
    db,
    /* sql */ `
    update session_exercises x
    set done_sets = b."doneSets", best_load_kg = b."loadKg", rep_loads = b."repLoads",
      rep_counts = b."repCounts", epley_kg = b."epleyKg", epley_position = b."epleyPosition",
      brzycki_kg = b."brzyckiKg", brzycki_position = b."brzyckiPosition", rpe_kg = b."rpeKg",
      rpe_position = b."rpePosition", volume_kg = b."volumeKg", best_distance_m = b."distanceM",
      best_duration_seconds = b."durationSeconds", paces = b.paces
    from jsonb_to_recordset(:bests::jsonb) as b("sessionExerciseId" uuid, ${BESTS})
    where x.owner = :owner and x.id = b."sessionExerciseId"`,
    { owner, bests: JSON.stringify(bests) },
  )
}
