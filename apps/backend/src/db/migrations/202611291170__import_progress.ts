import type { Knex } from 'knex'

/** Unlogged, because a crash ends the commits whose progress it would lose. */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create unlogged table import_progress (
      owner     uuid not null,
      import_id uuid not null,
      step      text not null check (step in ('waiting', 'reading', 'writing')),
      done      integer not null default 0 check (done >= 0),
      total     integer not null default 0 check (total >= 0),
      primary key (owner, import_id)
    );
    comment on table import_progress is 'How far a running commit has come, written outside its transaction';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table import_progress')
}
