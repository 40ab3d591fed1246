import type { Knex } from 'knex'

/** Existing calories count as estimates: no row says whether the athlete gave them. */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table sessions add column calories_given boolean not null default false;
    comment on column sessions.calories_given is 'True if given by the athlete, for example from a watch; false if estimated'
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table sessions drop column calories_given')
}
