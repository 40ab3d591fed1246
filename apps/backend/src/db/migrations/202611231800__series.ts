import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create table series (
      owner      uuid not null references users on delete cascade,
      id         uuid not null,
      rule       text not null check (length(rule) <= 300),
      timezone   text not null,
      start_on   date not null,
      start_time time(0) not null,
      template   jsonb not null check (jsonb_typeof(template -> 'exercises') = 'array'),
      next_on    date,
      created_at timestamptz not null,
      primary key (owner, id)
    );
    comment on column series.template is 'The plan of each occurrence';
    comment on column series.next_on is 'Day of the first occurrence not planned yet; null once all are planned';
    create index series_due on series (next_on) where next_on is not null;
    create index series_newest on series (owner, created_at desc, id desc);

    alter table sessions
      drop column recurrence_rule,
      add column by_hand boolean not null default false,
      add column sequence integer not null default 0,
      add column updated_at timestamptz not null default now(),
      add constraint sessions_of_series foreign key (owner, series_id) references series (owner, id);
    comment on column sessions.occurrence_on is 'Day by the recurrence rule; it stays when the session is moved';
    comment on column sessions.by_hand is 'Edited individually: changes of its series skip it';
    comment on column sessions.sequence is 'Increases with each change, for calendars (RFC 5545, 3.8.7.4)';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table sessions
      drop constraint sessions_of_series,
      drop column by_hand,
      drop column sequence,
      drop column updated_at,
      add column recurrence_rule text;
    drop table series;
  `)
}
