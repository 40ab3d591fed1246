import type { Knex } from 'knex'

const SETS = ['planned_exercise_attributes', 'actual_exercise_attributes'] as const

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    ${SETS.map(
      (table) => /* sql */ `
      alter table ${table} add column side text check (side in ('left', 'right'));
      comment on column ${table}.side is 'Null if both sides work'`,
    ).join(';')};
    alter table session_exercises add column body_kg numeric check (body_kg between 0 and 500);
    comment on column session_exercises.body_kg is
      'The part of the body weight that each repetition moves, counted in volume and e1RM';
    alter table sessions
      add column body_volume_kg numeric not null default 0
        check (body_volume_kg between 0 and 1e9);
    comment on column sessions.body_volume_kg is
      'The part of volume_kg that is body weight; left out for other users';
    alter table users add column counts_body_weight boolean not null default true;

    -- A longer time over a distance is a slower set and no best.
    update session_exercises x set best_duration_seconds = (
      select nullif(max(w.duration_seconds), 0) from actual_exercise_attributes w
      where w.owner = x.owner and w.session_exercise_id = x.id and w.set_type <> 'warmup'
        and coalesce(w.sets, 1) > 0 and coalesce(w.reps, 1) > 0
        and coalesce(w.distance_m, 0) = 0)
    where x.metric = 'distance_duration' and x.best_duration_seconds is not null;

    -- Jobs derive the rest: the rules about names are not SQL. The queue of a new database comes later.
    do $body$ begin
      if to_regnamespace('graphile_worker') is not null then
        perform graphile_worker.add_job('recountBests', json_build_object('owner', u.owner),
          max_attempts => 12, job_key => 'recountBests:' || u.owner)
        from (select distinct owner from session_exercises where done_at is not null) u;
      end if;
    end $body$;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table users drop column counts_body_weight;
    alter table sessions drop column body_volume_kg;
    alter table session_exercises drop column body_kg;
    ${SETS.map((table) => `alter table ${table} drop column side`).join(';')};
  `)
}
