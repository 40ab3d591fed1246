import type { measurementsApi } from '@fitvibe/contract'
import type { MeasurementKind } from '@fitvibe/training/measurements'

import { row, rows, type Db } from '../../db/knex.ts'
import type { Filter } from './measurements.repository.ts'

/** The value of a kind, some days before its latest one or the last one earlier; `l` is the latest. */
const changeOver = (days: number) => /* sql */ `
  (l.value - (select b.value from measurements b
    where b.owner = :owner and b.kind = l.kind and b.measured_on <= l.measured_on - ${days}
    order by b.measured_on desc limit 1))::float8 as "change${days}"`

const TREND = /* sql */ `
  json_build_object('value', l.value, 'measuredOn', l.measured_on) as latest,
  ${changeOver(30)}, ${changeOver(90)}`

/** Lists the latest value of each kind that the user measures, latest day first. */
export function listTrends(db: Db, owner: string): Promise<measurementsApi.MeasurementTrend[]> {
  return rows<measurementsApi.MeasurementTrend>(
    db,
    /* sql */ `
    select l.kind, n.count, ${TREND}
    from (
      select kind, count(*)::int as count, max(measured_on) as day
      from measurements where owner = :owner group by kind
    ) n
    join measurements l on l.owner = :owner and l.kind = n.kind and l.measured_on = n.day
    order by l.measured_on desc, l.kind`,
    { owner },
  )
}

type Trend = Pick<measurementsApi.MeasurementTrend, 'latest' | 'change30' | 'change90'>

export function findTrend(
  db: Db,
  { owner, kind }: { owner: string; kind: MeasurementKind },
): Promise<Trend | undefined> {
  return row<Trend>(
    db,
    /* sql */ `
    select ${TREND} from measurements l
    where l.owner = :owner and l.kind = :kind order by l.measured_on desc limit 1`,
    { owner, kind },
  )
}

interface Points {
  readonly range: { readonly min: number; readonly max: number } | null
  readonly points: { readonly on: string; readonly value: number }[]
}

/**
 * Lists the values of days, oldest first, and their range. If there are more than `limit`, the points are
 * every second, third … value, counted from the latest.
 */
export async function listPoints(
  db: Db,
  { owner, kind, from, to, limit }: Filter & { readonly limit: number },
): Promise<Points> {
  const found = await row<Points>(
    db,
    /* sql */ `
    with days as materialized (
      select measured_on, value,
        row_number() over (order by measured_on desc) - 1 as position, count(*) over () as total
      from measurements
      where owner = :owner and kind = :kind
        ${from ? 'and measured_on >= :from' : ''} ${to ? 'and measured_on <= :to' : ''})
    select
      case when count(*) > 0
        then json_build_object('min', min(value), 'max', max(value)) end as range,
      coalesce(
        json_agg(json_build_object('on', measured_on, 'value', value) order by measured_on)
          filter (where position % ceil(total / :limit::numeric) = 0), '[]') as points
    from days`,
    { owner, kind, from, to, limit },
  )
  return found ?? { range: null, points: [] }
}
