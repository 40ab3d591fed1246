import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table users add column has_totp boolean not null default false;
    comment on column users.has_totp is
      'Whether user_totp is confirmed. Kept here, because a login locks and re-reads this row';

    create table user_totp (
      owner        uuid primary key references users on delete cascade,
      secret       bytea not null,
      confirmed_at timestamptz,
      last_step    bigint,
      created_at   timestamptz not null
    );
    comment on column user_totp.secret is 'Encrypted with a key that is not in the database';
    comment on column user_totp.last_step is 'Time step of the last code used, so that no code works twice';

    create table totp_recovery_codes (
      owner     uuid not null references user_totp on delete cascade,
      id        uuid not null,
      code_hash bytea not null,
      used_at   timestamptz,
      primary key (owner, id),
      constraint totp_recovery_codes_by_hash unique (owner, code_hash)
    );
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    drop table totp_recovery_codes, user_totp;
    alter table users drop column has_totp;
  `)
}
