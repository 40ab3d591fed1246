import type { Knex } from 'knex'

/** Planned and actual sets share one shape. `numeric` accepts NaN, which an upper bound rejects. */
const attributes = (table: string) => /* sql */ `
  create table ${table} (
    owner               uuid not null,
    session_exercise_id uuid not null,
    position            smallint not null check (position >= 0),
    set_type            text not null default 'working'
                        check (set_type in ('warmup', 'working', 'drop', 'failure', 'amrap')),
    sets                smallint check (sets between 0 and 100),
    reps                smallint check (reps between 0 and 10000),
    load_kg             numeric(8, 2) check (load_kg between 0 and 2000),
    distance_m          numeric(8, 2) check (distance_m between 0 and 999999),
    duration_seconds    integer check (duration_seconds between 0 and 604800),
    rpe                 numeric(3, 1) check (rpe between 1 and 10),
    rir                 numeric(3, 1) check (rir between 0 and 10),
    rest_seconds        smallint check (rest_seconds between 0 and 7200),
    primary key (owner, session_exercise_id, position),
    foreign key (owner, session_exercise_id) references session_exercises (owner, id)
      on delete cascade
  );
`

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create table sessions (
      owner              uuid not null references users on delete cascade,
      id                 uuid not null,
      title              text not null check (length(title) between 1 and 128),
      notes              text check (length(notes) <= 4000),
      status             text not null default 'planned'
                         check (status in ('planned', 'completed', 'canceled')),
      visibility         text not null default 'private' check (visibility in ('private', 'public')),
      type               text references exercise_categories,
      planned_for        timestamptz,
      timezone           text not null,
      recurrence_rule    text,
      series_id          uuid,
      occurrence_on      date,
      started_at         timestamptz,
      completed_at       timestamptz,
      canceled_at        timestamptz,
      archived_at        timestamptz,
      created_at         timestamptz not null,
      happens_at         timestamptz not null
                         generated always as (coalesce(completed_at, planned_for, created_at)) stored,
      due_on             date,
      trained_on         date,
      exercise_names     text[] not null default '{}',
      volume_kg          numeric(12, 2) check (volume_kg between 0 and 1e9),
      distance_m         numeric(12, 2) check (distance_m between 0 and 1e9),
      duration_seconds   integer check (duration_seconds between 0 and 1e9),
      sets               integer check (sets >= 0),
      reps               integer check (reps >= 0),
      calories           integer check (calories between 0 and 20000),
      points             integer check (points between 0 and 150),
      adherence          smallint check (adherence between 0 and 1000),
      revision           smallint not null default 0,
      attribution_source uuid,
      attribution_owner  uuid,
      attribution_name   text,
      primary key (owner, id),
      constraint sessions_one_occurrence unique (owner, series_id, occurrence_on),
      constraint sessions_completed_with_totals check (
        status <> 'completed' or (completed_at is not null and trained_on is not null
          and volume_kg is not null and points is not null)),
      constraint sessions_canceled_at_set check (status <> 'canceled' or canceled_at is not null)
    );
    comment on column sessions.due_on is 'The day of planned_for where it takes place';
    comment on column sessions.trained_on is 'The day of completed_at where it took place';

    create index sessions_list on sessions (owner, happens_at desc, id desc)
      where archived_at is null;
    create index sessions_progress_done on sessions (owner, trained_on)
      include (volume_kg, distance_m, duration_seconds, sets, reps, calories, points, adherence,
        type, visibility)
      where status = 'completed' and archived_at is null;
    create index sessions_progress_due on sessions (owner, due_on)
      include (status, adherence, type, visibility)
      where due_on is not null and status <> 'canceled' and archived_at is null;
    create index sessions_feed on sessions (completed_at desc, id desc)
      where visibility = 'public' and status = 'completed' and archived_at is null;
    create index sessions_public_by_id on sessions (id)
      where visibility = 'public' and status = 'completed' and archived_at is null;

    create table session_exercises (
      owner             uuid not null,
      id                uuid not null,
      session_id        uuid not null,
      exercise_id       uuid,
      position          smallint not null check (position >= 0),
      superset          smallint check (superset between 1 and 50),
      name              text not null,
      type              text references exercise_categories,
      metric            text not null,
      primary_muscles   text[] not null default '{}',
      secondary_muscles text[] not null default '{}',
      notes             text check (length(notes) <= 1000),
      primary key (owner, id),
      constraint session_exercises_one_position unique (owner, session_id, position),
      foreign key (owner, session_id) references sessions (owner, id) on delete cascade
    );
    create index session_exercises_by_exercise on session_exercises (owner, exercise_id, session_id)
      where exercise_id is not null;
    comment on column session_exercises.exercise_id is
      'Where it came from, if that is still there; name, metric and muscles are as they were then';

    ${attributes('planned_exercise_attributes')}
    ${attributes('actual_exercise_attributes')}
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    drop table actual_exercise_attributes, planned_exercise_attributes, session_exercises, sessions
  `)
}
