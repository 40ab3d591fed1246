import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table sessions
      add column planned_volume_kg numeric(12, 2) not null default 0
        check (planned_volume_kg between 0 and 1e9),
      add column planned_distance_m numeric(12, 2) not null default 0
        check (planned_distance_m between 0 and 1e9),
      add column planned_duration_seconds integer not null default 0
        check (planned_duration_seconds between 0 and 1e9),
      add column planned_sets integer not null default 0 check (planned_sets >= 0),
      add column planned_reps integer not null default 0 check (planned_reps >= 0),
      add column adherence_status text
        check (adherence_status in ('completed', 'partial', 'moved', 'skipped', 'unplanned'));
    comment on column sessions.started_at is
      'Set while planned: the session is in progress, and its plan is frozen';
    comment on column sessions.adherence_status is 'Null until completed';

    create index sessions_under_way on sessions (owner, started_at)
      where status = 'planned' and started_at is not null and archived_at is null;
    drop index sessions_progress_due;
    create index sessions_progress_due on sessions (owner, due_on)
      include (status, adherence, adherence_status, type, visibility, planned_volume_kg,
        planned_distance_m, planned_duration_seconds, planned_sets, planned_reps)
      where due_on is not null and status <> 'canceled' and archived_at is null;

    alter table session_exercises
      add column is_added boolean not null default false,
      add column is_skipped boolean not null default false,
      add column substitutes uuid,
      add column done_at timestamptz,
      drop constraint session_exercises_one_position,
      add constraint session_exercises_one_position unique (owner, session_id, position)
        deferrable initially immediate,
      add constraint session_exercises_substitutes foreign key (owner, substitutes)
        references session_exercises (owner, id) on delete cascade;
    comment on column session_exercises.is_added is 'Added while the session was in progress';
    comment on column session_exercises.substitutes is 'The planned exercise that it replaces';
    comment on column session_exercises.done_at is
      'When its session was completed; null before, and if no set was done';
    create unique index session_exercises_one_substitute
      on session_exercises (owner, substitutes) where substitutes is not null;
    create index session_exercises_last_time
      on session_exercises (owner, coalesce(exercise_id::text, lower(name)), done_at desc)
      where done_at is not null;

    alter table actual_exercise_attributes add column logged_at timestamptz;
    comment on column actual_exercise_attributes.logged_at is
      'When the set was logged; of two requests for one set, the later wins';

    update sessions s
    set planned_volume_kg = least(p.volume, 1e9), planned_distance_m = least(p.distance, 1e9),
      planned_duration_seconds = least(round(p.seconds), 172800), planned_sets = p.sets,
      planned_reps = least(p.reps, 1e9)
    from (
      select x.owner, x.session_id,
        coalesce(sum(w.times * coalesce(w.load_kg * w.reps, 0)) filter (where counts), 0) as volume,
        coalesce(sum(w.times * coalesce(w.distance_m, 0)) filter (where counts), 0) as distance,
        coalesce(sum(w.times) filter (where counts), 0) as sets,
        coalesce(sum(w.times * coalesce(w.reps, 0)) filter (where counts), 0) as reps,
        sum(w.times * (w.moving + case when w.moving > 0 then coalesce(w.rest_seconds,
          case when x.metric in ('weight_reps', 'reps') then 90 else 0 end) else 0 end)) as seconds
      from session_exercises x
      cross join lateral (
        select a.*, coalesce(a.sets, 1)::int as times, a.set_type <> 'warmup' as counts,
          coalesce(a.duration_seconds, a.reps * 4, a.distance_m * 0.36, 0) as moving
        from planned_exercise_attributes a
        where a.owner = x.owner and a.session_exercise_id = x.id
      ) w
      group by x.owner, x.session_id
    ) p
    where s.owner = p.owner and s.id = p.session_id;

    update sessions set adherence_status = case
      when adherence is null and due_on is null then 'unplanned'
      when adherence = 0 then 'skipped'
      when adherence < 80 then 'partial'
      when coalesce(occurrence_on, due_on) not in
        (trained_on, (started_at at time zone timezone)::date) then 'moved'
      else 'completed' end
    where status = 'completed';

    update session_exercises x set done_at = s.completed_at
    from sessions s
    where s.owner = x.owner and s.id = x.session_id and s.status = 'completed' and exists (
      select from actual_exercise_attributes a
      where a.owner = x.owner and a.session_exercise_id = x.id);
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table actual_exercise_attributes drop column logged_at;
    alter table session_exercises
      drop column is_added,
      drop column is_skipped,
      drop column substitutes,
      drop column done_at,
      drop constraint session_exercises_one_position,
      add constraint session_exercises_one_position unique (owner, session_id, position);
    drop index sessions_under_way;
    drop index sessions_progress_due;
    create index sessions_progress_due on sessions (owner, due_on)
      include (status, adherence, type, visibility)
      where due_on is not null and status <> 'canceled' and archived_at is null;
    alter table sessions
      drop column planned_volume_kg,
      drop column planned_distance_m,
      drop column planned_duration_seconds,
      drop column planned_sets,
      drop column planned_reps,
      drop column adherence_status;
  `)
}
