import type { recordsApi } from '@fitvibe/contract'

import { row, rows, type Db } from '../../db/knex.ts'
import { DONE } from './fragments.ts'

export type Trained = recordsApi.TrainedExercise

/** With `done`, the sessions of each exercise, and the one to tell of it. */
export const EXERCISES = /* sql */ `
  done as (
    select x.exercise_key as key, x.session_id, s.happens_at, s.trained_on,
      min(x.position) as position
    ${DONE} and (:key::uuid is null or x.exercise_key = :key)
    group by x.exercise_key, x.session_id, s.happens_at, s.trained_on
  ), latest as (
    select key, count(*)::int as sessions, max(happens_at) as happens_at from done group by key
  ), exercises as (
    select distinct on (l.key) l.key, l.sessions, l.happens_at, d.trained_on, d.session_id, d.position
    from latest l join done d on d.key = l.key and d.happens_at = l.happens_at
    order by l.key, d.session_id desc
  )`

/** The entry `x` that tells what the exercise `e` is called. */
export const ENTRY = /* sql */ `
  session_exercises x on x.owner = :owner and x.session_id = e.session_id
    and x.position = e.position`

export const TRAINED = /* sql */ `
  e.key as id, x.exercise_id as "exerciseId", x.name, x.type, x.metric, e.sessions,
  e.trained_on as "lastOn"`

export interface Page {
  readonly owner: string
  readonly page: number
  readonly pageSize: number
}

export const bindingsOf = ({ owner, page, pageSize }: Page) => ({
  owner,
  pageSize,
  offset: (page - 1) * pageSize,
  key: null,
})

export const PAGE = /* sql */ `
  page as (
    select * from exercises order by happens_at desc, key limit :pageSize offset :offset
  )`

export async function listTrained(
  db: Db,
  page: Page,
): Promise<{ items: Trained[]; total: number }> {
  const found = await rows<Trained & { total: number }>(
    db,
    /* sql */ `
    with ${EXERCISES}, ${PAGE}
    select n.total, ${TRAINED}
    from (select count(*)::int as total from exercises) n
    left join page e on true
    left join ${ENTRY}
    order by e.happens_at desc, e.key`,
    bindingsOf(page),
  )
  return { items: found.filter(({ id }) => id !== null), total: found[0]?.total ?? 0 }
}

export interface Key {
  readonly owner: string
  readonly key: string
}

export function findTrained(db: Db, key: Key): Promise<Trained | undefined> {
  return row<Trained>(
    db,
    /* sql */ `
    with ${EXERCISES}
    select ${TRAINED}
    from exercises e join ${ENTRY}`,
    { ...key },
  )
}
