import { row, rows, type Db } from '../../db/knex.ts'

export interface Weighing {
  readonly at: Date
  readonly weightKg: number
}

const WEIGHINGS = /* sql */ `
  from users u join user_state_history h on h.owner = u.id and h.weight_kg is not null
  where u.id = :owner and u.counts_body_weight`

/** Finds the body weight at a time, otherwise the first one known; undefined if it does not count. */
export async function findWeight(
  db: Db,
  { owner, at }: { owner: string; at: Date },
): Promise<number | undefined> {
  const found = await row<{ weightKg: number }>(
    db,
    /* sql */ `
    (select h.weight_kg::float8 as "weightKg", 0 as rank ${WEIGHINGS} and h.recorded_at <= :at
      order by h.recorded_at desc, h.id desc limit 1)
    union all
    (select h.weight_kg::float8, 1 ${WEIGHINGS} order by h.recorded_at, h.id limit 1)
    order by rank limit 1`,
    { owner, at },
  )
  return found?.weightKg
}

/** Lists the latest weighings, oldest first; none if they do not count. */
export function listWeighings(
  db: Db,
  { owner, limit }: { owner: string; limit: number },
): Promise<Weighing[]> {
  return rows<Weighing>(
    db,
    /* sql */ `
    select * from (
      select h.recorded_at as at, h.weight_kg::float8 as "weightKg" ${WEIGHINGS}
      order by h.recorded_at desc, h.id desc limit :limit
    ) w order by w.at`,
    { owner, limit },
  )
}
