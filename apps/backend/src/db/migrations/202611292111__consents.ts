import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    -- Rows are never changed: they prove what a user has agreed to, and when.
    create table consents (
      owner    uuid not null references users on delete cascade,
      document text not null check (document in ('terms', 'privacy')),
      version  text not null check (length(version) between 1 and 32),
      given_at timestamptz not null,
      primary key (owner, document, version)
    );
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table consents')
}
