import type { recordsApi } from '@fitvibe/contract'

import { row, rows, type Db } from '../../db/knex.ts'
import type { Slice } from '../../utils/lists.ts'
import { FROM_DONE } from './fragments.ts'

type TrainedExercise = recordsApi.TrainedExercise

/** Each exercise with its number of sessions and the time of the last one. */
const EXERCISES = /* sql */ `
  select x.exercise_key as key, count(distinct x.session_id)::int as sessions,
    max(x.done_at) as done_at
  ${FROM_DONE}`

/** The entry `x` of the exercise `e` in its last session `s`, for the current name and type. */
export const ENTRY = /* sql */ `
  lateral (
    select x.session_id, x.exercise_id, x.name, x.type, x.metric
    ${FROM_DONE} and x.exercise_key = e.key and x.done_at = e.done_at
    order by x.session_id desc, x.position limit 1
  ) x on true
  left join sessions s on s.owner = :owner and s.id = x.session_id`

export const TRAINED = /* sql */ `
  e.key as id, x.exercise_id as "exerciseId", x.name, x.type, x.metric, e.sessions,
  s.trained_on as "lastOn"`

/** An exercise of the list, with the time that the list is sorted by. */
export type Listed<T = TrainedExercise> = T & { readonly doneAt: Date }

export interface Page extends Slice {
  readonly owner: string
}

export const pageBindings = ({ owner, after, limit, offset }: Page) => ({
  owner,
  ...after,
  limit,
  offset,
})

/** Two CTEs: all exercises and the requested page of them. */
export const pageOf = ({ after }: Page) => /* sql */ `
  exercises as materialized (${EXERCISES} group by x.exercise_key), page as materialized (
    select * from exercises
    ${after ? 'where done_at < :at or done_at = :at and key > :id::uuid' : ''}
    order by done_at desc, key limit :limit offset :offset
  )`

export async function listTrained(db: Db, page: Page): Promise<{ items: Listed[]; total: number }> {
  const found = await rows<Listed & { total: number }>(
    db,
    /* sql */ `
    with ${pageOf(page)}
    select n.total, ${TRAINED}, e.done_at as "doneAt"
    from (select count(*)::int as total from exercises) n
    left join page e on true
    left join ${ENTRY}
    order by e.done_at desc, e.key`,
    pageBindings(page),
  )
  return { items: found.filter(({ id }) => id !== null), total: found[0]?.total ?? 0 }
}

/** An exercise of a user: a library or own exercise, or a bare name. */
export interface ExerciseKey {
  readonly owner: string
  readonly key: string
}

export function findTrained(db: Db, key: ExerciseKey): Promise<TrainedExercise | undefined> {
  return row<TrainedExercise>(
    db,
    /* sql */ `
    select ${TRAINED}
    from (${EXERCISES} and x.exercise_key = :key group by x.exercise_key) e
    join ${ENTRY}`,
    { ...key },
  )
}
