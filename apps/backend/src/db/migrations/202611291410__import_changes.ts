import type { Knex } from 'knex'

/** Sessions as they were before an import changed them, so that undoing the import restores them. */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create table import_changes (
      owner         uuid not null,
      import_id     uuid not null,
      session_id    uuid not null,
      number        integer not null check (number >= 1),
      former        jsonb not null,
      key           text not null,
      content       text not null,
      was_unchanged boolean not null,
      primary key (owner, import_id, session_id),
      constraint import_changes_in_order unique (owner, session_id, number),
      foreign key (owner, import_id) references imports (owner, id) on delete cascade,
      foreign key (owner, session_id) references sessions (owner, id) on delete cascade
    );
    comment on column import_changes.number is 'Order of the changes to a session, from 1';
    comment on column import_changes.former is 'Title, notes, times and sets before the change';
    comment on column import_changes.key is 'Of imported_workouts, before the change; content too';
    comment on column import_changes.was_unchanged is
      'Whether the session was as an import had left it: no edit of the athlete was replaced';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table import_changes')
}
