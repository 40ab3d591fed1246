import type { measurementsApi } from '@fitvibe/contract'
import type { MeasurementKind } from '@fitvibe/training/measurements'

import { row, rows, type Db, type Key, type Stored } from '../../db/knex.ts'
import { lockKind } from '../../db/locks.ts'
import type { Cursor } from '../../utils/lists.ts'

export type Measurement = Stored<typeof measurementsApi.Measurement>

const MEASUREMENT = /* sql */ `
  m.id, m.kind, m.value::float8 as value, m.measured_on as "measuredOn", m.recorded_at as "recordedAt"`

/**
 * Serialises changes of a user's measurements and profile until the transaction ends, so that each
 * recount sees the final body weights.
 */
export const lock = (db: Db, owner: string): Promise<void> =>
  lockKind(db, { owner, kind: 'profile' })

interface NewMeasurement {
  readonly id: string
  readonly kind: MeasurementKind
  readonly measuredOn: string
  readonly value: number
}

const NEW = /* sql */ `
  select :owner::uuid, n.id, n.kind, n."measuredOn", n.value, :now::timestamptz, :importId::uuid
  from json_to_recordset(:measurements::json)
    as n (id uuid, kind text, "measuredOn" date, value numeric)`

interface Written {
  readonly owner: string
  readonly now: Date
  readonly measurements: readonly NewMeasurement[]
}

/** Writes measurements, which replace those of their day and kind, and returns them as stored. */
export function upsert(db: Db, { owner, now, measurements }: Written): Promise<Measurement[]> {
  return rows<Measurement>(
    db,
    /* sql */ `
    insert into measurements as m (owner, id, kind, measured_on, value, recorded_at, import_id) ${NEW}
    on conflict (owner, kind, measured_on) do update set
      value = excluded.value, recorded_at = excluded.recorded_at, import_id = null
    returning ${MEASUREMENT}`,
    { owner, now, importId: null, measurements: JSON.stringify(measurements) },
  )
}

/** Adds measurements of an import to days that have none of their kind, and returns their kinds. */
export async function insertMissing(
  db: Db,
  { owner, now, measurements, importId }: Written & { readonly importId: string },
): Promise<MeasurementKind[]> {
  const added = await rows<{ kind: MeasurementKind }>(
    db,
    /* sql */ `
    insert into measurements (owner, id, kind, measured_on, value, recorded_at, import_id) ${NEW}
    on conflict (owner, kind, measured_on) do nothing
    returning kind`,
    { owner, now, importId, measurements: JSON.stringify(measurements) },
  )
  return added.map(({ kind }) => kind)
}

/** Deletes what an import wrote and the user has not replaced, and returns the kinds. */
export async function deleteImported(
  db: Db,
  { owner, id: importId }: Key,
): Promise<MeasurementKind[]> {
  const deleted = await rows<{ kind: MeasurementKind }>(
    db,
    'delete from measurements where owner = :owner and import_id = :importId returning kind',
    { owner, importId },
  )
  return deleted.map(({ kind }) => kind)
}

export function remove(
  db: Db,
  { owner, id }: Key,
): Promise<Pick<Measurement, 'kind' | 'measuredOn'> | undefined> {
  return row(
    db,
    /* sql */ `
    delete from measurements where owner = :owner and id = :id
    returning kind, measured_on as "measuredOn"`,
    { owner, id },
  )
}

export interface Filter {
  readonly owner: string
  readonly kind: MeasurementKind | undefined
  readonly from: string | undefined
  readonly to: string | undefined
}

/** Lists measurements, latest day first; the time of a cursor is the midnight of its day in UTC. */
export function list(
  db: Db,
  {
    owner,
    kind,
    from,
    to,
    before,
    limit,
  }: Filter & { readonly before: Cursor | undefined; readonly limit: number },
): Promise<Measurement[]> {
  return rows<Measurement>(
    db,
    /* sql */ `
    select ${MEASUREMENT} from measurements m
    where m.owner = :owner
      ${kind ? 'and m.kind = :kind' : ''}
      ${from ? 'and m.measured_on >= :from' : ''}
      ${to ? 'and m.measured_on <= :to' : ''}
      ${
        before
          ? `and (m.measured_on, m.id) < ((:at::timestamptz at time zone 'UTC')::date, :id::uuid)`
          : ''
      }
    order by m.measured_on desc, m.id desc limit :limit`,
    { owner, kind, from, to, ...before, limit },
  )
}

export interface MeasuredDay {
  readonly measuredOn: string
  readonly values: Readonly<Partial<Record<MeasurementKind, number>>>
}

/** Lists the values of days before `before`, latest day first. */
export function listDays(
  db: Db,
  { owner, before, limit }: { owner: string; before: string | undefined; limit: number },
): Promise<MeasuredDay[]> {
  return rows<MeasuredDay>(
    db,
    /* sql */ `
    select m.measured_on as "measuredOn", json_object_agg(m.kind, m.value order by m.kind) as values
    from measurements m
    where m.owner = :owner ${before ? 'and m.measured_on < :before' : ''}
    group by m.measured_on order by m.measured_on desc limit :limit`,
    { owner, before, limit },
  )
}
