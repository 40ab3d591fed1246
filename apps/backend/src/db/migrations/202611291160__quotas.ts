import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create table write_quotas (
      owner    uuid not null references users on delete cascade,
      kind     text not null check (kind in ('planning', 'imports')),
      day      date not null,
      sessions integer not null check (sessions >= 0),
      rows     integer not null check (rows >= 0),
      primary key (owner, kind)
    );
    comment on table write_quotas is 'Sessions and rows that a user has written on the latest day (UTC)';

    create index sessions_open on sessions (owner)
      where status = 'planned' and archived_at is null;
    create index series_running on series (owner) where next_on is not null;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    drop index series_running, sessions_open;
    drop table write_quotas;
  `)
}
