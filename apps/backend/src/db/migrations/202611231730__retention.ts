import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create index auth_sessions_by_end on auth_sessions (least(revoked_at, absolute_expires_at));
    create index account_tokens_by_end on account_tokens (expires_at);
    comment on index auth_sessions_by_end is
      'For the sweep. least() ignores nulls: a login that was not ended has its latest possible end'
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop index auth_sessions_by_end, account_tokens_by_end')
}
