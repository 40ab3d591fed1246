import type { Knex } from 'knex'

/**
 * Logged, because the progress of a finished commit holds its result. Progress of commits that run
 * during the upgrade is deleted: its processes end with it.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    delete from import_progress;
    alter table import_progress set logged;
    alter table import_progress
      drop constraint import_progress_step_check,
      add constraint import_progress_step_check
        check (step in ('waiting', 'reading', 'writing', 'done', 'failed')),
      add column attempt uuid not null,
      add column touched_at timestamptz not null,
      add column result jsonb,
      add column problem jsonb,
      add constraint import_progress_end check (
        (result is not null) = (step = 'done') and (problem is not null) = (step = 'failed')),
      add constraint import_progress_import foreign key (owner, import_id)
        references imports (owner, id) on delete cascade;
    create index import_progress_touched on import_progress (touched_at);
    comment on table import_progress is
      'How far the latest commit of an import has come. Written outside its transaction, except "done"';
    comment on column import_progress.attempt is 'The commit that reports; an earlier one cannot';
    comment on column import_progress.touched_at is
      'Refreshed every few seconds while the commit runs: an old time means that its process has ended';
    comment on column import_progress.problem is 'Code and message key of an error, not its text';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    delete from import_progress;
    drop index import_progress_touched;
    alter table import_progress
      drop constraint import_progress_import,
      drop constraint import_progress_end,
      drop column problem,
      drop column result,
      drop column touched_at,
      drop column attempt,
      drop constraint import_progress_step_check,
      add constraint import_progress_step_check check (step in ('waiting', 'reading', 'writing'));
    alter table import_progress set unlogged;
  `)
}
