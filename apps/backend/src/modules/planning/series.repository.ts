import type { seriesApi, SessionVisibility } from '@fitvibe/contract'

import { DUE, IS_DUE } from '../../db/dueSessions.ts'
import { row, rows, type Db, type Key, type Stored } from '../../db/knex.ts'
import type { PlannedExercise } from '../../db/tables/sessions.ts'

/** What each occurrence of a series is planned as. */
export interface Template {
  readonly title: string
  readonly notes: string | null
  readonly visibility: SessionVisibility
  readonly exercises: readonly PlannedExercise[]
}

export interface Series {
  readonly id: string
  /** As `ruleText` writes it. */
  readonly rule: string
  readonly timezone: string
  readonly startOn: string
  readonly startTime: string
  readonly template: Template
  /** The first occurrence that is not planned yet; null once all are. */
  readonly nextOn: string | null
}

const SERIES = /* sql */ `
  r.id, r.rule, r.timezone, r.start_on as "startOn", r.start_time as "startTime", r.template,
  r.next_on as "nextOn"`

/** The series, which nobody else changes or extends until the transaction ends. */
export function lockSeries(db: Db, { owner, id }: Key): Promise<Series | undefined> {
  return row<Series>(
    db,
    /* sql */ `select ${SERIES} from series r where r.owner = :owner and r.id = :id for update`,
    { owner, id },
  )
}

export async function insertSeries(
  db: Db,
  owner: string,
  series: readonly (Series & { readonly createdAt: Date })[],
): Promise<void> {
  await db('series').insert(
    series.map((one) => ({ owner, id: one.id, created_at: one.createdAt, ...columnsOf(one) })),
  )
}

export async function setSeries(db: Db, owner: string, series: Series): Promise<void> {
  await db('series').where({ owner, id: series.id }).update(columnsOf(series))
}

const columnsOf = (series: Series) => ({
  rule: series.rule,
  timezone: series.timezone,
  start_on: series.startOn,
  start_time: series.startTime,
  template: JSON.stringify(series.template),
  next_on: series.nextOn,
})

/** Deletes a series that nothing belongs to any more. */
export async function deleteSeries(db: Db, { owner, id }: Key): Promise<void> {
  await db('series').where({ owner, id }).delete()
}

/** Series with an occurrence up to `day` that is not planned; the first of those after a key. */
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

/** A series with its occurrences counted, as the API shows it. */
export type SeriesSummary = Stored<typeof seriesApi.SeriesSummary>
export type SeriesDetails = Stored<typeof seriesApi.Series>

const SHOWN = /* sql */ `
  r.id, r.rule as "recurrenceRule", r.timezone, r.start_on as "startsOn",
  r.start_time as "startTime", r.template ->> 'title' as title, r.next_on is null and o.next is null as "isOver", o.planned,
  o.completed, o.canceled, d.adherence, d.met, o.next`

/** How the occurrences of the series `r` stand. */
const STANDING = /* sql */ `
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

export async function listSeries(
  db: Db,
  filter: { owner: string; now: Date; page: number; pageSize: number },
): Promise<{ items: SeriesSummary[]; total: number }> {
  const found = await rows<SeriesSummary & { total: number }>(
    db,
    /* sql */ `
    select n.total, x.*
    from (select count(*)::int as total from series where owner = :owner) n
    left join lateral (
      select ${SHOWN}
      from (
        select * from series where owner = :owner
        order by created_at desc, id desc limit :pageSize offset :offset
      ) r ${STANDING}
      order by r.created_at desc, r.id desc
    ) x on true`,
    { ...filter, offset: (filter.page - 1) * filter.pageSize },
  )
  return { items: found.filter(({ id }) => id !== null), total: found[0]?.total ?? 0 }
}

/** A series with its next ten sessions. */
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
    from series r ${STANDING}
    where r.owner = :owner and r.id = :id`,
    { owner, id, now },
  )
}
