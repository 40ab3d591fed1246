import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table exercises
      add column hidden_at timestamptz,
      add column hidden_reason text check (length(hidden_reason) <= 500);
    comment on column exercises.hidden_at is 'When an administrator hid it from all other users';
    alter table reports
      drop constraint reports_kind_check,
      add constraint reports_kind_check check (kind in ('session', 'person', 'exercise')),
      drop constraint reports_status_check,
      add constraint reports_status_check check (status in
        ('open', 'dismissed', 'session_hidden', 'exercise_hidden', 'account_suspended'));
  `)
}

/** Reports of exercises have no place in the older schema. */
export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    delete from reports where kind = 'exercise';
    alter table reports
      drop constraint reports_kind_check,
      add constraint reports_kind_check check (kind in ('session', 'person')),
      drop constraint reports_status_check,
      add constraint reports_status_check check (status in
        ('open', 'dismissed', 'session_hidden', 'account_suspended'));
    alter table exercises drop column hidden_at, drop column hidden_reason;
  `)
}
