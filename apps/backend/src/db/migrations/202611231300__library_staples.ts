import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table library_exercises add column staple smallint check (staple >= 1);
    comment on column library_exercises.staple is
      'Rank among the most popular exercises, from 1; null for all others'
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table library_exercises drop column staple')
}
