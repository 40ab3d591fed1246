import { row, rows, type Db } from '../../db/knex.ts'
import { lockKind } from '../../db/locks.ts'

interface Owned {
  readonly owner: string
}

/** Serialises changes of a user's pictures until the transaction ends. */
export function lockPictures(db: Db, { owner }: Owned): Promise<void> {
  return lockKind(db, { owner, kind: 'pictures' })
}

/** Inserts an avatar unless the user has one; returns whether it did. */
export async function insertAvatar(
  db: Db,
  { owner, id }: Owned & { readonly id: string },
  { fileKey, createdAt }: { readonly fileKey: string; readonly createdAt: Date },
): Promise<boolean> {
  const inserted = await row(
    db,
    /* sql */ `
    insert into media (owner, id, target_type, file_key, media_type, created_at)
    values (:owner, :id, 'user', :fileKey, 'image/webp', :createdAt)
    on conflict (owner) where target_type = 'user' do nothing returning id`,
    { owner, id, fileKey, createdAt },
  )
  return inserted !== undefined
}

/** Deletes a user's avatar and returns the key of its files, or undefined if there is none. */
export async function deleteAvatar(db: Db, { owner }: Owned): Promise<string | undefined> {
  const deleted = await row<{ fileKey: string }>(
    db,
    /* sql */ `
    delete from media where owner = :owner and target_type = 'user'
    returning file_key as "fileKey"`,
    { owner },
  )
  return deleted?.fileKey
}

export async function hasAvatar(
  db: Db,
  { owner, fileKey }: Owned & { readonly fileKey: string },
): Promise<boolean> {
  const found = await row(
    db,
    /* sql */ `
    select 1 from media where owner = :owner and target_type = 'user' and file_key = :fileKey`,
    { owner, fileKey },
  )
  return found !== undefined
}

/** Returns those of the keys that have a row. */
export async function listKnown(db: Db, fileKeys: readonly string[]): Promise<string[]> {
  const found = await rows<{ fileKey: string }>(
    db,
    'select file_key as "fileKey" from media where file_key = any(:fileKeys)',
    { fileKeys: [...fileKeys] },
  )
  return found.map(({ fileKey }) => fileKey)
}

interface Row extends Owned {
  readonly id: string
  readonly fileKey: string
}

/** Lists rows of all users in the order of their keys, after `after`. */
export function listRows(
  db: Db,
  { after, limit }: { readonly after: Pick<Row, 'owner' | 'id'> | undefined; limit: number },
): Promise<Row[]> {
  return rows<Row>(
    db,
    /* sql */ `
    select owner, id, file_key as "fileKey" from media
    ${after ? 'where (owner, id) > (:owner, :id)' : ''}
    order by owner, id limit :limit`,
    { owner: after?.owner ?? null, id: after?.id ?? null, limit },
  )
}

export async function deleteRow(db: Db, { owner, id }: Pick<Row, 'owner' | 'id'>): Promise<void> {
  await db('media').where({ owner, id }).delete()
}

/** Lists the keys of all files of a user, oldest first. */
export async function listKeys(db: Db, { owner }: Owned): Promise<string[]> {
  const found = await rows<{ fileKey: string }>(
    db,
    /* sql */ `
    select file_key as "fileKey" from media where owner = :owner order by created_at, id`,
    { owner },
  )
  return found.map(({ fileKey }) => fileKey)
}
