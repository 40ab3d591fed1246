import type { Knex } from 'knex'

const METRICS = `'weight_reps', 'reps', 'duration', 'distance_duration', 'weight_distance'`

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create table exercises (
      owner             uuid not null references users on delete cascade,
      id                uuid not null,
      name              text not null check (length(name) between 1 and 128),
      type              text references exercise_categories,
      metric            text not null check (metric in (${METRICS})),
      equipment         text references equipment,
      muscle_group      text check (length(muscle_group) <= 64),
      primary_muscles   text[] not null default '{}',
      secondary_muscles text[] not null default '{}',
      tags              text[] not null default '{}',
      is_public         boolean not null default false,
      search            text not null,
      created_at        timestamptz not null,
      archived_at       timestamptz,
      primary key (owner, id)
    );
    create unique index exercises_one_name on exercises (owner, lower(name))
      where archived_at is null;
    create index exercises_public on exercises (id) where is_public and archived_at is null;
    create index exercises_public_search on exercises using gin (search gin_trgm_ops)
      where is_public and archived_at is null;
    comment on column exercises.search is 'The name as search folds it: no case, no umlauts';

    create table library_exercises (
      id                uuid primary key,
      slug              text not null unique,
      name_en           text not null,
      name_de           text not null,
      type              text not null references exercise_categories,
      metric            text not null check (metric in (${METRICS})),
      equipment         text references equipment,
      level             text not null check (level in ('beginner', 'intermediate', 'expert')),
      force             text check (force in ('push', 'pull', 'static')),
      mechanic          text check (mechanic in ('compound', 'isolation')),
      primary_muscles   text[] not null,
      secondary_muscles text[] not null,
      search            text not null
    );
    create index library_exercises_search on library_exercises using gin (search gin_trgm_ops);
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table library_exercises, exercises')
}
