import type { Knex } from 'knex'

/** Code tables: every installation has the same rows, which the seeds keep current. */
const lookups = [
  'roles',
  'genders',
  'fitness_levels',
  'contact_types',
  'training_freq',
  'exercise_categories',
  'muscles',
  'equipment',
  'point_sources',
  'badge_types',
]

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create extension if not exists citext;
    create extension if not exists pg_trgm;
  `)
  for (const table of lookups) {
    await db.raw(
      /* sql */ `
      create table ?? (
        code           text primary key,
        description_en text not null,
        description_de text not null
      )`,
      [table],
    )
  }
}

export async function down(db: Knex): Promise<void> {
  for (const table of lookups.toReversed()) await db.schema.dropTable(table)
}
