/** Exercises `x` as they were done, in sessions `s`. */
export const DONE = /* sql */ `
  from session_exercises x join sessions s on s.owner = x.owner and s.id = x.session_id
  where x.owner = :owner and x.done_sets > 0 and s.status = 'completed' and s.archived_at is null`

export const E1RM = (column: 'kg' | 'position') => /* sql */ `
  case :formula when 'epley' then x.epley_${column} when 'brzycki' then x.brzycki_${column}
    else x.rpe_${column} end`

/** The set of the entry `x` that a mark comes from; `mark` has its kind, at and score. */
export const setOf = (mark: string) => /* sql */ `
  (select json_build_object('sessionExerciseId', x.id, 'position', w.position, 'load', w.load_kg,
      'reps', w.reps, 'distance', w.distance_m, 'durationSec', w.duration_seconds, 'rpe', w.rpe,
      'rir', w.rir)
    from actual_exercise_attributes w
    where w.owner = x.owner and w.session_exercise_id = x.id and w.set_type <> 'warmup'
      and coalesce(w.sets, 1) > 0 and coalesce(w.reps, 1) > 0
      and case ${mark}.kind
        when 'e1rm' then w.position = ${E1RM('position')}
        when 'reps' then coalesce(w.load_kg, 0) = ${mark}.at
        when 'pace' then w.distance_m >= ${mark}.at and w.duration_seconds > 0
        else ${mark}.kind <> 'volume' end
    order by case ${mark}.kind
        when 'weight' then w.load_kg when 'reps' then w.reps when 'distance' then w.distance_m
        when 'duration' then w.duration_seconds when 'pace' then -w.duration_seconds / w.distance_m
      end desc nulls last, w.reps desc nulls last, w.position
    limit 1)`
