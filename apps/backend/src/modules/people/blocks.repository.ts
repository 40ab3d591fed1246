import type { peopleApi } from '@fitvibe/contract'

import { row, rows, type Db, type Stored } from '../../db/knex.ts'
import type { Cursor } from '../../utils/lists.ts'
import type { Pair } from './people.repository.ts'

export interface Blocked extends Stored<typeof peopleApi.BlockedPerson> {
  readonly id: string
}

/** Writes a block on both sides; one that is there already stays. */
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

/** Takes the viewer's block back, on both sides; one that the other holds stays. */
export async function deleteBlock(db: Db, { viewer, other }: Pair): Promise<void> {
  await db('blocked_people')
    .where({ owner: viewer, other_id: other, is_own: true })
    .orWhere({ owner: other, other_id: viewer, is_own: false })
    .delete()
}

/** Whom the viewer blocks, whatever became of them, as long as there is an account. */
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
