import type { Output, progressApi } from '@fitvibe/contract'

import { DUE, IS_DUE } from '../../db/dueSessions.ts'
import { row, rows, type Db } from '../../db/knex.ts'

type Summary = Omit<Output<typeof progressApi.getSummary>, 'from' | 'to'>
type Bucket = Output<typeof progressApi.getCharts>['buckets'][number]

export interface Filter {
  readonly owner: string
  readonly from: string | null
  readonly to: string
  /** Open sessions count as skipped if they were due before this day. */
  readonly today: string
  readonly category: string | null
  readonly visibility: string | null
}

const FILTERED = /* sql */ `
  s.owner = :owner and s.archived_at is null
  and (:category::text is null or s.type = :category)
  and (:visibility::text is null or s.visibility = :visibility)`

/** Totals of completed sessions. Their columns are all in a narrow index. */
const DONE = /* sql */ `
  count(*)::int as completed, coalesce(sum(s.volume_kg), 0)::float8 as volume,
  coalesce(sum(s.distance_m), 0)::float8 as distance,
  coalesce(sum(s.duration_seconds), 0)::float8 as "durationSec",
  coalesce(sum(s.sets), 0)::float8 as sets, coalesce(sum(s.reps), 0)::float8 as reps,
  coalesce(sum(s.calories), 0)::float8 as calories, coalesce(sum(s.points), 0)::int as points`

/** Sessions that were due, with their adherence and planned totals. */
const PLANNED = /* sql */ `
  count(*)::int as planned, ${DUE},
  json_build_object('volume', coalesce(sum(s.planned_volume_kg), 0),
    'distance', coalesce(sum(s.planned_distance_m), 0),
    'durationSec', coalesce(sum(s.planned_duration_seconds), 0),
    'sets', coalesce(sum(s.planned_sets), 0), 'reps', coalesce(sum(s.planned_reps), 0)
  ) as "plannedTotals"`

const DUE_IN_TIME = /* sql */ `${FILTERED} and ${IS_DUE(':today::date')}`

const NOTHING = /* sql */ `
  '{"completed": 0, "moved": 0, "partial": 0, "skipped": 0}'::json`

const NO_TOTALS = /* sql */ `
  '{"volume": 0, "distance": 0, "durationSec": 0, "sets": 0, "reps": 0}'::json`

export async function findSummary(db: Db, filter: Filter): Promise<Summary> {
  const summary = await row<Summary>(
    db,
    /* sql */ `
    select done.*, due.*, ever.*
    from (
      select ${DONE}, count(distinct s.trained_on)::int as "activeDays"
      from sessions s
      where ${FILTERED} and s.status = 'completed'
        and s.trained_on <= :to and (:from::date is null or s.trained_on >= :from)
    ) done
    cross join (
      select ${PLANNED} from sessions s
      where ${DUE_IN_TIME} and s.due_on <= :to and (:from::date is null or s.due_on >= :from)
    ) due
    cross join (
      select min(s.trained_on) as "firstOn", max(s.trained_on) as "lastOn" from sessions s
      where ${FILTERED} and s.status = 'completed'
    ) ever`,
    { ...filter },
  )
  return summary as Summary
}

/** The first day of the interval with the day `day`; weeks begin `:shift` days before a Monday. */
const START_OF = (day: string) => /* sql */ `
  date_trunc(:interval, (${day} + :shift::int)::timestamp) - make_interval(days => :shift::int)`

export function listBuckets(
  db: Db,
  filter: Filter & {
    readonly from: string
    readonly interval: 'week' | 'month' | 'year'
    readonly shift: number
  },
): Promise<Bucket[]> {
  return rows<Bucket>(
    db,
    /* sql */ `
    select b.on::date as "on", coalesce(d.completed, 0) as completed,
      coalesce(d.volume, 0) as volume, coalesce(d.distance, 0) as distance,
      coalesce(d."durationSec", 0) as "durationSec", coalesce(d.sets, 0) as sets,
      coalesce(d.reps, 0) as reps, coalesce(d.calories, 0) as calories,
      coalesce(d.points, 0) as points, coalesce(p.planned, 0) as planned, p.adherence,
      coalesce(p.met, ${NOTHING}) as met, coalesce(p."plannedTotals", ${NO_TOTALS}) as "plannedTotals"
    from generate_series(:from::date::timestamp, :to::date::timestamp, cast('1 ' || :interval as interval)) as b("on")
    left join (
      select ${START_OF('s.trained_on')} as "on", ${DONE}
      from sessions s
      where ${FILTERED} and s.status = 'completed' and s.trained_on between :from and :to
      group by 1
    ) d on d."on" = b."on"
    left join (
      select ${START_OF('s.due_on')} as "on", ${PLANNED}
      from sessions s
      where ${DUE_IN_TIME} and s.due_on between :from and :to
      group by 1
    ) p on p."on" = b."on"
    order by b."on"`,
    { ...filter },
  )
}
