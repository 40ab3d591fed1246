import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create table translation_cache (
      owner      uuid not null references users on delete cascade,
      id         text not null,
      session_id uuid not null,
      lang       text not null,
      provider   text not null,
      reader_id  uuid,
      due_at     timestamptz,
      attempts   smallint not null default 0,
      created_at timestamptz not null,
      language   text check (language ~ '^[a-z]{2,3}$'),
      translated text,
      slots      integer[] not null default '{}',
      primary key (owner, id),
      foreign key (owner, session_id) references sessions (owner, id) on delete cascade
    );
    create index translation_cache_by_session on translation_cache (owner, session_id);
    create index translation_cache_due on translation_cache (provider, attempts, due_at)
      where due_at is not null;
    create index translation_cache_by_reader on translation_cache (reader_id)
      where reader_id is not null;
    create index translation_cache_by_age on translation_cache (created_at);
    comment on table translation_cache is
      'Translations of texts in public sessions, and those that the job has yet to fetch';
    comment on column translation_cache.id is 'SHA-256 of the text, the target language and the provider';
    comment on column translation_cache.session_id is 'A public session with the text';
    comment on column translation_cache.reader_id is 'The user who read the text; null once it is fetched';
    comment on column translation_cache.due_at is 'When the job may fetch it; null once it is fetched';
    comment on column translation_cache.language is 'Detected language of the text';
    comment on column translation_cache.translated is
      'Null until fetched, and if readers get the original; placeholders replace personal data';
    comment on column translation_cache.slots is
      'Start and end in the original of what each placeholder replaces';

    create table translators (
      provider    text primary key,
      failures    integer not null default 0,
      rests_until timestamptz,
      day         date not null,
      characters  integer not null
    );
    comment on table translators is
      'What all instances know of a translation provider: failures in a row, and characters of the day';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table translation_cache, translators')
}
