import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table audit_log add column is_pseudonymous boolean not null default false;
    create index audit_log_named on audit_log (created_at) where not is_pseudonymous;
    comment on column audit_log.is_pseudonymous is
      'True once owner and actor are pseudonyms, and details name nobody';

    -- For the hourly sweep. Each index holds what expires, and little else.
    create index auth_sessions_idle on auth_sessions (expires_at) where used_at is null;
    create index identities_by_expiry on identities (expires_at) where expires_at is not null;
    create index user_contacts_pending on user_contacts (created_at)
      where type = 'email' and not is_primary and not is_verified;
    create index idempotency_keys_by_age on idempotency_keys (created_at);
    create index user_state_history_by_age on user_state_history (recorded_at);
    create index reports_decided on reports (resolved_at) where resolved_at is not null;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    drop index auth_sessions_idle, identities_by_expiry, user_contacts_pending,
      idempotency_keys_by_age, user_state_history_by_age, reports_decided;
    alter table audit_log drop column is_pseudonymous;
  `)
}
