import type { Knex } from 'knex'

/** Exercises that were logged by name only and linked to an exercise later, and how to undo that. */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create table exercise_links (
      owner       uuid not null references users on delete cascade,
      id          uuid not null,
      name        text not null,
      name_key    text not null generated always as (exercise_name_key(name)) stored,
      exercise_id uuid not null,
      created_at  timestamptz not null,
      primary key (owner, id),
      constraint exercise_links_one_name unique (owner, name_key)
    );
    comment on column exercise_links.name is 'The name as it was logged last';

    create table linked_exercises (
      owner               uuid not null,
      session_exercise_id uuid not null,
      link_id             uuid not null,
      name                text not null,
      type                text,
      primary_muscles     text[] not null,
      secondary_muscles   text[] not null,
      volume_kg           numeric,
      primary key (owner, session_exercise_id),
      foreign key (owner, link_id) references exercise_links (owner, id) on delete cascade,
      foreign key (owner, session_exercise_id) references session_exercises (owner, id)
        on delete cascade
    );
    create index linked_exercises_by_link on linked_exercises (owner, link_id);
    comment on table linked_exercises is
      'Entries of sessions as they were before a link, for undoing it';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table linked_exercises, exercise_links')
}
