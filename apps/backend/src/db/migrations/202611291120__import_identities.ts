import type { Knex } from 'knex'

/**
 * A workout is identified by its app and its start to the minute. Workouts imported before get the
 * identity that their session has; their keys still recognise the files of then.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table imported_workouts
      add column identity text,
      add column twin integer not null default 1 check (twin >= 1);
    comment on column imported_workouts.identity is
      'Hash of app and start to the minute; null if the session of an older import is gone';
    comment on column imported_workouts.twin is
      'Number of the workout among those of its identity';
    comment on column imported_workouts.key is 'Hash of start and title in the file';

    with starts as (
      select w.owner, w.key, i.source,
        coalesce(s.started_at, s.happens_at) at time zone s.timezone as local
      from imported_workouts w
      join imports i on i.owner = w.owner and i.id = w.import_id
      join sessions s on s.owner = w.owner and s.id = w.session_id
      where s.status = 'completed'
    ), identified as (
      select x.owner, x.key, translate(rtrim(encode(sha256(convert_to(
          '["' || x.source || '","' || to_char(x.local, 'YYYY-MM-DD"T"HH24:MI') || '"]', 'UTF8')),
        'base64'), '='), '+/', '-_') as identity
      from starts x
    ), numbered as (
      select d.owner, d.key, d.identity,
        row_number() over (partition by d.owner, d.identity order by d.key) as twin
      from identified d
    )
    update imported_workouts w set identity = n.identity, twin = n.twin
    from numbered n where n.owner = w.owner and n.key = w.key;

    create unique index imported_workouts_by_identity on imported_workouts (owner, identity, twin)
      where identity is not null;
    create index imported_workouts_by_session on imported_workouts (owner, session_id);
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    drop index imported_workouts_by_session, imported_workouts_by_identity;
    alter table imported_workouts drop column identity, drop column twin;
    comment on column imported_workouts.key is 'Hash that identifies the workout in every export of its app'
  `)
}
