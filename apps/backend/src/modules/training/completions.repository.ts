import type { workApi } from '@fitvibe/contract'

import type { Db, Key } from '../../db/knex.ts'
import { sessions, type SessionRow } from '../../db/tables/sessions.ts'
import { columnsOf } from '../../db/tables/table.ts'

type Completion = Required<
  Pick<
    SessionRow,
    | 'startedAt'
    | 'completedAt'
    | 'trainedOn'
    | 'type'
    | 'bodyVolume'
    | 'calories'
    | 'caloriesGiven'
    | 'points'
    | 'adherence'
    | 'adherenceStatus'
    | 'revision'
  >
> & { readonly totals: workApi.Totals }

export async function setCompleted(
  db: Db,
  { owner, id }: Key,
  { totals, ...completion }: Completion,
  now: Date,
): Promise<void> {
  await db('sessions')
    .where({ owner, id })
    .update({
      ...columnsOf(sessions, { status: 'completed', ...completion, ...totals, updatedAt: now }),
      sequence: db.raw('sequence + 1'),
    })
}
