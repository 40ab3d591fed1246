import { row, rows, type Db } from '../../db/knex.ts'

/** A text of a public session, by the hash of its cached translation. */
export interface TextKey {
  readonly owner: string
  readonly id: string
}

export interface Wanted extends TextKey {
  readonly sessionId: string
}

export interface Cached extends TextKey {
  readonly language: string | null
  /** Null if readers get the original. */
  readonly translated: string | null
  readonly slots: readonly number[]
  /** When the job may fetch it; null once it is fetched. */
  readonly dueAt: Date | null
}

/** Finds the cached translations of a page of texts that were requested after `since`. */
export function listCached(db: Db, texts: readonly TextKey[], since: Date): Promise<Cached[]> {
  return rows<Cached>(
    db,
    /* sql */ `
    select c.owner, c.id, c.language, c.translated, c.slots, c.due_at as "dueAt"
    from unnest(:owners::uuid[], :ids::text[]) as t (owner, id)
    join translation_cache c on c.owner = t.owner and c.id = t.id
    where c.created_at > :since`,
    { ...columnsOf(texts), since },
  )
}

interface Request {
  readonly lang: string
  readonly provider: string
  /** Null for a visitor. */
  readonly readerId: string | null
  readonly now: Date
  /** Translations requested before are fetched again. */
  readonly since: Date
  /** Texts that were due before are requested again: their job is lost. */
  readonly lostBefore: Date
}

/**
 * Requests translations, with one job for all that wait. Does nothing for texts that wait already, and adds
 * no job if all of them do.
 */
export async function insertRequests(
  db: Db,
  texts: readonly Wanted[],
  request: Request,
): Promise<void> {
  await row(
    db,
    /* sql */ `
    with requested as (
      insert into translation_cache as c
        (owner, id, session_id, lang, provider, reader_id, due_at, created_at)
      select t.owner, t.id, t.session_id, :lang, :provider, :readerId, :now, :now
      from unnest(:owners::uuid[], :ids::text[], :sessions::uuid[]) as t (owner, id, session_id)
      order by t.owner, t.id
      on conflict (owner, id) do update set
        session_id = excluded.session_id, reader_id = excluded.reader_id, due_at = excluded.due_at,
        created_at = excluded.created_at, attempts = 0, language = null, translated = null, slots = '{}'
      where c.created_at <= :since or c.due_at <= :lostBefore
      returning 1)
    select graphile_worker.add_job('translateTexts', max_attempts => 12, job_key => 'translateTexts')
    where exists (select from requested)`,
    { ...columnsOf(texts), sessions: texts.map(({ sessionId }) => sessionId), ...request },
  )
}

const columnsOf = (texts: readonly TextKey[]) => ({
  owners: texts.map(({ owner }) => owner),
  ids: texts.map(({ id }) => id),
})

/** Deletes all translations of a user's texts. */
export async function deleteOf(db: Db, { owner }: { owner: string }): Promise<void> {
  await db('translation_cache').where({ owner }).delete()
}

/** Deletes the translations of texts that were requested from these sessions. */
export async function deleteOfSessions(
  db: Db,
  { owner, ids }: { owner: string; ids: readonly string[] },
): Promise<void> {
  await db('translation_cache').where({ owner }).whereIn('session_id', ids).delete()
}

/** Deletes up to `limit` translations that were requested before `before`. */
export async function deleteOld(
  db: Db,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const old = db('translation_cache').select('ctid').where('created_at', '<=', before).limit(limit)
  return db('translation_cache').whereRaw('ctid = any(array(?))', [old]).delete()
}
