import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table users add column on_leaderboard boolean not null default false;
    comment on column users.on_leaderboard is 'Takes part: followers who take part see the user and are seen';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table users drop column on_leaderboard')
}
