import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table library_exercises add column staple smallint check (staple >= 1);
    comment on column library_exercises.staple is
      'Its place among those trained most, 1 the commonest; null for the rest'
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table library_exercises drop column staple')
}
