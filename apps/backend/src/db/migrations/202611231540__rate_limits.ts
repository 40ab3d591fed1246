import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create unlogged table guess_counters (
      key           text primary key,
      failures      integer not null check (failures >= 0),
      blocked_until timestamptz,
      expires_at    timestamptz not null
    );
    create index guess_counters_by_end on guess_counters (expires_at);
    comment on table guess_counters is
      'Wrong guesses at secrets. Keys are hashes and reveal no account; unknown accounts count too';

    create unlogged table rate_limits (
      key    varchar(255) primary key,
      points integer not null default 0,
      expire bigint
    );
    create index rate_limits_by_end on rate_limits (expire);
    comment on table rate_limits is 'Budgets shared by all instances; rate-limiter-flexible defines the columns'
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table guess_counters, rate_limits')
}
