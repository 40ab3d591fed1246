import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table user_contacts add column refused_at timestamptz;
    comment on column user_contacts.refused_at is
      'When the mail server of the address refused a mail for good; null once it is verified again';

    create table mail_settings (
      owner          uuid primary key references users on delete cascade,
      reminder_hours smallint check (reminder_hours between 1 and 72),
      week_summary   boolean not null default false,
      summarized_on  date
    );
    create index mail_settings_reminders on mail_settings (owner) where reminder_hours is not null;
    create index mail_settings_summaries on mail_settings (owner) where week_summary;
    comment on table mail_settings is 'The mails that users have turned on; none without a row';
    comment on column mail_settings.summarized_on is
      'The first day of the week on which the last summary was queued';

    create table session_reminders (
      owner      uuid not null,
      session_id uuid not null,
      due_on     date not null,
      queued_at  timestamptz not null,
      primary key (owner, session_id, due_on),
      foreign key (owner, session_id) references sessions (owner, id) on delete cascade
    );
    create index session_reminders_by_age on session_reminders (queued_at);
    comment on table session_reminders is
      'Reminders that were queued, so that none is queued twice; a session moved to another day has a new one';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    drop table session_reminders, mail_settings;
    alter table user_contacts drop column refused_at;
  `)
}
