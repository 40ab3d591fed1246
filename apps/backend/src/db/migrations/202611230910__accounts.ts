import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create table users (
      id             uuid primary key,
      username       citext not null check (length(username) between 3 and 32),
      password_hash  text not null,
      role           text not null default 'user' references roles,
      status         text not null default 'inactive'
                     check (status in ('inactive', 'active', 'suspended', 'archived')),
      alias          text check (length(alias) between 1 and 64),
      preferred_lang text not null default 'en' check (preferred_lang in ('en', 'de')),
      timezone       text not null default 'UTC',
      visibility     text not null default 'private' check (visibility in ('private', 'public')),
      created_at     timestamptz not null,
      archived_at    timestamptz
    );
    create index users_never_verified on users (created_at) where status = 'inactive';

    comment on table users is 'Accounts. Every other table of a user has its id first, as owner.';

    -- The only table with values unique across users, so that all others can be split by owner.
    create table identities (
      kind       text not null check (kind in ('username', 'email')),
      value      citext not null,
      user_id    uuid not null,
      expires_at timestamptz,
      primary key (kind, value)
    );
    create index identities_by_user on identities (user_id);
    comment on column identities.expires_at is 'Free for others from then on; null once verified';

    create table user_contacts (
      owner       uuid not null references users on delete cascade,
      id          uuid not null,
      type        text not null references contact_types,
      value       citext not null,
      is_primary  boolean not null default false,
      is_recovery boolean not null default false,
      is_verified boolean not null default false,
      created_at  timestamptz not null,
      primary key (owner, id)
    );
    create unique index user_contacts_one_primary_email on user_contacts (owner)
      where is_primary and type = 'email';
    create index user_contacts_unverified_by_value on user_contacts (value, created_at desc)
      where not is_verified and type = 'email';

    create table user_static (
      owner         uuid primary key references users on delete cascade,
      date_of_birth date check (date_of_birth >= date '1900-01-01'),
      gender        text references genders
    );

    create table user_state_history (
      owner              uuid not null references users on delete cascade,
      id                 uuid not null,
      weight_kg          numeric(6, 2) check (weight_kg between 20 and 500),
      unit               text not null default 'kg' check (unit in ('kg', 'lb')),
      fitness_level      text references fitness_levels,
      training_frequency text references training_freq,
      photo_url          text,
      recorded_at        timestamptz not null,
      primary key (owner, id)
    );
    create index user_state_history_by_time on user_state_history (owner, recorded_at desc, id desc);

    create table auth_sessions (
      owner               uuid not null references users on delete cascade,
      jti                 uuid not null,
      family_id           uuid not null,
      parent_jti          uuid,
      token_hash          bytea not null,
      user_agent          text,
      ip                  text,
      created_at          timestamptz not null,
      expires_at          timestamptz not null,
      absolute_expires_at timestamptz not null,
      used_at             timestamptz,
      revoked_at          timestamptz,
      revoke_reason       text,
      primary key (owner, jti)
    );
    create index auth_sessions_by_family on auth_sessions (owner, family_id);
    create unique index auth_sessions_one_successor on auth_sessions (owner, parent_jti)
      where parent_jti is not null;

    create table account_tokens (
      owner      uuid not null references users on delete cascade,
      id         uuid not null,
      kind       text not null check (kind in ('verify_email', 'reset_password', 'change_email')),
      token_hash bytea not null,
      contact_id uuid not null,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      used_at    timestamptz,
      primary key (owner, id),
      constraint account_tokens_by_hash unique (owner, token_hash),
      foreign key (owner, contact_id) references user_contacts (owner, id) on delete cascade
    );

    create table idempotency_keys (
      owner        uuid not null references users on delete cascade,
      key          text not null,
      request_hash bytea not null,
      answer       jsonb,
      created_at   timestamptz not null,
      primary key (owner, key)
    );
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    drop table idempotency_keys, account_tokens, auth_sessions, user_state_history, user_static,
      user_contacts, identities, users
  `)
}
