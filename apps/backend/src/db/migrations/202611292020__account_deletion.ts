import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table users
      drop constraint users_status_check,
      add constraint users_status_check check (
        status in ('inactive', 'active', 'suspended', 'archived', 'deleting', 'erasing'));
    alter table account_tokens
      drop constraint account_tokens_kind_check,
      add constraint account_tokens_kind_check check (
        kind in ('verify_email', 'reset_password', 'change_email', 'keep_account'));

    create table account_deletions (
      owner         uuid primary key references users on delete cascade,
      requested_at  timestamptz not null,
      erases_at     timestamptz not null,
      former_status text not null check (former_status in ('active', 'suspended')),
      is_replay     boolean not null default false
    );
    create index account_deletions_by_end on account_deletions (erases_at);
    comment on column account_deletions.former_status is 'The status if the user keeps the account';
    comment on column account_deletions.is_replay is
      'True for an erasure that is repeated after a backup was restored: the user knows of it';

    -- Rows outlive their accounts, so they name them by keyed hashes only.
    create table erasures (
      id_hash   bytea primary key,
      name_hash bytea not null,
      erased_at timestamptz not null
    );
    create index erasures_by_name on erasures (name_hash);
    comment on table erasures is
      'Erased accounts: reserves their usernames, and repeats the erasure after a restore';

    -- For the erasure of a user whose sessions others have cloned, or imported with their credit.
    create index sessions_by_source on sessions (attribution_source)
      where attribution_source is not null;
    create index sessions_by_origin on sessions (origin_source) where origin_source is not null;
    create index sessions_by_origin_owner on sessions (origin_owner)
      where origin_owner is not null;
    create index reports_by_decision on reports (resolved_by) where resolved_by is not null;
    create index audit_log_by_actor on audit_log (actor) where actor is not null;
    create index reports_about on reports (subject_owner);
    create index blocked_people_by_other on blocked_people (other_id);
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    drop index sessions_by_source, sessions_by_origin, sessions_by_origin_owner,
      reports_by_decision, audit_log_by_actor, reports_about, blocked_people_by_other;
    drop table account_deletions, erasures;
    delete from account_tokens where kind = 'keep_account';
    alter table account_tokens
      drop constraint account_tokens_kind_check,
      add constraint account_tokens_kind_check check (
        kind in ('verify_email', 'reset_password', 'change_email'));
    update users set status = 'suspended' where status in ('deleting', 'erasing');
    alter table users
      drop constraint users_status_check,
      add constraint users_status_check check (
        status in ('inactive', 'active', 'suspended', 'archived'));
  `)
}
