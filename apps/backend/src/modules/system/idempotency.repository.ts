import { row, type Db } from '../../db/knex.ts'

interface RequestKey {
  readonly owner: string
  readonly key: string
}

/**
 * Inserts a key; false if it has been used. Waits while another open transaction has inserted the
 * same key, at most for the lock timeout.
 */
export async function insertKey(
  db: Db,
  { owner, key }: RequestKey,
  request: { hash: Buffer; createdAt: Date },
): Promise<boolean> {
  const inserted = await row(
    db,
    /* sql */ `
    insert into idempotency_keys (owner, key, request_hash, created_at)
    values (:owner, :key, :hash, :createdAt)
    on conflict (owner, key) do nothing returning key`,
    { owner, key, ...request },
  )
  return inserted !== undefined
}

export async function setAnswer(
  db: Db,
  { owner, key }: RequestKey,
  answer: unknown,
): Promise<void> {
  await db('idempotency_keys')
    .where({ owner, key })
    .update({ answer: JSON.stringify(answer) })
}

export function findAnswer(
  db: Db,
  { owner, key }: RequestKey,
): Promise<{ hash: Buffer; answer: unknown } | undefined> {
  return row(
    db,
    'select request_hash as hash, answer from idempotency_keys where owner = :owner and key = :key',
    { owner, key },
  )
}

/** Deletes up to `limit` keys from a time and before. */
export async function deleteOldKeys(db: Db, until: Date, limit: number): Promise<number> {
  const old = () => db('idempotency_keys').where('created_at', '<=', until)
  return old().whereIn(['owner', 'key'], old().select('owner', 'key').limit(limit)).delete()
}
