import type { Knex } from 'knex'

/**
 * Names of imported files are matched with the nearest names of the library. This index finds them in
 * order of their similarity; PostgreSQL never used the other one, because the table is small, and
 * compared each name with the whole library: 13 ms instead of 1.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create index library_exercise_names_near
      on library_exercise_names using gist (name gist_trgm_ops (siglen = 128));
    drop index library_exercise_names_by_name;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create index library_exercise_names_by_name
      on library_exercise_names using gin (name gin_trgm_ops);
    drop index library_exercise_names_near;
  `)
}
