import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create table user_points (
      owner             uuid not null references users on delete cascade,
      id                uuid not null,
      source_type       text not null references point_sources,
      algorithm_version text not null,
      points            integer not null check (points between -100000 and 100000),
      session_id        uuid,
      reason            text not null,
      details           jsonb,
      awarded_at        timestamptz not null,
      earned_on         date not null,
      primary key (owner, id),
      constraint user_points_once unique (owner, session_id, reason)
    );
    create index user_points_by_time on user_points (owner, awarded_at desc, id desc);
    create index user_points_by_day on user_points (owner, earned_on) include (points);
    comment on table user_points is
      'The ledger: rows are only ever added. session_id is soft, for entries outlive sessions.';

    create table badges (
      owner      uuid not null references users on delete cascade,
      id         uuid not null,
      badge_type text not null references badge_types,
      session_id uuid,
      awarded_at timestamptz not null,
      primary key (owner, id),
      constraint badges_once unique (owner, badge_type)
    );

    -- owner follows following_id, another user: foreign keys never point to another owner.
    create table followers (
      owner        uuid not null references users on delete cascade,
      following_id uuid not null,
      status       text not null default 'accepted' check (status in ('requested', 'accepted')),
      created_at   timestamptz not null,
      primary key (owner, following_id),
      check (owner <> following_id)
    );
    create index followers_by_followed on followers (following_id, owner);

    create table media (
      owner       uuid not null references users on delete cascade,
      id          uuid not null,
      target_type text not null check (target_type in ('user', 'exercise', 'session')),
      target_id   uuid,
      file_url    text not null,
      media_type  text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
      created_at  timestamptz not null,
      primary key (owner, id)
    );
    create index media_by_target on media (owner, target_type, target_id);
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table media, followers, badges, user_points')
}
