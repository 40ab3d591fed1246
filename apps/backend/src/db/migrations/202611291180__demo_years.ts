import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create table demo_years (
      owner       uuid primary key references users on delete cascade,
      began_at    timestamptz not null,
      timezone    text not null,
      steps_done  integer not null default 0,
      is_finished boolean not null default false
    );
    comment on table demo_years is
      'How far the year of the demo account is written. No other account has a row'
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table demo_years')
}
