import type { Bests } from '@fitvibe/training/bests'

import { row, type Db } from '../../db/knex.ts'

/** What they come to, as columns of a recordset. */
export const BESTS = /* sql */ `
  "doneSets" integer, "loadKg" numeric, "repLoads" numeric[], "repCounts" smallint[],
  "epleyKg" numeric, "epleyPosition" smallint, "brzyckiKg" numeric, "brzyckiPosition" smallint,
  "rpeKg" numeric, "rpePosition" smallint, "volumeKg" numeric, "distanceM" numeric,
  "durationSeconds" integer, paces numeric[]`

/**
 * Writes what exercises came to and when they were done, null where no set of them was, in place of
 * what they had come to before. Records and the last time are found by it.
 */
export async function setBests(
  db: Db,
  owner: string,
  bests: readonly (Bests & { readonly doneAt: Date | null })[],
): Promise<void> {
  await row(
    db,
    /* sql */ `
    update session_exercises x
    set done_at = b."doneAt", done_sets = b."doneSets", best_load_kg = b."loadKg", rep_loads = b."repLoads",
      rep_counts = b."repCounts", epley_kg = b."epleyKg", epley_position = b."epleyPosition",
      brzycki_kg = b."brzyckiKg", brzycki_position = b."brzyckiPosition", rpe_kg = b."rpeKg",
      rpe_position = b."rpePosition", volume_kg = b."volumeKg", best_distance_m = b."distanceM",
      best_duration_seconds = b."durationSeconds", paces = b.paces
    from jsonb_to_recordset(:bests::jsonb) as b("sessionExerciseId" uuid, "doneAt" timestamptz,
      ${BESTS})
    where x.owner = :owner and x.id = b."sessionExerciseId"`,
    { owner, bests: JSON.stringify(bests) },
  )
}
