import type { recordsApi } from '@fitvibe/contract'

import { actualOf } from '../../db/fragments.ts'
import { rows, type Db, type Stored } from '../../db/knex.ts'
import type { Cursor } from '../../utils/lists.ts'
import { E1RM, FROM_DONE, setOf } from './fragments.ts'
import type { ExerciseKey } from './trained.repository.ts'

export interface Exposure extends Stored<typeof recordsApi.Exposure> {
  /** Id of the session exercise. */
  readonly entry: string
}

/** Lists the sets of an exercise session by session, newest first. */
export function listExposures(
  db: Db,
  filter: ExerciseKey & { formula: recordsApi.Formula; before: Cursor | undefined; limit: number },
): Promise<Exposure[]> {
  const { before, ...bindings } = filter
  return rows<Exposure>(
    db,
    /* sql */ `
    with entries as (
      select x.owner, x.id
      ${FROM_DONE} and x.exercise_key = :key
        and (:at::timestamptz is null or (x.done_at, x.id) < (:at, :id::uuid))
      order by x.done_at desc, x.id desc limit :limit
    )
    select x.id as entry, x.session_id as "sessionId", s.title as "sessionTitle",
      s.trained_on as "on", x.done_at as "completedAt",
      ${actualOf('x')} as sets, x.done_sets as "doneSets",
      x.best_load_kg::float8 as weight, x.volume_kg::float8 as volume,
      x.best_distance_m::float8 as distance, x.best_duration_seconds as "durationSec",
      case when ${E1RM('kg')} is not null then json_build_object('formula', :formula::text,
        'value', ${E1RM('kg')}, 'set', ${setOf('k')}) end as e1rm
    from entries e
    join session_exercises x on x.owner = e.owner and x.id = e.id
    join sessions s on s.owner = x.owner and s.id = x.session_id
    cross join (values ('e1rm', null::numeric)) k(kind, at)
    order by x.done_at desc, x.id desc`,
    { ...bindings, at: before?.at ?? null, id: before?.id ?? null },
  )
}
