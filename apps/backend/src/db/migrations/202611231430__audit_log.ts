import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create table audit_log (
      owner      uuid not null,
      id         uuid not null,
      event      text not null check (length(event) <= 64),
      actor      uuid,
      details    jsonb,
      created_at timestamptz not null,
      primary key (owner, id)
    );
    create index audit_log_by_time on audit_log (created_at desc, id desc);
    comment on table audit_log is
      'Events of accounts. Rows outlive the account, so owner is no foreign key';
    comment on column audit_log.actor is 'The user who acted, if not the owner'
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table audit_log')
}
