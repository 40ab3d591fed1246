import type { Knex } from 'knex'

/** Until now nothing says which were given: they are taken for estimates, as they were before. */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table sessions add column calories_given boolean not null default false;
    comment on column sessions.calories_given is 'By the athlete, say from a watch; else estimated'
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table sessions drop column calories_given')
}
