import type { peopleApi } from '@fitvibe/contract'

import { row, rows, type Db, type Stored } from '../../db/knex.ts'
import type { Cursor } from '../../utils/lists.ts'
import type { Pair } from './people.repository.ts'

export interface Blocked extends Stored<typeof peopleApi.BlockedPerson> {
  readonly id: string
}

/** Writes a block as one row for each of the two users; leaves an existing block unchanged. */
export async function insertBlock(db: Db, block: Pair & { id: string; now: Date }): Promise<void> {
  await row(
    db,
    /* sql */ `
    insert into blocked_people (owner, other_id, id, is_own, created_at)
    values (:viewer, :other, :id, true, :now), (:other, :viewer, :id, false, :now)
    on conflict (owner, other_id) do nothing`,
    { ...block },
  )
}

/** Deletes both rows of the viewer's block; leaves a block by the other user. */
export async function deleteBlock(db: Db, { viewer, other }: Pair): Promise<void> {
  await db('blocked_people')
    .where({ owner: viewer, other_id: other, is_own: true })
    .orWhere({ owner: other, other_id: viewer, is_own: false })
    .delete()
}

/** Lists the users that the viewer blocks, regardless of the status of their accounts. */
export function listBlocked(
  db: Db,
  { viewer, before, limit }: { viewer: string; before: Cursor | undefined; limit: number },
): Promise<Blocked[]> {
  return rows<Blocked>(
    db,
    /* sql */ `
    with blocked as materialized (
      select b.other_id, b.created_at, b.id
      from blocked_people b
      where b.owner = :viewer and b.is_own
        ${before ? 'and (b.created_at, b.id) < (:at, :id)' : ''}
      order by b.created_at desc, b.id desc limit :limit)
    select u.username, u.alias, b.created_at as "blockedAt", b.id
    from blocked b join users u on u.id = b.other_id
    order by b.created_at desc, b.id desc`,
    { viewer, ...before, limit },
  )
}
