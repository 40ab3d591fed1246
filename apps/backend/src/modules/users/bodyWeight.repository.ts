import { row, rows, type Db } from '../../db/knex.ts'

export interface Weighing {
  readonly on: string
  readonly weightKg: number
  /** Whether volumes and e1RM count the body weight. */
  readonly isCounted: boolean
}

const WEIGHING = /* sql */ `
  m.measured_on as "on", m.value::float8 as "weightKg", u.counts_body_weight as "isCounted"`

const WEIGHINGS = /* sql */ `
  from users u join measurements m on m.owner = u.id and m.kind = 'bodyWeight'
  where u.id = :owner`

/** Finds the body weight of a day: the latest one until then, otherwise the first one. */
export function findWeighing(
  db: Db,
  { owner, on }: { owner: string; on: string },
): Promise<Weighing | undefined> {
  return row<Weighing>(
    db,
    /* sql */ `
    (select ${WEIGHING}, 0 as rank ${WEIGHINGS} and m.measured_on <= :on
      order by m.measured_on desc limit 1)
    union all
    (select ${WEIGHING}, 1 ${WEIGHINGS} order by m.measured_on limit 1)
    order by rank limit 1`,
    { owner, on },
  )
}

/** Lists the latest weighings, oldest first. */
export function listWeighings(
  db: Db,
  { owner, limit }: { owner: string; limit: number },
): Promise<Weighing[]> {
  return rows<Weighing>(
    db,
    /* sql */ `
    select * from (
      select ${WEIGHING} ${WEIGHINGS} order by m.measured_on desc limit :limit
    ) w order by w."on"`,
    { owner, limit },
  )
}
