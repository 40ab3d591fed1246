import { weeksOf } from '../../db/fragments.ts'
import { rows, type Db } from '../../db/knex.ts'

interface Week {
  readonly on: string
  readonly planned: number
  readonly done: number
  readonly trained: number
}

/** The weeks before `until` that something was planned or done in, oldest first. */
export function listWeeks(
  db: Db,
  { owner, until }: { owner: string; until: string },
): Promise<Week[]> {
  return rows<Week>(
    db,
    /* sql */ `
    select w."on", w.planned, w.done, w.trained
    from (${weeksOf('sessions')}) w
    where w."on" < :until
    order by w."on"`,
    { owner, until },
  )
}
