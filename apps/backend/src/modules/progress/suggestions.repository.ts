import type { Equipment, Metric, workApi } from '@fitvibe/contract'

import { actualOf, PLANNED_OF_EXERCISE } from '../../db/fragments.ts'
import { rows, type Db } from '../../db/knex.ts'
import { FROM_DONE } from './fragments.ts'

export interface PlannedExercise {
  readonly sessionExerciseId: string
  readonly key: string
  readonly name: string
  readonly metric: Metric
  readonly plan: workApi.Work[]
}

/** Lists the exercises of a session with their plans. */
export function listPlanned(
  db: Db,
  session: { owner: string; sessionId: string },
): Promise<PlannedExercise[]> {
  return rows<PlannedExercise>(
    db,
    /* sql */ `
    select x.id as "sessionExerciseId", x.exercise_key as key, x.name, x.metric,
      ${PLANNED_OF_EXERCISE} as plan
    from session_exercises x
    join sessions s on s.owner = x.owner and s.id = x.session_id
    where x.owner = :owner and x.session_id = :sessionId and s.archived_at is null
    order by x.position`,
    session,
  )
}

export interface RecentTraining {
  /** Key of the exercise. */
  readonly key: string
  readonly equipment: Equipment | null
  readonly unit: 'kg' | 'lb' | null
  /** Newest first. */
  readonly exposures: {
    readonly on: string
    readonly planned: workApi.Work[]
    readonly sets: workApi.Work[]
    readonly bodyKg: number | null
  }[]
}

/** Lists the latest exposures of exercises, with their equipment and the athlete's unit. */
export function listRecentTraining(
  db: Db,
  filter: { owner: string; keys: readonly string[]; limit: number },
): Promise<RecentTraining[]> {
  return rows<RecentTraining>(
    db,
    /* sql */ `
    select k.key, coalesce(
        (select e.equipment from exercises e where e.owner = :owner and e.id = k.key),
        (select l.equipment from library_exercises l where l.id = k.key)) as equipment,
      (select h.unit from user_state_history h where h.owner = :owner
        order by h.recorded_at desc, h.id desc limit 1) as unit,
      coalesce((
        select json_agg(json_build_object('on', s.trained_on,
          'planned', ${PLANNED_OF_EXERCISE},
          'sets', ${actualOf('x')}, 'bodyKg', x.body_kg) order by x.done_at desc, x.id desc)
        from (
          select x.id ${FROM_DONE} and x.exercise_key = k.key
          order by x.done_at desc, x.id desc limit :limit
        ) l
        join session_exercises x on x.owner = :owner and x.id = l.id
        join sessions s on s.owner = x.owner and s.id = x.session_id
      ), '[]'::json) as exposures
    from unnest(:keys::uuid[]) k(key)`,
    { ...filter, keys: [...filter.keys] },
  )
}
