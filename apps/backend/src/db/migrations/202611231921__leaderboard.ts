import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table users add column on_leaderboard boolean not null default false;
    comment on column users.on_leaderboard is 'Shown to followers who are so too, and sees them';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table users drop column on_leaderboard')
}
