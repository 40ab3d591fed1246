import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table followers add column id uuid not null default gen_random_uuid();
    alter table followers alter column id drop default;
    comment on column followers.id is 'Only sorts and pages lists';
    drop index followers_by_followed;
    create index followers_by_followed
      on followers (following_id, status, created_at desc, id desc) include (owner);

    -- A block has two rows, one per user: each user's own rows hold every block that concerns them.
    create table blocked_people (
      owner      uuid not null references users on delete cascade,
      other_id   uuid not null,
      id         uuid not null,
      is_own     boolean not null,
      created_at timestamptz not null,
      primary key (owner, other_id),
      check (owner <> other_id)
    );
    create index blocked_people_list on blocked_people (owner, created_at desc, id desc) where is_own;
    comment on column blocked_people.is_own is 'True if the owner blocks the other user, false if the owner is blocked';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    drop table blocked_people;
    drop index followers_by_followed;
    create index followers_by_followed on followers (following_id, owner);
    alter table followers drop column id;
  `)
}
