import type { Muscle } from '@fitvibe/contract'

import { rows, type Db } from '../../db/knex.ts'

export interface MuscleSets {
  /** The first day of the week. */
  readonly on: string
  /** Null for exercises without muscles. */
  readonly muscle: Muscle | null
  readonly planned: number
  readonly done: number
}

/** Strength exercises only: a run trains legs too, but not in sets. */
const EXERCISES = /* sql */ `
  join session_exercises x on x.owner = s.owner and x.session_id = s.id
    and x.metric <> 'distance_duration'
    and coalesce(x.type, 'strength') not in ('cardio', 'endurance', 'mobility')`

const SHARE_OF_SIDES = /* sql */ `case when w.side is null then 1 else 0.5 end`

/**
 * Sums sets by week and muscle. Each set counts in full for primary, by half for secondary muscles. A
 * set of one side counts by half: the muscles of each side did one set of two.
 */
export function listMuscleSets(
  db: Db,
  filter: { owner: string; from: string; to: string; shift: number },
): Promise<MuscleSets[]> {
  return rows<MuscleSets>(
    db,
    /* sql */ `
    select t.week::date - :shift::int as "on", m.muscle, sum(m.share * t.planned)::float8 as planned,
      sum(m.share * t.done)::float8 as done
    from (
      select date_trunc('week', (s.due_on + :shift::int)::timestamp) as week, x.primary_muscles,
        x.secondary_muscles, 0 as done, (
          select sum(${SHARE_OF_SIDES} * coalesce(w.sets, 1)) from planned_exercise_attributes w
          where w.owner = x.owner and w.session_exercise_id = x.id and w.set_type <> 'warmup'
        ) as planned
      from sessions s ${EXERCISES}
      where s.owner = :owner and s.due_on between :from and :to and s.status <> 'canceled'
        and s.archived_at is null
      union all
      select date_trunc('week', (s.trained_on + :shift::int)::timestamp), x.primary_muscles, x.secondary_muscles,
        x.done_sets - coalesce((
          select sum(0.5 * coalesce(w.sets, 1)) from actual_exercise_attributes w
          where w.owner = x.owner and w.session_exercise_id = x.id and w.set_type <> 'warmup'
            and w.side is not null and w.reps is distinct from 0
        ), 0), 0
      from sessions s ${EXERCISES}
      where s.owner = :owner and s.trained_on between :from and :to and s.status = 'completed'
        and s.archived_at is null and x.done_sets > 0
    ) t
    cross join lateral (
      select p.muscle, 1.0 as share from unnest(t.primary_muscles) p(muscle)
      union all
      select o.muscle, 0.5 from unnest(t.secondary_muscles) o(muscle)
      where o.muscle <> all(t.primary_muscles)
      union all
      select null, 1.0 where cardinality(t.primary_muscles || t.secondary_muscles) = 0
    ) m(muscle, share)
    where t.planned > 0 or t.done > 0
    group by 1, 2 order by 1, 2`,
    filter,
  )
}
