import { rows, type Db } from '../../db/knex.ts'
import { weeksOf } from '../../db/trainingWeeks.ts'

interface Week {
  readonly on: string
  readonly planned: number
  readonly done: number
  readonly trained: number
}

/** Lists the weeks before `until` with planned or done sessions, oldest first. */
export function listWeeks(
  db: Db,
  filter: { owner: string; until: string; weekShift: number },
): Promise<Week[]> {
  return rows<Week>(
    db,
    /* sql */ `
    select w."on", w.planned, w.done, w.trained
    from (${weeksOf('sessions')}) w
    where w."on" < :until
    order by w."on"`,
    filter,
  )
}
