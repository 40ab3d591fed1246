import { historyApi } from '@fitvibe/contract'

import { EXERCISES_OF_SESSION, ORIGIN_OF_SESSION, type StoredExercise } from '../../db/fragments.ts'
import { rows, type Db, type Stored } from '../../db/knex.ts'
import { series, type SeriesRow } from '../../db/tables/series.ts'
import { sessions } from '../../db/tables/sessions.ts'
import { keysOf, select } from '../../db/tables/table.ts'

export type ExportedSession = Omit<Stored<typeof historyApi.HistorySession>, 'exercises'> & {
  readonly exercises: readonly StoredExercise[]
  /** Its position in the history. */
  readonly happensAt: Date
}

/** Columns that an export has as they are stored. */
const EXPORTED = keysOf(sessions).filter((key) => key in historyApi.HistorySession.shape)

/** Lists sessions that are not deleted, latest first, from the session `after` on. */
export function listHistory(
  db: Db,
  filter: {
    owner: string
    after: { happensAt: Date; id: string } | undefined
    isCompletedOnly: boolean
    limit: number
  },
): Promise<ExportedSession[]> {
  return rows<ExportedSession>(
    db,
    /* sql */ `
    select ${select(sessions, 's', EXPORTED)},
      case when s.attribution_source is not null then
        json_build_object('sessionId', s.attribution_source, 'name', s.attribution_name,
          'origin', ${ORIGIN_OF_SESSION}, 'generation', s.generation)
      end as attribution,
      ${EXERCISES_OF_SESSION} as exercises, s.happens_at as "happensAt"
    from sessions s
    where s.owner = :owner and s.archived_at is null
      and (not :isCompletedOnly or s.status = 'completed')
      and (s.happens_at, s.id) < (:happensAt, :id::uuid)
    order by s.happens_at desc, s.id desc
    limit :limit`,
    {
      owner: filter.owner,
      isCompletedOnly: filter.isCompletedOnly,
      limit: filter.limit,
      happensAt: filter.after?.happensAt ?? 'infinity',
      id: filter.after?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
    },
  )
}

/** Lists all series of a user, oldest first. */
export function listSeries(db: Db, owner: string): Promise<SeriesRow[]> {
  return rows<SeriesRow>(
    db,
    /* sql */ `
    select ${select(series, 'r', keysOf(series))}
    from series r where r.owner = :owner order by r.created_at, r.id`,
    { owner },
  )
}
