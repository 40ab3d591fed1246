import { row, type Db } from './knex.ts'

/**
 * Serialises changes of one kind by one user until the transaction ends. Not by the user's row:
 * logins and new tokens lock that row, and would wait for a long transaction such as an import. Two
 * users whose hashes are equal wait for each other. The lock is known to one PostgreSQL server alone: on
 * Citus, all servers of FitVibe connect to its coordinator. Must be a statement of its own, as every lock:
 * the next statement then sees what others have committed meanwhile.
 */
export async function lockKind(
  db: Db,
  {
    owner,
    kind,
  }: { owner: string; kind: 'awards' | 'exercises' | 'people' | 'pictures' | 'profile' },
): Promise<void> {
  await row(db, 'select pg_advisory_xact_lock(hashtextextended(:key::text, 0))', {
    key: `${kind} ${owner}`,
  })
}
