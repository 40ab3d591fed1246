import type { Knex } from 'knex'

/** One index covers all that personal records, charts and "last time" read of an exercise. */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table session_exercises
      add column bodyweight_reps smallint generated always as (
        case rep_loads[cardinality(rep_loads)] when 0 then rep_counts[cardinality(rep_counts)] end
      ) stored;
    comment on column session_exercises.bodyweight_reps is 'Most repetitions without a load';
    comment on column session_exercises.done_at is
      'When its session was completed; null before, if no set was done, and once the session is
      deleted';
    update session_exercises x set done_at = null
    from sessions s
    where s.owner = x.owner and s.id = x.session_id and s.archived_at is not null
      and x.done_at is not null;

    drop index session_exercises_trained, session_exercises_last_time;
    create index session_exercises_done
      on session_exercises (owner, exercise_key, done_at, session_id)
      include (done_sets, best_load_kg, epley_kg, brzycki_kg, rpe_kg, volume_kg, best_distance_m,
        best_duration_seconds, bodyweight_reps, paces)
      where done_at is not null;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    drop index session_exercises_done;
    create index session_exercises_trained on session_exercises
      (owner, exercise_key, session_id) where done_sets > 0;
    create index session_exercises_last_time on session_exercises
      (owner, exercise_key, done_at desc) where done_at is not null;
    alter table session_exercises drop column bodyweight_reps;
  `)
}
