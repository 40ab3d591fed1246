import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table badges
      drop constraint badges_pkey,
      drop constraint badges_once,
      drop column id,
      add primary key (owner, badge_type),
      add column earned_on date not null,
      add column details jsonb not null;
    comment on column badges.session_id is 'The session that earned it; no foreign key, as in the ledger';
    comment on column badges.details is 'The value reached, and the target';
    create index badges_by_session on badges (owner, session_id);
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    drop index badges_by_session;
    alter table badges
      drop constraint badges_pkey,
      drop column earned_on,
      drop column details,
      add column id uuid not null default gen_random_uuid(),
      add primary key (owner, id),
      add constraint badges_once unique (owner, badge_type);
    alter table badges alter column id drop default;
  `)
}
