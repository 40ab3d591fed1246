import type { Knex } from 'knex'

/** The seeds fill the table. */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create table library_exercise_aliases (
      key         text primary key,
      exercise_id uuid not null references library_exercises on delete cascade
    );
    create index library_exercise_aliases_by_exercise on library_exercise_aliases (exercise_id);
    comment on column library_exercise_aliases.key is
      'The identifying words of a name, sorted, as utils/exerciseNames.ts writes them';
    drop index library_exercise_names_by_name;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create index library_exercise_names_by_name
      on library_exercise_names using gin (name gin_trgm_ops);
    drop table library_exercise_aliases
  `)
}
