import type { seriesApi } from '@fitvibe/contract'

import { DUE, IS_DUE } from '../../db/dueSessions.ts'
import { row, rows, type Db, type Key, type Stored } from '../../db/knex.ts'
import { series, type SeriesRow } from '../../db/tables/series.ts'
import { columnsOf, insertRows, select } from '../../db/tables/table.ts'
import type { Slice } from '../../utils/lists.ts'

export type { Template } from '../../db/tables/series.ts'

export type Series = Omit<SeriesRow, 'createdAt'> & { readonly owner: string }

const CHANGEABLE = ['rule', 'timezone', 'startOn', 'startTime', 'template', 'nextOn'] as const

/** Locks a series until the transaction ends, against changes and the job that extends it. */
export function lockSeries(db: Db, { owner, id }: Key): Promise<Series | undefined> {
  return row<Series>(
    db,
    /* sql */ `
    select r.owner, ${select(series, 'r', ['id', ...CHANGEABLE])}
    from series r where r.owner = :owner and r.id = :id for update`,
    { owner, id },
  )
}

export const insertSeries = (
  db: Db,
  { owner, ...created }: Series & { readonly createdAt: Date },
): Promise<void> => insertRows(db, series, owner, [created])

export async function setSeries(db: Db, { owner, id, ...changes }: Series): Promise<void> {
  await db('series').where({ owner, id }).update(columnsOf(series, changes))
}

/** Deletes a series without sessions. */
export async function deleteSeries(db: Db, { owner, id }: Key): Promise<void> {
  await db('series').where({ owner, id }).delete()
}

/** Lists series with an unplanned occurrence up to `day`, of all users, from the key `after` on. */
export function listDue(db: Db, day: string, after: Key, limit: number): Promise<Key[]> {
  return rows<Key>(
    db,
    /* sql */ `
    select owner, id from series
    where next_on <= :day and (owner, id) > (:owner, :id)
    order by owner, id limit :limit`,
    { day, ...after, limit },
  )
}

/** A series with the numbers of its sessions, as the API shows it. */
type SeriesSummary = Stored<typeof seriesApi.SeriesSummary>
export type SeriesDetails = Stored<typeof seriesApi.Series>

const SHOWN = /* sql */ `
  r.id, r.rule as "recurrenceRule", r.timezone, r.start_on as "startsOn",
  r.start_time as "startTime", r.template ->> 'title' as title,
  r.next_on is null and o.next is null as "isOver", o.planned, o.completed, o.canceled,
  d.adherence, d.met, o.next`

/** Numbers, adherence and next session of the series `r`. */
const STATISTICS = /* sql */ `
  cross join lateral (
    select count(*) filter (where s.status = 'planned')::int as planned,
      count(*) filter (where s.status = 'completed')::int as completed,
      count(*) filter (where s.status = 'canceled')::int as canceled,
      (array_agg(json_build_object('id', s.id, 'plannedFor', s.planned_for)
        order by s.planned_for, s.id)
        filter (where s.status = 'planned' and s.planned_for >= :now))[1] as next
    from sessions s
    where s.owner = r.owner and s.series_id = r.id and s.archived_at is null
  ) o
  cross join lateral (
    select ${DUE} from sessions s
    where s.owner = r.owner and s.series_id = r.id and s.archived_at is null
      and ${IS_DUE('(:now::timestamptz at time zone r.timezone)::date')}
  ) d`

/** A series of the list, with the time that the list is sorted by. */
interface Listed extends SeriesSummary {
  readonly createdAt: Date
}

export async function listSeries(
  db: Db,
  filter: { readonly owner: string; readonly now: Date },
  { after, limit, offset }: Slice,
): Promise<{ items: Listed[]; total: number }> {
  const found = await rows<Listed & { total: number }>(
    db,
    /* sql */ `
    select n.total, x.*
    from (select count(*)::int as total from series where owner = :owner) n
    left join lateral (
      select ${SHOWN}, r.created_at as "createdAt"
      from (
        select * from series where owner = :owner
          ${after ? 'and (created_at, id) < (:at, :id)' : ''}
        order by created_at desc, id desc limit :limit offset :offset
      ) r ${STATISTICS}
      order by r.created_at desc, r.id desc
    ) x on true`,
    { ...filter, ...after, limit, offset },
  )
  return { items: found.filter(({ id }) => id !== null), total: found[0]?.total ?? 0 }
}

/** Returns a series with its next ten sessions. */
export function findSeries(
  db: Db,
  { owner, id }: Key,
  now: Date,
): Promise<SeriesDetails | undefined> {
  return row<SeriesDetails>(
    db,
    /* sql */ `
    select ${SHOWN}, coalesce((
      select json_agg(json_build_object('id', u.id, 'occurrenceOn', u.occurrence_on,
        'plannedFor', u.planned_for) order by u.planned_for)
      from (
        select * from sessions s
        where s.owner = r.owner and s.series_id = r.id and s.archived_at is null
          and s.status = 'planned' and s.planned_for >= :now
        order by s.planned_for limit 10
      ) u
    ), '[]'::json) as upcoming
    from series r ${STATISTICS}
    where r.owner = :owner and r.id = :id`,
    { owner, id, now },
  )
}
