import { IS_NOT_DELETED } from '../../db/fragments.ts'

/** Exercises `x` as they were done; `session_exercises_done` has all that is asked of many. */
export const DONE = /* sql */ `
  from session_exercises x
  where x.owner = :owner and x.done_at is not null and x.done_sets > 0`

export const E1RM = (column: 'kg' | 'position') => /* sql */ `
  case :formula when 'epley' then x.epley_${column} when 'brzycki' then x.brzycki_${column}
    else x.rpe_${column} end`

/** The set of the entry `x` that a mark comes from; `mark` has its kind, at and score. */
export const setOf = (mark: string) => /* sql */ `
  (select json_build_object('sessionExerciseId', x.id, 'position', (
      -- Its number in the list: positions have gaps where a set was taken away again.
      select count(*) from actual_exercise_attributes w
      where w.owner = x.owner and w.session_exercise_id = x.id and w.position < o.position
        and ${IS_NOT_DELETED}
    ), 'load', o.load_kg, 'reps', o.reps, 'distance', o.distance_m,
      'durationSec', o.duration_seconds, 'rpe', o.rpe, 'rir', o.rir)
    from actual_exercise_attributes o
    where o.owner = x.owner and o.session_exercise_id = x.id and o.set_type <> 'warmup'
      and coalesce(o.sets, 1) > 0 and coalesce(o.reps, 1) > 0
      and case ${mark}.kind
        when 'e1rm' then o.position = ${E1RM('position')}
        when 'reps' then coalesce(o.load_kg, 0) = ${mark}.at
        when 'pace' then o.distance_m >= ${mark}.at and o.duration_seconds > 0
        else ${mark}.kind <> 'volume' end
    order by case ${mark}.kind
        when 'weight' then o.load_kg when 'reps' then o.reps when 'distance' then o.distance_m
        when 'duration' then o.duration_seconds when 'pace' then -o.duration_seconds / o.distance_m
      end desc nulls last, o.reps desc nulls last, o.position
    limit 1)`
