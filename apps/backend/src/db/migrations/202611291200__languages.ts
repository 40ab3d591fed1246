import type { Knex } from 'knex'

/** The code tables of the first migration. */
const LOOKUPS = [
  'roles',
  'genders',
  'fitness_levels',
  'contact_types',
  'training_freq',
  'exercise_categories',
  'muscles',
  'equipment',
  'point_sources',
  'badge_types',
]

/** Keeps texts in rows instead of columns, so that a new language needs no migration. */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create domain language_code as text check (value ~ '^[a-z]{2}$');
    alter table users
      drop constraint users_preferred_lang_check,
      alter column preferred_lang type language_code;

    create table library_exercise_names (
      exercise_id uuid not null references library_exercises on delete cascade,
      language    language_code not null,
      name        text not null,
      primary key (exercise_id, language)
    );
    insert into library_exercise_names
      select id, 'en', name_en from library_exercises
      union all select id, 'de', name_de from library_exercises;
    create index library_exercise_names_by_name
      on library_exercise_names using gin (name gin_trgm_ops);
    alter table library_exercises drop column name_en, drop column name_de;
    comment on column library_exercises.search is 'Its names in all languages, as search folds them';

    create table lookup_descriptions (
      lookup      text not null,
      code        text not null,
      language    language_code not null,
      description text not null,
      primary key (lookup, code, language)
    );
    comment on column lookup_descriptions.lookup is 'The code table that has the code';
  `)
  for (const lookup of LOOKUPS) await db.raw(moveDescriptions(lookup))
}

export async function down(db: Knex): Promise<void> {
  for (const lookup of LOOKUPS) await db.raw(restoreDescriptions(lookup))
  await db.raw(/* sql */ `
    drop table lookup_descriptions;

    alter table library_exercises add column name_en text, add column name_de text;
    update library_exercises e set
      name_en = (select name from library_exercise_names n where n.exercise_id = e.id and language = 'en'),
      name_de = (select name from library_exercise_names n where n.exercise_id = e.id and language = 'de');
    alter table library_exercises
      alter column name_en set not null,
      alter column name_de set not null;
    drop table library_exercise_names;
    create index library_exercises_by_name_en on library_exercises using gin (name_en gin_trgm_ops);
    create index library_exercises_by_name_de on library_exercises using gin (name_de gin_trgm_ops);

    update users set preferred_lang = 'en' where preferred_lang not in ('en', 'de');
    alter table users
      alter column preferred_lang type text,
      add constraint users_preferred_lang_check check (preferred_lang in ('en', 'de'));
    drop domain language_code;
  `)
}

const moveDescriptions = (lookup: string) => /* sql */ `
  insert into lookup_descriptions
    select '${lookup}', code, 'en', description_en from ${lookup}
    union all select '${lookup}', code, 'de', description_de from ${lookup};
  alter table ${lookup} drop column description_en, drop column description_de`

const restoreDescriptions = (lookup: string) => /* sql */ `
  alter table ${lookup} add column description_en text, add column description_de text;
  update ${lookup} l set
    description_en = (${described(lookup)} and language = 'en'),
    description_de = (${described(lookup)} and language = 'de');
  alter table ${lookup}
    alter column description_en set not null,
    alter column description_de set not null`

const described = (lookup: string) =>
  `select description from lookup_descriptions d where lookup = '${lookup}' and d.code = l.code`
