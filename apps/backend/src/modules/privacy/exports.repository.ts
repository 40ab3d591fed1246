import { row, rows, type Db } from '../../db/knex.ts'
import type { Source } from './exportSources.ts'

interface Owned {
  readonly owner: string
}

interface Export extends Owned {
  readonly id: string
}

export interface NewExport extends Export {
  readonly fileKey: string
  readonly requestedAt: Date
  readonly expiresAt: Date
  /** An export that is prepared since before then has been killed. */
  readonly staleBefore: Date
}

/**
 * Inserts an export in place of a user's last one. Returns the key of the replaced file, null if there is
 * none, and undefined if one is being prepared.
 */
export async function replaceExport(db: Db, next: NewExport): Promise<string | null | undefined> {
  const inserted = await row<{ before: string | null }>(
    db,
    /* sql */ `
    with before as (select file_key from data_exports where owner = :owner)
    insert into data_exports (owner, id, file_key, requested_at, expires_at)
    values (:owner, :id, :fileKey, :requestedAt, :expiresAt)
    on conflict (owner) do update set
      id = excluded.id, file_key = excluded.file_key, requested_at = excluded.requested_at,
      expires_at = excluded.expires_at, ready_at = null, bytes = null, token_hash = null,
      opened_at = null, ticket_hash = null, ticket_expires_at = null
    where data_exports.ready_at is not null or data_exports.requested_at < :staleBefore
    returning (select file_key from before) as before`,
    { ...next },
  )
  return inserted && inserted.before
}

export interface StoredExport {
  readonly id: string
  readonly requestedAt: Date
  readonly readyAt: Date | null
  readonly expiresAt: Date
  readonly openedAt: Date | null
  readonly bytes: number | null
}

export function findExport(db: Db, { owner }: Owned): Promise<StoredExport | undefined> {
  return row<StoredExport>(
    db,
    /* sql */ `
    select id, requested_at as "requestedAt", ready_at as "readyAt", expires_at as "expiresAt",
      opened_at as "openedAt", bytes::float8 as bytes
    from data_exports where owner = :owner`,
    { owner },
  )
}

/** Finds the key of the file of an export that is still to be prepared. */
export async function findUnprepared(db: Db, { owner, id }: Export): Promise<string | undefined> {
  const found = await row<{ fileKey: string }>(
    db,
    /* sql */ `
    select file_key as "fileKey" from data_exports
    where owner = :owner and id = :id and ready_at is null`,
    { owner, id },
  )
  return found?.fileKey
}

interface Prepared extends Export {
  readonly fileKey: string
  readonly bytes: number
  readonly readyAt: Date
  readonly expiresAt: Date
}

/** Marks an export as ready. Returns false if another one has replaced it, or another run was faster. */
export async function setReady(db: Db, prepared: Prepared): Promise<boolean> {
  const updated = await row(
    db,
    /* sql */ `
    update data_exports set
      ready_at = :readyAt, bytes = :bytes, expires_at = :expiresAt
    where owner = :owner and id = :id and file_key = :fileKey and ready_at is null
    returning id`,
    { ...prepared },
  )
  return updated !== undefined
}

/** Gives an export that is still to be prepared another key, for another attempt. */
export async function setKey(
  db: Db,
  { owner, id, fileKey }: Export & { readonly fileKey: string },
): Promise<void> {
  await db('data_exports').where({ owner, id }).whereNull('ready_at').update({ file_key: fileKey })
}

/** Replaces the token of an export that is ready and not opened. Returns when it expires. */
export async function setToken(
  db: Db,
  { owner, id, hash, now }: Export & { readonly hash: Buffer; readonly now: Date },
): Promise<Date | undefined> {
  const updated = await row<{ expiresAt: Date }>(
    db,
    /* sql */ `
    update data_exports set token_hash = :hash
    where owner = :owner and id = :id and ready_at is not null and opened_at is null
      and expires_at > :now
    returning expires_at as "expiresAt"`,
    { owner, id, hash, now },
  )
  return updated?.expiresAt
}

interface Opening extends Owned {
  readonly tokenHash: Buffer
  readonly ticketHash: Buffer
  readonly now: Date
  readonly until: Date
}

/** Consumes the token of an export; if several requests race, one succeeds. Returns its length. */
export async function setOpened(
  db: Db,
  { owner, tokenHash, ticketHash, now, until }: Opening,
): Promise<number | undefined> {
  const updated = await row<{ bytes: number }>(
    db,
    /* sql */ `
    update data_exports set
      opened_at = :now, token_hash = null, ticket_hash = :ticketHash, ticket_expires_at = :until
    where owner = :owner and token_hash = :tokenHash and opened_at is null and expires_at > :now
    returning bytes::float8 as bytes`,
    { owner, tokenHash, ticketHash, now, until },
  )
  return updated?.bytes
}

/** Finds the file that a ticket gives access to. */
export function findOpened(
  db: Db,
  { owner, ticketHash, now }: Owned & { readonly ticketHash: Buffer; readonly now: Date },
): Promise<{ fileKey: string; bytes: number } | undefined> {
  return row(
    db,
    /* sql */ `
    select file_key as "fileKey", bytes::float8 as bytes from data_exports
    where owner = :owner and ticket_hash = :ticketHash and ticket_expires_at > :now`,
    { owner, ticketHash, now },
  )
}

/** Lists exports that have expired, of all users. */
export function listExpired(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ owner: string; fileKey: string }[]> {
  return rows(
    db,
    /* sql */ `
    select owner, file_key as "fileKey" from data_exports
    where expires_at <= :now order by expires_at limit :limit`,
    { now, limit },
  )
}

export async function findKey(db: Db, { owner }: Owned): Promise<string | undefined> {
  const found = await db('data_exports')
    .where({ owner })
    .first<{ file_key: string } | undefined>('file_key')
  return found?.file_key
}

/** Deletes the export whose file has been deleted; not one that has replaced it since. */
export async function deleteExport(
  db: Db,
  { owner, fileKey }: Owned & { readonly fileKey: string },
): Promise<void> {
  await db('data_exports').where({ owner, file_key: fileKey }).delete()
}

/** The columns of a primary key with their types. */
export interface TableKey {
  readonly table: string
  readonly columns: readonly string[]
  readonly types: readonly string[]
}

/** Lists the primary keys of tables. */
export function listKeys(db: Db, tables: readonly string[]): Promise<TableKey[]> {
  return rows<TableKey>(
    db,
    /* sql */ `
    select x.name as "table",
      array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum)) as columns,
      array_agg(format_type(a.atttypid, null) order by array_position(i.indkey::int2[], a.attnum))
        as types
    from unnest(:tables::text[]) x(name)
    join pg_index i on i.indrelid = x.name::regclass and i.indisprimary
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    group by x.name`,
    { tables: [...tables] },
  )
}

interface ExportedRow {
  /** The row as JSON. */
  readonly json: string
  readonly key: readonly string[]
}

/**
 * Lists rows of a source as JSON, in the order of their primary keys, after the row with the key
 * `after`. The names come from the catalogue of columns and from PostgreSQL.
 */
export function listRows(
  db: Db,
  { table, user, values, condition }: Source,
  { columns, types }: TableKey,
  { owner, after, limit }: Owned & { readonly after?: readonly string[]; readonly limit: number },
): Promise<ExportedRow[]> {
  const key = columns.map((column) => `t.${column}`)
  const named = Object.entries(values).map(([name, sql]) => `${sql} as ${name}`)
  const last = types.map((type, index) => `:key${index}::${type}`)
  return rows<ExportedRow>(
    db,
    /* sql */ `
    select (select row_to_json(x) from (select ${named.join(', ')}) x)::text as json,
      array[${key.map((each) => `${each}::text`).join(', ')}] as key
    from ${table} t
    where ${user} = :owner ${condition ? `and ${condition}` : ''}
      ${after ? `and (${key.join(', ')}) > (${last.join(', ')})` : ''}
    order by ${key.join(', ')} limit :limit`,
    {
      owner,
      limit,
      ...Object.fromEntries((after ?? []).map((value, index) => [`key${index}`, value])),
    },
  )
}
