import type { recordsApi } from '@fitvibe/contract'

import { row, rows, type Db } from '../../db/knex.ts'
import { PACE_BANDS } from '../../utils/bests.ts'
import { DONE, E1RM, setOf } from './fragments.ts'
import {
  bindingsOf,
  ENTRY,
  EXERCISES,
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
  // Of bodyweight work; with a load, repetitions are read from the arrays.
  [
    'reps',
    '0',
    'case x.rep_loads[cardinality(x.rep_loads)] when 0 then x.rep_counts[cardinality(x.rep_counts)] end',
  ],
] as const

const each = (sql: (score: string, index: number) => string) =>
  SCORES.map(([, , score], index) => sql(score, index)).join(', ')

/** Rows of kind, at and score from columns made with `each`. */
const unpivot = (columns: (index: number) => string) => /* sql */ `
  (values ${SCORES.map(([kind, at], index) => `('${kind}', ${at}::numeric, ${columns(index)})`).join(', ')})`

export interface Record extends recordsApi.PersonalRecord {
  readonly key: string
}

/** The best of each kind of the exercises in `keys`: of equals, the first. */
const BESTS = /* sql */ `
  tops as (
    select x.exercise_key as key,
      ${each((score, index) => `max(${score}) as top${index}, min(s.happens_at) filter (where ${score} is not null) as first${index}`)}
    ${DONE} and x.exercise_key in (select key from keys)
    group by x.exercise_key
  ), bests as (
    select distinct on (t.key, m.kind, m.at) t.key, m.kind, m.at, m.score, x.id as entry,
      x.session_id, s.happens_at = m.first_at as is_baseline
    from tops t
    join session_exercises x on x.owner = :owner and x.exercise_key = t.key and x.done_sets > 0
      and (${SCORES.map(([, , score], index) => `${score} = t.top${index}`).join(' or ')})
    join sessions s on s.owner = x.owner and s.id = x.session_id
      and s.status = 'completed' and s.archived_at is null
    cross join lateral (
      select v.kind, v.at, v.score, v.first_at from
        ${unpivot((index) => `${SCORES[index]?.[2]}, t.top${index}, t.first${index}`)}
        v(kind, at, score, top, first_at)
      where v.score = v.top
    ) m
    order by t.key, m.kind, m.at, s.happens_at, x.session_id, x.position
  )`

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
      select x.exercise_key as key, x.id as entry, x.session_id, x.position, s.happens_at,
        unnest(x.rep_loads) as at, unnest(x.rep_counts) as score
      ${DONE} and x.exercise_key = :key
    ), reps as (
      select distinct on (a.at) a.key, 'reps' as kind, a.at, a.score, a.entry, a.session_id,
        a.happens_at = min(a.happens_at) over (partition by a.at) as is_baseline
      from at_load a order by a.at, a.score desc, a.happens_at, a.session_id, a.position
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
    with ${EXERCISES}, ${PAGE}, keys as (select key from page), ${BESTS},
    told as (select ${RECORD} ${toldOf('bests')})
    select n.total, ${TRAINED}, coalesce((
        select json_agg(t order by t.kind, t.at) from told t where t.key = e.key
      ), '[]'::json) as records
    from (select count(*)::int as total from exercises) n
    left join page e on true
    left join ${ENTRY}
    order by e.happens_at desc, e.key`,
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

/**
 * The records a session set: more than in all sessions before it, where there are any to compare
 * with; repetitions than at any load as heavy. `completedAt` is for one that is being completed.
 */
export function listSetBy(
  db: Db,
  session: { owner: string; sessionId: string; completedAt: Date | null; formula: Formula },
): Promise<Set[]> {
  return rows<Set>(
    db,
    /* sql */ `
    with mine as (
      select x.exercise_key as key, min(x.position) as position,
        ${each((score, index) => `max(${score}) as top${index}`)}
      from session_exercises x
      where x.owner = :owner and x.session_id = :sessionId and x.done_sets > 0
      group by x.exercise_key
    ), earlier as (
      select s.id from sessions s
      where s.owner = :owner and s.status = 'completed' and s.archived_at is null
        and s.id <> :sessionId and (s.happens_at, s.id) < (coalesce(:completedAt::timestamptz, (
          select o.completed_at from sessions o where o.owner = :owner and o.id = :sessionId
        )), :sessionId::uuid)
    ), before as (
      select x.exercise_key as key, ${each((score, index) => `max(${score}) as top${index}`)}
      from session_exercises x join earlier e on e.id = x.session_id
      where x.owner = :owner and x.exercise_key in (select key from mine) and x.done_sets > 0
      group by x.exercise_key
    ), my_reps as (
      select key, at, max(score) as score
      from (
        select x.exercise_key as key, unnest(x.rep_loads) as at, unnest(x.rep_counts) as score
        from session_exercises x
        where x.owner = :owner and x.session_id = :sessionId and x.done_sets > 0
      ) r
      group by key, at
    ), reps_before as (
      select key, at, max(score) as score
      from (
        select x.exercise_key as key, unnest(x.rep_loads) as at, unnest(x.rep_counts) as score
        from session_exercises x join earlier e on e.id = x.session_id
        where x.owner = :owner and x.exercise_key in (select key from my_reps) and x.done_sets > 0
      ) r
      group by key, at
    ), set_now as (
      select m.key, v.kind, v.at, v.score, v.previous
      from mine m
      join before p on p.key = m.key
      cross join lateral ${unpivot((index) => `m.top${index}, p.top${index}`)}
        v(kind, at, score, previous)
      where v.kind <> 'reps' and v.score > v.previous
      union all
      select m.key, 'reps', m.at, m.score, p.score
      from my_reps m
      join reps_before p on p.key = m.key and p.at = m.at
      where not exists (
        select from reps_before o where o.key = m.key and o.at >= m.at and o.score >= m.score)
    )
    select b.key, x.name, ${MARK}, abs(b.previous)::float8 as previous
    from set_now b
    join mine m on m.key = b.key
    join session_exercises x on x.owner = :owner and x.session_id = :sessionId
      and x.position = m.position
    order by m.position, b.kind, b.at desc`,
    session,
  )
}
