import { row, type Db } from '../../db/knex.ts'

export interface Neighbours {
  /** The day of the next body weight. */
  readonly before: string | null
  /** Whether no earlier day has a body weight. */
  readonly isFirst: boolean
  /** Whether no other day has a body weight. */
  readonly isOnly: boolean
}

export async function findNeighbours(
  db: Db,
  { owner, on }: { owner: string; on: string },
): Promise<Neighbours> {
  const found = await row<Neighbours>(
    db,
    /* sql */ `
    select n.before, n.after is null as "isFirst", n.before is null and n.after is null as "isOnly"
    from (
      select min(measured_on) filter (where measured_on > :on::date) as before,
        max(measured_on) filter (where measured_on < :on::date) as after
      from measurements where owner = :owner and kind = 'bodyWeight'
    ) n`,
    { owner, on },
  )
  return found ?? { before: null, isFirst: true, isOnly: true }
}
