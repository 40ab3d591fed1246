import type { leaderboardApi } from '@fitvibe/contract'

import { BLOCKED_BY_VIEWER, FOLLOWED_BY_VIEWER } from '../../db/fragments.ts'
import { rows, type Db } from '../../db/knex.ts'

/**
 * Ranks the viewer and the participants they follow by the ledger points earned since the day
 * `from`. Returns the first `limit` and the viewer, or nothing if the viewer does not take part.
 */
export function listRanks(
  db: Db,
  filter: { viewer: string; from: string | null; limit: number },
): Promise<leaderboardApi.LeaderboardEntry[]> {
  return rows<leaderboardApi.LeaderboardEntry>(
    db,
    /* sql */ `
    with listed as materialized (
      select u.id, u.username, u.alias from users u
      where u.on_leaderboard and u.status = 'active'
        and exists (select from users v where v.id = :viewer and v.on_leaderboard)
        and (u.id = :viewer or u.id = any(${FOLLOWED_BY_VIEWER}))
        and u.id <> all(${BLOCKED_BY_VIEWER})
    )
    select r.rank, r.username, r.alias, r.points, r.is_you as "isYou"
    from (
      select rank() over (order by coalesce(p.points, 0) desc)::int as rank, u.username, u.alias,
        coalesce(p.points, 0)::int as points, u.id = :viewer as is_you,
        row_number() over (order by coalesce(p.points, 0) desc, u.username) as place
      from listed u
      left join (
        select owner, sum(points) as points from user_points
        where owner = any(array(select id from listed))
          and (:from::date is null or earned_on >= :from)
        group by owner
      ) p on p.owner = u.id
    ) r
    where r.place <= :limit or r.is_you
    order by r.place`,
    filter,
  )
}
