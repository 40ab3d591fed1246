import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create table imports (
      owner        uuid not null references users on delete cascade,
      id           uuid not null,
      source       text not null check (source in
                     ('strong', 'hevy', 'fitnotes', 'stronglifts', 'alphaprogression', 'fitvibe')),
      file_name    text check (length(file_name) between 1 and 200),
      status       text not null default 'open' check (status in ('open', 'committed', 'undone')),
      file         bytea check (length(file) <= 10485760),
      workouts     integer not null check (workouts >= 0),
      sets         integer not null check (sets >= 0),
      created_at   timestamptz not null,
      committed_at timestamptz,
      undone_at    timestamptz,
      primary key (owner, id),
      constraint imports_file_while_open check ((status = 'open') = (file is not null))
    );
    create index imports_by_time on imports (owner, created_at desc, id desc);
    create index imports_open on imports (created_at) where status = 'open';
    comment on column imports.file is 'The file as uploaded; deleted at commit or after a day';

    create table imported_workouts (
      owner      uuid not null,
      key        text not null,
      import_id  uuid not null,
      session_id uuid not null,
      content    text not null,
      digest     text,
      primary key (owner, key),
      foreign key (owner, import_id) references imports (owner, id) on delete cascade
    );
    create index imported_workouts_by_import on imported_workouts (owner, import_id);
    comment on column imported_workouts.key is 'Hash that identifies the workout in every export of its app';
    comment on column imported_workouts.content is 'Hash of the workout as the file has it';
    comment on column imported_workouts.digest is 'Digest of the session as imported; it differs once the session is edited';

    create table imported_exercises (
      owner       uuid not null,
      exercise_id uuid not null,
      import_id   uuid not null,
      digest      text,
      primary key (owner, exercise_id),
      foreign key (owner, import_id) references imports (owner, id) on delete cascade
    );
    create index imported_exercises_by_import on imported_exercises (owner, import_id);

    create index library_exercises_by_name_en on library_exercises using gin (name_en gin_trgm_ops);
    create index library_exercises_by_name_de on library_exercises using gin (name_de gin_trgm_ops);
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    drop index library_exercises_by_name_en, library_exercises_by_name_de;
    drop table imported_exercises, imported_workouts, imports
  `)
}
