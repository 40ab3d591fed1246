import type { historyApi } from '@fitvibe/contract'

import { EXERCISES_OF_SESSION, ORIGIN_OF_SESSION, type StoredExercise } from '../../db/fragments.ts'
import { rows, type Db } from '../../db/knex.ts'

type Times = 'plannedFor' | 'startedAt' | 'completedAt' | 'canceledAt' | 'createdAt'

export type ExportedSession = Omit<historyApi.HistorySession, Times | 'exercises'> & {
  readonly [K in Times]: K extends 'createdAt' ? Date : Date | null
} & {
  readonly exercises: readonly StoredExercise[]
  /** Where it stands in the history. */
  readonly happensAt: Date
}

/** A stretch of a history, latest first, after the session at `after`; deleted ones are left out. */
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
    select s.id, s.title, s.notes, s.status, s.visibility, s.timezone,
      s.planned_for as "plannedFor", s.started_at as "startedAt",
      s.completed_at as "completedAt", s.canceled_at as "canceledAt",
      s.created_at as "createdAt", s.duration_seconds as "durationSec", s.calories,
      s.calories_given as "caloriesGiven",
      case when s.attribution_source is not null then
        json_build_object('sessionId', s.attribution_source, 'name', s.attribution_name,
          'origin', ${ORIGIN_OF_SESSION}, 'generation', s.generation)
      end as attribution,
      s.series_id as "seriesId", s.occurrence_on as "occurrenceOn", s.by_hand as "byHand",
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

export type ExportedSeries = Omit<historyApi.HistorySeries, 'createdAt'> & {
  readonly createdAt: Date
}

/** All series of an owner, oldest first. */
export function listSeries(db: Db, owner: string): Promise<ExportedSeries[]> {
  return rows<ExportedSeries>(
    db,
    /* sql */ `
    select r.id, r.rule, r.timezone, r.start_on as "startOn", r.start_time as "startTime",
      r.next_on as "nextOn", r.created_at as "createdAt", r.template
    from series r where r.owner = :owner order by r.created_at, r.id`,
    { owner },
  )
}
