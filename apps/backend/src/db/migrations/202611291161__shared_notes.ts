import type { Knex } from 'knex'

/** The owner of an origin is known if the session still exists. */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table sessions
      add column shares_notes boolean not null default false,
      add column origin_owner uuid;
    comment on column sessions.shares_notes is
      'Whether people who see the session read its notes and those of its exercises too';
    comment on column sessions.origin_owner is
      'The user of origin_source; null if unknown, as in an imported session';
    update sessions s set origin_owner = o.owner
    from sessions o where o.id = s.origin_source and s.attribution_owner is not null;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table sessions drop column shares_notes, drop column origin_owner')
}
