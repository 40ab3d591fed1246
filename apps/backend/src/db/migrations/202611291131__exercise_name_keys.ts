import type { Knex } from 'knex'

import { searchTextOf } from '../../utils/exerciseNames.ts'

/** Spaces of any kind, and characters that nobody sees: zero width, soft hyphen, byte order mark. */
const SPACES = String.raw`[\s\u00a0\u00ad\u200b-\u200f\u2060\ufeff]+`

/** Merges the active exercises of an athlete whose names differ in form only into the oldest one. */
const MERGE = /* sql */ `
  create temporary table merged_exercises on commit drop as
    select * from (
      select e.owner, e.id, first_value(e.id) over same as kept
      from exercises e where e.archived_at is null
      window same as (partition by e.owner, exercise_name_key(e.name) order by e.created_at, e.id)
    ) e where e.id <> e.kept;
  update session_exercises x set exercise_id = m.kept
    from merged_exercises m where x.owner = m.owner and x.exercise_id = m.id;
  update series s set template = replace(s.template::text, m.id::text, m.kept::text)::jsonb
    from merged_exercises m
    where s.owner = m.owner and s.template::text like '%' || m.id || '%';
  delete from imported_exercises i using merged_exercises m
    where i.owner = m.owner and i.exercise_id = m.id;
  delete from exercises e using merged_exercises m where e.owner = m.owner and e.id = m.id;
`

const KEY_OF_NAME = (name: string) => /* sql */ `
  overlay(overlay(md5(${name}) placing '8' from 13) placing '8' from 17)::uuid`

/** Compares names in one normal form: compatible characters, single spaces, no case. */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create function exercise_name_key(name text) returns text
      language sql immutable strict parallel safe
      return lower(btrim(regexp_replace(normalize(name, nfkc), '${SPACES}', ' ', 'g')));
    ${MERGE}
    drop index exercises_one_name;
    create unique index exercises_one_name on exercises (owner, exercise_name_key(name))
      where archived_at is null;
    create index exercises_archived on exercises (owner, exercise_name_key(name))
      where archived_at is not null;
    create index exercises_public_joined on exercises
      using gin (replace(search, ' ', '') gin_trgm_ops) where is_public and archived_at is null;
    alter table session_exercises alter column exercise_key
      set expression as (coalesce(exercise_id, ${KEY_OF_NAME('exercise_name_key(name)')}));
  `)
  await foldAgain(db)
}

const BATCH = 5_000

/** Writes the text that search reads of all exercises. */
async function foldAgain(db: Knex): Promise<void> {
  let last = { owner: '00000000-0000-0000-0000-000000000000', id: '' }
  for (;;) {
    const found = await db('exercises')
      .select<{ owner: string; id: string; name: string }[]>('owner', 'id', 'name')
      .whereRaw('(owner, id::text) > (?::uuid, ?)', [last.owner, last.id])
      .orderByRaw('owner, id::text')
      .limit(BATCH)
    const end = found.at(-1)
    if (!end) return
    const rows = found.map(({ owner, id, name }) => ({ owner, id, search: searchTextOf(name) }))
    await db.raw(
      /* sql */ `
      update exercises e set search = x.search
      from jsonb_to_recordset(?::jsonb) as x(owner uuid, id uuid, search text)
      where e.owner = x.owner and e.id = x.id`,
      [JSON.stringify(rows)],
    )
    last = end
  }
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table session_exercises alter column exercise_key
      set expression as (coalesce(exercise_id, ${KEY_OF_NAME('lower(btrim(name))')}));
    drop index exercises_one_name, exercises_archived, exercises_public_joined;
    create unique index exercises_one_name on exercises (owner, lower(name))
      where archived_at is null;
    drop function exercise_name_key(text)
  `)
}
