import type { recordsApi } from '@fitvibe/contract'
import { PACE_BANDS } from '@fitvibe/training/bests'

import { row, rows, type Db } from '../../db/knex.ts'
import { DONE, E1RM, setOf } from './fragments.ts'
import {
  bindingsOf,
  ENTRY,
  PAGE,
  TRAINED,
  type Key,
  type Page,
  type Trained,
} from './trained.repository.ts'

type Formula = recordsApi.Formula

/** What can be a record, one number an exercise `x`: its kind and what it is at. More is better. */
const SCORES = [
  ['weight', 'null', 'x.best_load_kg'],
  ['e1rm', 'null', E1RM('kg')],
  ['volume', 'null', 'x.volume_kg'],
  ['distance', 'null', 'x.best_distance_m'],
  ['duration', 'null', 'x.best_duration_seconds'],
  ...PACE_BANDS.map((at, index) => ['pace', String(at), `-x.paces[${index + 1}]`]),
  // With a load, repetitions are read from the arrays.
  ['reps', '0', 'x.bodyweight_reps'],
] as const

const each = (sql: (score: string, index: number) => string) =>
  SCORES.map(([, , score], index) => sql(score, index)).join(', ')

export interface Record extends recordsApi.PersonalRecord {
  readonly key: string
}

/** The best of each kind of the exercises in `keys`: of equals, the first. */
const BESTS = /* sql */ `
  tops as materialized (
    select k.key, t.* from keys k
    cross join lateral (
      select ${each((score, index) => `max(${score}) as top${index}, min(x.done_at) filter (where ${score} is not null) as first${index}`)}
      ${DONE} and x.exercise_key = k.key
    ) t
  ), bests as (
    ${SCORES.map(([kind, at, score], index) => firstWith(kind, at, score, index)).join(' union all ')}
  )`

/** The first entry that has the best of a kind: found in the index, then read. */
function firstWith(kind: string, at: string, score: string, index: number): string {
  return /* sql */ `
    select t.key, '${kind}' as kind, ${at}::numeric as at, t.top${index}::numeric as score,
      e.id as entry, f.session_id, f.done_at = t.first${index} as is_baseline
    from tops t
    cross join lateral (
      select x.session_id, x.done_at
      ${DONE} and x.exercise_key = t.key and ${score} = t.top${index}
      order by x.done_at, x.session_id limit 1
    ) f
    cross join lateral (
      select x.id from session_exercises x
      where x.owner = :owner and x.session_id = f.session_id and x.exercise_key = t.key
        and ${score} = t.top${index}
      order by x.position limit 1
    ) e
    where t.top${index} is not null`
}

const MARK = /* sql */ `
  b.kind, b.at::float8 as at, abs(b.score)::float8 as value,
  case b.kind when 'e1rm' then :formula end as formula`

const RECORD = /* sql */ `
  b.key, ${MARK}, b.is_baseline as "isBaseline", b.session_id as "sessionId",
  s.title as "sessionTitle", s.trained_on as "on", ${setOf('b')} as set`

const toldOf = (bests: string) => /* sql */ `
  from ${bests} b
  join session_exercises x on x.owner = :owner and x.id = b.entry
  join sessions s on s.owner = :owner and s.id = b.session_id`

/** The records of an exercise by kind, repetitions from the heaviest load down. */
export function listRecordsOf(db: Db, key: Key & { readonly formula: Formula }): Promise<Record[]> {
  return rows<Record>(
    db,
    /* sql */ `
    with keys as (select :key::uuid as key), ${BESTS}, at_load as (
      select x.exercise_key as key, x.id as entry, x.session_id, x.position, x.done_at,
        unnest(x.rep_loads) as at, unnest(x.rep_counts) as score
      ${DONE} and x.exercise_key = :key
    ), reps as (
      select distinct on (a.at) a.key, 'reps' as kind, a.at, a.score, a.entry, a.session_id,
        a.done_at = min(a.done_at) over (partition by a.at) as is_baseline
      from at_load a order by a.at, a.score desc, a.done_at, a.session_id, a.position
    ), frontier as (
      select r.*, max(r.score) over (order by r.at desc
        rows between unbounded preceding and 1 preceding) as heavier
      from reps r
    ), told as (
      select key, kind, at, score, entry, session_id, is_baseline from bests where kind <> 'reps'
      union all
      select key, kind, at, score, entry, session_id, is_baseline from frontier
      where score > coalesce(heavier, 0)
    )
    select ${RECORD} ${toldOf('told')}
    order by b.kind, b.at desc`,
    { ...key },
  )
}

/** The exercises of a page, the latest trained first, with their records but those at loads. */
export async function listRecords(
  db: Db,
  { formula, ...page }: Page & { readonly formula: Formula },
): Promise<{ items: (Trained & { records: Record[] })[]; total: number }> {
  const found = await rows<Trained & { total: number; records: Record[] }>(
    db,
    /* sql */ `
    with ${PAGE}, keys as (select key from page), ${BESTS},
    told as (select ${RECORD} ${toldOf('bests')})
    select n.total, ${TRAINED}, coalesce((
        select json_agg(t order by t.kind, t.at) from told t where t.key = e.key
      ), '[]'::json) as records
    from (select count(*)::int as total from exercises) n
    left join page e on true
    left join ${ENTRY}
    order by e.done_at desc, e.key`,
    { ...bindingsOf(page), formula },
  )
  return { items: found.filter(({ id }) => id !== null), total: found[0]?.total ?? 0 }
}

export interface Set {
  readonly key: string
  readonly name: string
  readonly kind: recordsApi.RecordKind
  readonly at: number | null
  readonly value: number
  readonly previous: number
  readonly formula: Formula | null
}

export async function hasSession(db: Db, key: { owner: string; id: string }): Promise<boolean> {
  const found = await row(
    db,
    'select 1 from sessions where owner = :owner and id = :id and archived_at is null',
    key,
  )
  return found !== undefined
}

/** The past of an exercise of `m`: what was done before the session. */
const BEFORE = /* sql */ `
  ${DONE} and x.exercise_key = m.key and (x.done_at, x.session_id) < (m.done_at, :sessionId::uuid)`

/**
 * The past of an exercise of `m` with what was done at its load or a heavier one, `r`, the latest
 * first; told in the index from what was lighter. Bodyweight work has no heaviest load.
 */
const AS_HEAVY_BEFORE = /* sql */ `
  from (
    select x.session_id ${BEFORE} and (x.best_load_kg >= m.at or x.best_load_kg is null)
    order by x.done_at desc offset 0
  ) f
  join session_exercises x on x.owner = :owner and x.session_id = f.session_id
    and x.exercise_key = m.key
  cross join lateral unnest(x.rep_loads, x.rep_counts) r(at, score)`

const SET_BY_KIND = SCORES.filter(([kind]) => kind !== 'reps').map(
  ([kind, at, score], index) => /* sql */ `
    select m.key, '${kind}', ${at}::numeric, m.top${index}, (select max(${score}) ${BEFORE})
    from mine m
    where m.top${index} is not null and (
      -- The latest first: the past mostly has as much, and then little of it is read.
      select true ${BEFORE} and ${score} >= m.top${index} order by x.done_at desc limit 1
    ) is null`,
)

/**
 * The records a session set: more than in all sessions before it, where there are any to compare
 * with; repetitions than at any load as heavy.
 */
export function listSetBy(
  db: Db,
  session: { owner: string; sessionId: string; formula: Formula },
): Promise<Set[]> {
  return rows<Set>(
    db,
    /* sql */ `
    with mine as materialized (
      select x.exercise_key as key, min(x.position) as position, min(x.done_at) as done_at,
        ${each((score, index) => `max(${score}) as top${index}`)}
      ${DONE} and x.session_id = :sessionId
      group by x.exercise_key
    ), my_reps as materialized (
      select x.exercise_key as key, x.done_at, r.at, max(r.score) as score
      from session_exercises x cross join lateral unnest(x.rep_loads, x.rep_counts) r(at, score)
      where x.owner = :owner and x.session_id = :sessionId and x.done_at is not null
      group by x.exercise_key, x.done_at, r.at
    ), set_now (key, kind, at, score, previous) as materialized (
      select m.key, 'reps', m.at, m.score::numeric, (
        select max(r.score)::numeric ${AS_HEAVY_BEFORE} where r.at = m.at
      )
      from my_reps m
      where (
        select true ${AS_HEAVY_BEFORE} where r.at >= m.at and r.score >= m.score limit 1
      ) is null
      union all ${SET_BY_KIND.join(' union all ')}
    )
    select b.key, x.name, ${MARK}, abs(b.previous)::float8 as previous
    from set_now b
    join mine m on m.key = b.key
    join session_exercises x on x.owner = :owner and x.session_id = :sessionId
      and x.position = m.position
    where b.previous is not null
    order by m.position, b.kind, b.at desc`,
    session,
  )
}
