import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create table reports (
      owner         uuid not null references users on delete cascade,
      id            uuid not null,
      kind          text not null check (kind in ('session', 'person')),
      subject_id    uuid not null,
      subject_owner uuid not null,
      reason        text not null check (length(reason) <= 32),
      text          text check (length(text) <= 1000),
      snapshot      jsonb not null,
      status        text not null default 'open'
                    check (status in ('open', 'dismissed', 'session_hidden', 'account_suspended')),
      created_at    timestamptz not null,
      resolved_at   timestamptz,
      resolved_by   uuid,
      note          text check (length(note) <= 500),
      primary key (owner, id),
      check ((status = 'open') = (resolved_at is null))
    );
    comment on table reports is 'Owned by the user who reports; subject_owner is the reported user';

    create unique index reports_one_open on reports (owner, kind, subject_id) where status = 'open';
    create index reports_own on reports (owner, created_at desc, id desc);
    create index reports_by_id on reports (id);
    create index reports_queue on reports (status, created_at, id);
    create index reports_by_subject on reports (subject_owner) where status = 'open';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table reports')
}
