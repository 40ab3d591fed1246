import { DETAILS_WITHOUT_USER } from '../../db/fragments.ts'
import { row, rows, type Db } from '../../db/knex.ts'
import { ERASED } from '../../utils/erasures.ts'

/*
 * Statements that erase a user. Each changes up to `limit` rows and returns their number, so that it
 * can be repeated until nothing is left. Tables and columns come from the catalogue of columns.
 */

interface Batch {
  readonly owner: string
  readonly limit: number
}

/** Deletes rows whose column is the id of the user. */
export function deleteRows(
  db: Db,
  table: string,
  column: string,
  { owner, limit }: Batch,
): Promise<number> {
  const found = db(table).select('ctid').where(column, owner).limit(limit)
  return db(table).where(column, owner).whereRaw('ctid = any(array(?))', [found]).delete()
}

/** The columns that credit a clone to its source, or to the first session of the chain. */
const CREDITS = {
  source: { owner: 'attribution_owner', id: 'attribution_source', name: 'attribution_name' },
  origin: { owner: 'origin_owner', id: 'origin_source', name: 'origin_name' },
} as const

export type Credit = keyof typeof CREDITS

/** Deletes the user's name where clones of other users credit it. */
export function clearCredits(db: Db, credit: Credit, batch: Batch): Promise<number> {
  const { owner, name } = CREDITS[credit]
  return countOf(
    db,
    /* sql */ `
    update sessions set ${name} = null, ${owner} = '${ERASED}'
    where ctid = any(array(select ctid from sessions where ${owner} = :owner limit :limit))
      and ${owner} = :owner
    returning 1`,
    { ...batch },
  )
}

/** Like `clearCredits` for imported sessions: these name only the session that was cloned. */
export function clearImportedCredits(db: Db, credit: Credit, batch: Batch): Promise<number> {
  const { id, name } = CREDITS[credit]
  return countOf(
    db,
    /* sql */ `
    update sessions set ${name} = null
    where ${id} = any(array(
      select c.${id} from sessions s join sessions c on c.${id} = s.id
      where s.owner = :owner and c.${name} is not null limit :limit))
      and ${name} is not null
    returning 1`,
    { ...batch },
  )
}

const REDACTED = JSON.stringify({ username: null, alias: null, title: null, exercises: [] })

/** Deletes the texts of the user that reports of other users hold, and closes the open ones. */
export function redactReports(db: Db, { now, ...batch }: Batch & { now: Date }): Promise<number> {
  return countOf(
    db,
    /* sql */ `
    update reports set
      snapshot = :snapshot::jsonb,
      note = null, subject_owner = '${ERASED}', subject_id = '${ERASED}',
      status = case when status = 'open' then 'dismissed' else status end,
      resolved_at = coalesce(resolved_at, :now)
    where ctid = any(array(select ctid from reports where subject_owner = :owner limit :limit))
      and subject_owner = :owner
    returning 1`,
    { ...batch, now, snapshot: REDACTED },
  )
}

/** Deletes the user's name as administrator from decisions on reports. */
export function clearDecisions(db: Db, batch: Batch): Promise<number> {
  return countOf(
    db,
    /* sql */ `
    update reports set resolved_by = '${ERASED}'
    where ctid = any(array(select ctid from reports where resolved_by = :owner limit :limit))
      and resolved_by = :owner
    returning 1`,
    { ...batch },
  )
}

/**
 * Moves the user's entries of the audit log to a pseudonym. Deletes their details except the reason,
 * and that too where an administrator has written it.
 */
export function pseudonymizeAudit(db: Db, batch: Batch & { pseudonym: string }): Promise<number> {
  return countOf(
    db,
    /* sql */ `
    update audit_log set owner = :pseudonym, details = ${DETAILS_WITHOUT_USER}
    where ctid = any(array(select ctid from audit_log where owner = :owner limit :limit))
      and owner = :owner
    returning 1`,
    { ...batch },
  )
}

/** Moves the user's acts as administrator to the pseudonym. */
export function pseudonymizeActs(db: Db, batch: Batch & { pseudonym: string }): Promise<number> {
  return countOf(
    db,
    /* sql */ `
    update audit_log set actor = :pseudonym
    where ctid = any(array(select ctid from audit_log where actor = :owner limit :limit))
      and actor = :owner
    returning 1`,
    { ...batch },
  )
}

/** Deletes waiting jobs of the user. A running one ends by itself and finds no user. */
export async function deleteJobs(db: Db, { owner }: { owner: string }): Promise<void> {
  await row(
    db,
    /* sql */ `
    select graphile_worker.complete_jobs(array(
      select j.id from graphile_worker._private_jobs j where j.payload ->> 'owner' = :owner))`,
    { owner },
  )
}

/** Lists the username and the addresses of a user. */
export async function listNames(db: Db, { owner }: { owner: string }): Promise<string[]> {
  const found = await rows<{ name: string }>(
    db,
    /* sql */ `
    select value::text as name from user_contacts where owner = :owner
    union select username::text from users where id = :owner
    union select value::text from identities where user_id = :owner`,
    { owner },
  )
  return found.map(({ name }) => name)
}

/** Locks a user whose erasure has begun, and returns the username; undefined if it is complete. */
export async function lockErasing(
  db: Db,
  { owner }: { owner: string },
): Promise<string | undefined> {
  const found = await row<{ username: string }>(
    db,
    `select username from users where id = :owner and status = 'erasing' for update`,
    { owner },
  )
  return found?.username
}

/** Deletes the account itself with every row that is left, and frees its addresses. */
export async function deleteAccount(db: Db, { owner }: { owner: string }): Promise<void> {
  await row(
    db,
    /* sql */ `
    with freed as (delete from identities where user_id = :owner)
    delete from users where id = :owner`,
    { owner },
  )
}

export interface Tombstone {
  readonly idHash: Buffer
  readonly nameHash: Buffer
  readonly erasedAt: Date
}

export async function insertTombstones(db: Db, tombstones: readonly Tombstone[]): Promise<void> {
  if (tombstones.length === 0) return
  await db('erasures')
    .insert(
      tombstones.map(({ idHash, nameHash, erasedAt }) => ({
        id_hash: idHash,
        name_hash: nameHash,
        erased_at: erasedAt,
      })),
    )
    .onConflict('id_hash')
    .ignore()
}

export function listTombstones(db: Db): Promise<Tombstone[]> {
  return rows<Tombstone>(
    db,
    /* sql */ `
    select id_hash as "idHash", name_hash as "nameHash", erased_at as "erasedAt"
    from erasures order by erased_at, id_hash`,
    {},
  )
}

/** Returns those of the tombstones, by their hashes, that are stored. */
export async function findKnown(db: Db, idHashes: readonly Buffer[]): Promise<Buffer[]> {
  return db('erasures').whereIn('id_hash', idHashes).pluck<Buffer[]>('id_hash')
}

async function countOf(
  db: Db,
  sql: string,
  bindings: Readonly<Record<string, string | number | Date>>,
): Promise<number> {
  return (await rows(db, sql, bindings)).length
}
