import type { Knex } from 'knex'

/** The sessions that other users may see, as the condition of indexes. */
const SHARED = /* sql */ `
  status = 'completed' and archived_at is null and hidden_at is null`

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table sessions
      drop constraint sessions_visibility_check,
      add constraint sessions_visibility_check
        check (visibility in ('private', 'followers', 'public')),
      add column hidden_at timestamptz,
      add column hidden_reason text check (length(hidden_reason) <= 500),
      add column origin_source uuid,
      add column origin_name text,
      add column generation smallint check (generation between 1 and 10000);
    update sessions set generation = 1 where attribution_source is not null;
    comment on column sessions.hidden_at is 'When an administrator hid it from all other users';
    comment on column sessions.origin_source is
      'First session of the chain of clones; null if that is attribution_source';
    comment on column sessions.generation is 'Number of clones since the first session of the chain; null for no clone';

    drop index sessions_feed, sessions_public_by_id;
    create index sessions_feed on sessions (completed_at desc, id desc)
      where visibility = 'public' and ${SHARED};
    create index sessions_shared_by_id on sessions (id) where visibility <> 'private' and ${SHARED};
    create index sessions_shared_by_owner on sessions (owner, completed_at desc, id desc)
      where visibility <> 'private' and ${SHARED};
    create index sessions_clones on sessions (attribution_owner, attribution_source)
      where attribution_owner is not null;

    create table hidden_sessions (
      owner      uuid not null references users on delete cascade,
      session_id uuid not null,
      created_at timestamptz not null,
      primary key (owner, session_id)
    );
    comment on table hidden_sessions is 'Sessions that the owner has hidden from their feed';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    drop table hidden_sessions;
    drop index sessions_feed, sessions_shared_by_id, sessions_shared_by_owner, sessions_clones;
    update sessions set visibility = 'private' where visibility = 'followers';
    alter table sessions
      drop constraint sessions_visibility_check,
      add constraint sessions_visibility_check check (visibility in ('private', 'public')),
      drop column hidden_at,
      drop column hidden_reason,
      drop column origin_source,
      drop column origin_name,
      drop column generation;
    create index sessions_feed on sessions (completed_at desc, id desc)
      where visibility = 'public' and status = 'completed' and archived_at is null;
    create index sessions_public_by_id on sessions (id)
      where visibility = 'public' and status = 'completed' and archived_at is null;
  `)
}
