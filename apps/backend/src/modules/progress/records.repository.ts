import type { recordsApi } from '@fitvibe/contract'
import { PACE_BANDS } from '@fitvibe/training/bests'

import { row, rows, type Db, type Key } from '../../db/knex.ts'
import { E1RM, FROM_DONE, setOf } from './fragments.ts'
import {
  ENTRY,
  pageBindings,
  pageOf,
  TRAINED,
  type ExerciseKey,
  type Listed,
  type Page,
} from './trained.repository.ts'

type Formula = recordsApi.Formula
type TrainedExercise = recordsApi.TrainedExercise

/**
 * The personal records that are one number per session exercise `x`: kind, the load or distance
 * they are at, and the score. Higher scores are better.
 */
const SCORES = [
  ['weight', 'null', 'x.best_load_kg'],
  ['e1rm', 'null', E1RM('kg')],
  ['volume', 'null', 'x.volume_kg'],
  ['distance', 'null', 'x.best_distance_m'],
  ['duration', 'null', 'x.best_duration_seconds'],
  ...PACE_BANDS.map((at, index) => ['pace', String(at), `-x.paces[${index + 1}]`]),
  // Repetitions at a load are in the arrays `rep_loads` and `rep_counts`.
  ['reps', '0', 'x.bodyweight_reps'],
] as const

const forEachScore = (sql: (score: string, index: number) => string) =>
  SCORES.map(([, , score], index) => sql(score, index)).join(', ')

export interface PersonalRecord extends recordsApi.PersonalRecord {
  /** Key of the exercise. */
  readonly key: string
}

/** The best of each kind for the exercises in `keys`; the earliest of equal ones. */
const BESTS = /* sql */ `
  tops as materialized (
    select k.key, t.* from keys k
    cross join lateral (
      select ${forEachScore((score, index) => `max(${score}) as top${index}, min(x.done_at) filter (where ${score} is not null) as first${index}`)}
      ${FROM_DONE} and x.exercise_key = k.key
    ) t
  ), bests as (
    ${SCORES.map(([kind, at, score], index) => firstWith(kind, at, score, index)).join(' union all ')}
  )`

/**
 * The earliest entry with the best of a kind, found in the index before its row is read. A load of 0
 * only compares with help: it is not listed.
 */
function firstWith(kind: string, at: string, score: string, index: number): string {
  return /* sql */ `
    select t.key, '${kind}' as kind, ${at}::numeric as at, t.top${index}::numeric as score,
      e.id as entry, f.session_id, f.done_at = t.first${index} as is_baseline
    from tops t
    cross join lateral (
      select x.session_id, x.done_at
      ${FROM_DONE} and x.exercise_key = t.key and ${score} = t.top${index}
      order by x.done_at, x.session_id limit 1
    ) f
    cross join lateral (
      select x.id from session_exercises x
      where x.owner = :owner and x.session_id = f.session_id and x.exercise_key = t.key
        and ${score} = t.top${index}
      order by x.position limit 1
    ) e
    where t.top${index} is not null${kind === 'weight' ? ` and t.top${index} <> 0` : ''}`
}

/** The value of a score: a pace is better the lower it is; help is a load below 0. */
const valueOf = (score: string) =>
  /* sql */ `case b.kind when 'pace' then -${score} else ${score} end::float8`

const MARK = /* sql */ `
  b.kind, b.at::float8 as at, ${valueOf('b.score')} as value,
  case b.kind when 'e1rm' then :formula end as formula`

const RECORD = /* sql */ `
  b.key, ${MARK}, b.is_baseline as "isBaseline", b.session_id as "sessionId",
  s.title as "sessionTitle", s.trained_on as "on", ${setOf('b')} as set`

const fromBests = (bests: string) => /* sql */ `
  from ${bests} b
  join session_exercises x on x.owner = :owner and x.id = b.entry
  join sessions s on s.owner = :owner and s.id = b.session_id`

/**
 * Lists the personal records of an exercise by kind, repetitions from the heaviest load down.
 * Leaves out a load with no more repetitions than a heavier one.
 */
export function listExerciseRecords(
  db: Db,
  filter: ExerciseKey & { readonly formula: Formula },
): Promise<PersonalRecord[]> {
  return rows<PersonalRecord>(
    db,
    /* sql */ `
    with keys as (select :key::uuid as key), ${BESTS}, at_load as (
      select x.exercise_key as key, x.id as entry, x.session_id, x.position, x.done_at,
        unnest(x.rep_loads) as at, unnest(x.rep_counts) as score
      ${FROM_DONE} and x.exercise_key = :key
    ), reps as (
      select distinct on (a.at) a.key, 'reps' as kind, a.at, a.score, a.entry, a.session_id,
        a.done_at = min(a.done_at) over (partition by a.at) as is_baseline
      from at_load a order by a.at, a.score desc, a.done_at, a.session_id, a.position
    ), frontier as (
      select r.*, max(r.score) over (order by r.at desc
        rows between unbounded preceding and 1 preceding) as heavier
      from reps r
    ), listed as (
      select key, kind, at, score, entry, session_id, is_baseline from bests where kind <> 'reps'
      union all
      select key, kind, at, score, entry, session_id, is_baseline from frontier
      where score > coalesce(heavier, 0)
    )
    select ${RECORD} ${fromBests('listed')}
    order by b.kind, b.at desc`,
    { ...filter },
  )
}

type WithRecords = TrainedExercise & { readonly records: PersonalRecord[] }

/**
 * Lists a page of exercises, last trained first, with all personal records except those at loads.
 */
export async function listRecords(
  db: Db,
  { formula, ...page }: Page & { readonly formula: Formula },
): Promise<{ items: Listed<WithRecords>[]; total: number }> {
  const found = await rows<Listed<WithRecords> & { total: number }>(
    db,
    /* sql */ `
    with ${pageOf(page)}, keys as (select key from page), ${BESTS},
    listed as (select ${RECORD} ${fromBests('bests')})
    select n.total, ${TRAINED}, e.done_at as "doneAt", coalesce((
        select json_agg(t order by t.kind, t.at) from listed t where t.key = e.key
      ), '[]'::json) as records
    from (select count(*)::int as total from exercises) n
    left join page e on true
    left join ${ENTRY}
    order by e.done_at desc, e.key`,
    { ...pageBindings(page), formula },
  )
  return { items: found.filter(({ id }) => id !== null), total: found[0]?.total ?? 0 }
}

/** Counts the bests of the exercises done within days that were set within them, without baselines. */
export async function countSet(
  db: Db,
  period: { owner: string; from: string; to: string; formula: Formula },
): Promise<number> {
  const found = await row<{ count: number }>(
    db,
    /* sql */ `
    with done as (
      select s.id from sessions s
      where s.owner = :owner and s.status = 'completed' and s.archived_at is null
        and s.trained_on between :from and :to
    ), keys as (
      select distinct x.exercise_key as key ${FROM_DONE} and x.session_id in (select id from done)
    ), ${BESTS}
    select count(*)::int as count from bests b
    where not b.is_baseline and b.session_id in (select id from done)`,
    period,
  )
  return found?.count ?? 0
}

/** A personal record that a session set. */
export interface NewRecord {
  /** Key of the exercise. */
  readonly key: string
  readonly name: string
  readonly kind: recordsApi.RecordKind
  readonly at: number | null
  readonly value: number
  readonly previous: number
  readonly formula: Formula | null
}

export async function hasSession(db: Db, key: Key): Promise<boolean> {
  const found = await row(
    db,
    'select 1 from sessions where owner = :owner and id = :id and archived_at is null',
    { ...key },
  )
  return found !== undefined
}

/** Entries of the exercise of `m` from before the session. */
const BEFORE = /* sql */ `
  ${FROM_DONE} and x.exercise_key = m.key and (x.done_at, x.session_id) < (m.done_at, :sessionId::uuid)`

/**
 * Those entries with their repetitions `r` at the load of `m` or a heavier one, newest first. The
 * index excludes lighter entries, except bodyweight ones: they have no heaviest load.
 */
const AS_HEAVY_BEFORE = /* sql */ `
  from (
    select x.session_id ${BEFORE} and (x.best_load_kg >= m.at or x.best_load_kg is null)
    order by x.done_at desc offset 0
  ) f
  join session_exercises x on x.owner = :owner and x.session_id = f.session_id
    and x.exercise_key = m.key
  cross join lateral unnest(x.rep_loads, x.rep_counts) r(at, score)`

const NEW_RECORDS_BY_KIND = SCORES.filter(([kind]) => kind !== 'reps').map(
  ([kind, at, score], index) => /* sql */ `
    select m.key, '${kind}', ${at}::numeric, m.top${index}, (select max(${score}) ${BEFORE})
    from mine m
    where m.top${index} is not null and (
      -- Newest first: a recent session is usually as good, so that few entries are read.
      select true ${BEFORE} and ${score} >= m.top${index} order by x.done_at desc limit 1
    ) is null`,
)

/**
 * Lists the personal records that a session set: scores above those of all earlier sessions, if
 * there are any to compare with. Repetitions must exceed those at the same load and at heavier
 * ones.
 */
export function listNewRecords(
  db: Db,
  session: { owner: string; sessionId: string; formula: Formula },
): Promise<NewRecord[]> {
  return rows<NewRecord>(
    db,
    /* sql */ `
    with mine as materialized (
      select x.exercise_key as key, min(x.position) as position, min(x.done_at) as done_at,
        ${forEachScore((score, index) => `max(${score}) as top${index}`)}
      ${FROM_DONE} and x.session_id = :sessionId
      group by x.exercise_key
    ), my_reps as materialized (
      select x.exercise_key as key, x.done_at, r.at, max(r.score) as score
      from session_exercises x cross join lateral unnest(x.rep_loads, x.rep_counts) r(at, score)
      where x.owner = :owner and x.session_id = :sessionId and x.done_at is not null
      group by x.exercise_key, x.done_at, r.at
    ), beaten (key, kind, at, score, previous) as materialized (
      select m.key, 'reps', m.at, m.score::numeric, (
        select max(r.score)::numeric ${AS_HEAVY_BEFORE} where r.at = m.at
      )
      from my_reps m
      where (
        select true ${AS_HEAVY_BEFORE} where r.at >= m.at and r.score >= m.score limit 1
      ) is null
      union all ${NEW_RECORDS_BY_KIND.join(' union all ')}
    )
    select b.key, x.name, ${MARK}, ${valueOf('b.previous')} as previous
    from beaten b
    join mine m on m.key = b.key
    join session_exercises x on x.owner = :owner and x.session_id = :sessionId
      and x.position = m.position
    where b.previous is not null
    order by m.position, b.kind, b.at desc`,
    session,
  )
}
