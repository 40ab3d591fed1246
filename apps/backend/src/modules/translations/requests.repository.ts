import { MAX_EXERCISES } from '@fitvibe/training/limits'

import { IS_PUBLIC } from '../../db/fragments.ts'
import { row, rows, type Db } from '../../db/knex.ts'
import type { TextKey, Wanted } from './translations.repository.ts'

/** A text that a job fetches the translation of. */
export interface Claimed extends Wanted {
  readonly lang: string
  readonly readerId: string | null
  /** Answers for this text that could not be used. */
  readonly attempts: number
}

/**
 * Claims texts that one reader requested in one language, until `until`: other jobs skip them. Claims a
 * text whose answer could not be used alone, because one text can spoil the answer for all.
 */
export function claim(
  db: Db,
  claim: { provider: string; now: Date; until: Date; limit: number },
): Promise<Claimed[]> {
  return rows<Claimed>(
    db,
    /* sql */ `
    with first as (
      select lang, reader_id, attempts from translation_cache
      where provider = :provider and due_at <= :now
      order by attempts, due_at, owner, id limit 1),
    claimed as (
      select c.owner, c.id from translation_cache c, first f
      where c.provider = :provider and c.due_at <= :now and c.lang = f.lang
        and c.reader_id is not distinct from f.reader_id and c.attempts = f.attempts
      order by c.due_at, c.owner, c.id
      limit (select case when attempts = 0 then :limit::int else 1 end from first)
      for update of c skip locked)
    update translation_cache c set due_at = :until
    from claimed where c.owner = claimed.owner and c.id = claimed.id
    returning c.owner, c.id, c.session_id as "sessionId", c.lang, c.reader_id as "readerId", c.attempts`,
    claim,
  )
}

/** The texts of a session that everybody may read. */
export interface PublicTexts {
  readonly owner: string
  readonly title: string
  readonly notes: string | null
  readonly exerciseNames: readonly string[]
  readonly exercises: readonly { readonly name: string; readonly notes: string | null }[]
  /** Athletes that the session credits. */
  readonly credits: readonly string[]
}

/** Lists the texts of those of the sessions that are public now. */
export function listTexts(db: Db, sessions: readonly Wanted[]): Promise<PublicTexts[]> {
  return rows<PublicTexts>(
    db,
    /* sql */ `
    select s.owner, s.title, case when s.shares_notes then s.notes end as notes,
      s.exercise_names as "exerciseNames",
      array_remove(array[s.attribution_name, s.origin_name], null) as credits,
      coalesce((
        select json_agg(json_build_object('name', x.name, 'notes', case when s.shares_notes then x.notes end))
        from (
          select x.name, x.notes from session_exercises x
          where x.owner = s.owner and x.session_id = s.id order by x.position limit ${MAX_EXERCISES}
        ) x), '[]'::json) as exercises
    from (select distinct * from unnest(:owners::uuid[], :ids::uuid[]) as t (owner, id)) t
    join sessions s on s.owner = t.owner and s.id = t.id
    join users u on u.id = s.owner and u.status = 'active'
    where ${IS_PUBLIC}`,
    {
      owners: sessions.map(({ owner }) => owner),
      ids: sessions.map(({ sessionId }) => sessionId),
    },
  )
}

/** Lists the names of the users and of those they follow. */
export async function listNames(
  db: Db,
  owners: readonly string[],
): Promise<{ owner: string; names: string[] }[]> {
  return rows(
    db,
    /* sql */ `
    select n.owner, array_agg(p.username::text) || array_remove(array_agg(p.alias), null) as names
    from (
      select o as owner, o as person from unnest(:owners::uuid[]) as o
      union all
      select f.owner, f.following_id from followers f where f.owner = any(:owners)) n
    join users p on p.id = n.person
    group by n.owner`,
    { owners: [...new Set(owners)] },
  )
}

export interface Fetched extends TextKey {
  readonly language: string | null
  readonly translated: string | null
  readonly slots: readonly number[]
}

/** Stores translations. Those whose text has been changed or hidden meanwhile have no row any more. */
export async function setFetched(db: Db, fetched: readonly Fetched[]): Promise<void> {
  await row(
    db,
    /* sql */ `
    update translation_cache c set language = f.language, translated = f.translated, slots = f.slots,
      due_at = null, reader_id = null
    from json_to_recordset(:fetched::json)
      as f (owner uuid, id text, language text, translated text, slots integer[])
    where c.owner = f.owner and c.id = f.id`,
    { fetched: JSON.stringify(fetched) },
  )
}

/**
 * Makes claimed texts due again. With `attempts`, counts an answer that could not be used; after the last
 * attempt readers keep the original.
 */
export async function release(
  db: Db,
  texts: readonly TextKey[],
  { dueAt, attempts = 0, maxAttempts }: { dueAt: Date; attempts?: number; maxAttempts: number },
): Promise<void> {
  await row(
    db,
    /* sql */ `
    update translation_cache c set attempts = c.attempts + :attempts,
      due_at = case when c.attempts + :attempts < :maxAttempts then :dueAt::timestamptz end
    from unnest(:owners::uuid[], :ids::text[]) as t (owner, id)
    where c.owner = t.owner and c.id = t.id and c.due_at is not null`,
    {
      owners: texts.map(({ owner }) => owner),
      ids: texts.map(({ id }) => id),
      dueAt,
      attempts,
      maxAttempts,
    },
  )
}

/** Deletes requests for texts that nobody may read any more. */
export async function deleteRequests(db: Db, texts: readonly TextKey[]): Promise<void> {
  await row(
    db,
    /* sql */ `
    delete from translation_cache c using unnest(:owners::uuid[], :ids::text[]) as t (owner, id)
    where c.owner = t.owner and c.id = t.id and c.due_at is not null`,
    { owners: texts.map(({ owner }) => owner), ids: texts.map(({ id }) => id) },
  )
}
