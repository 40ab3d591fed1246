import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create table calendar_feeds (
      owner       uuid primary key references users on delete cascade,
      secret_hash bytea not null,
      created_at  timestamptz not null
    );
    comment on table calendar_feeds is 'Addresses of calendars: anyone with the secret may read'
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table calendar_feeds')
}
