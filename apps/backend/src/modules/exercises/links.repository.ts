import { row, rows, type Db, type Key } from '../../db/knex.ts'
import type { Slice } from '../../utils/lists.ts'
import type { UsableExercise } from './exercises.repository.ts'

export interface StoredLink {
  readonly id: string
  readonly name: string
  readonly exerciseId: string
  readonly entries: number
  readonly createdAt: Date
}

const LINK = /* sql */ `
  l.id, l.name, l.exercise_id as "exerciseId", l.created_at as "createdAt",
  (select count(*)::int from linked_exercises x
    where x.owner = l.owner and x.link_id = l.id) as entries`

export async function listLinks(
  db: Db,
  filter: { owner: string; exerciseId: string | null },
  { after, limit, offset }: Slice,
): Promise<{ items: StoredLink[]; total: number }> {
  const found = await rows<StoredLink & { total: number }>(
    db,
    /* sql */ `
    with links as materialized (
      select * from exercise_links l
      where l.owner = :owner and (:exerciseId::uuid is null or l.exercise_id = :exerciseId))
    select n.total, p.* from (select count(*)::int as total from links) n
    left join lateral (
      select ${LINK} from links l
      ${after ? 'where (l.created_at, l.id) < (:at, :id::uuid)' : ''}
      order by l.created_at desc, l.id desc limit :limit offset :offset
    ) p on true`,
    { ...filter, ...after, limit, offset },
  )
  return { items: found.filter(({ id }) => id !== null), total: found[0]?.total ?? 0 }
}

/** Lists which of these names are linked, in the form that the athlete gives them. */
export function listLinked(
  db: Db,
  filter: { owner: string; names: readonly string[] },
): Promise<{ name: string; exerciseId: string }[]> {
  return rows(
    db,
    /* sql */ `
    select n.name, l.exercise_id as "exerciseId"
    from unnest(:names::text[]) as n(name)
    join exercise_links l on l.owner = :owner and l.name_key = exercise_name_key(n.name)`,
    { owner: filter.owner, names: [...filter.names] },
  )
}

export function findLink(db: Db, key: Key): Promise<StoredLink | undefined> {
  return row<StoredLink>(
    db,
    `select ${LINK} from exercise_links l where l.owner = :owner and l.id = :id`,
    { ...key },
  )
}

/** Inserts a link or locks the one of the same name; concurrent requests take turns. */
export function insertLink(
  db: Db,
  { owner, id }: Key,
  link: { name: string; exerciseId: string; createdAt: Date },
): Promise<{ id: string; exerciseId: string } | undefined> {
  return row(
    db,
    /* sql */ `
    insert into exercise_links (owner, id, name, exercise_id, created_at)
    values (:owner, :id, :name, :exerciseId, :createdAt)
    on conflict (owner, name_key) do update set name = excluded.name
    returning id, exercise_id as "exerciseId"`,
    { owner, id, ...link },
  )
}

export async function deleteLink(db: Db, { owner, id }: Key): Promise<void> {
  await db('exercise_links').where({ owner, id }).delete()
}

/** Entries `x` of sessions that have only the name of a link. */
const BY_NAME = /* sql */ `
  x.owner = :owner and x.exercise_id is null
  and x.exercise_key = overlay(overlay(
    md5(exercise_name_key(:name)) placing '8' from 13) placing '8' from 17)::uuid`

/** Stores the entries that have only the name of the link, and returns how many there are. */
export async function insertEntries(db: Db, { owner, id }: Key, name: string): Promise<number> {
  const found = await rows(
    db,
    /* sql */ `
    insert into linked_exercises (owner, session_exercise_id, link_id, name, type, metric,
      primary_muscles, secondary_muscles)
    select x.owner, x.id, :id, x.name, x.type, x.metric, x.primary_muscles, x.secondary_muscles
    from session_exercises x where ${BY_NAME}
    on conflict (owner, session_exercise_id) do update set (link_id, name, type, metric,
      primary_muscles, secondary_muscles) = (excluded.link_id, excluded.name, excluded.type,
      excluded.metric, excluded.primary_muscles, excluded.secondary_muscles)
    returning 1`,
    { owner, id, name },
  )
  return found.length
}

/** Gives the stored entries of a link its exercise. */
export async function setExerciseOfEntries(
  db: Db,
  { owner, id }: Key,
  { id: exerciseId, name, type, metric, primaryMuscles, secondaryMuscles }: UsableExercise,
): Promise<void> {
  await row(
    db,
    /* sql */ `
    update session_exercises x set exercise_id = :exerciseId, name = :name,
      type = :type, metric = :metric, primary_muscles = :primaryMuscles::text[],
      secondary_muscles = :secondaryMuscles::text[]
    from linked_exercises l
    where l.owner = :owner and l.link_id = :id and x.owner = :owner
      and x.id = l.session_exercise_id and x.exercise_id is null`,
    { owner, id, exerciseId, name, type, metric, primaryMuscles, secondaryMuscles },
  )
}

/**
 * Gives the entries of a link their former name, metric and muscles, except those that have another
 * exercise by now.
 */
export async function restoreEntries(
  db: Db,
  { owner, id }: Key,
  exerciseId: string,
): Promise<void> {
  await row(
    db,
    /* sql */ `
    update session_exercises x set exercise_id = null, name = l.name, type = l.type,
      metric = l.metric, primary_muscles = l.primary_muscles,
      secondary_muscles = l.secondary_muscles
    from linked_exercises l
    where l.owner = :owner and l.link_id = :id and x.owner = :owner
      and x.id = l.session_exercise_id and x.exercise_id = :exerciseId`,
    { owner, id, exerciseId },
  )
}

/** The entries of a link `l` with their rows `x`. */
const LINKED = /* sql */ `
  linked_exercises l join session_exercises x on x.owner = l.owner and x.id = l.session_exercise_id
  where l.owner = :owner and l.link_id = :id`

/** Locks the sessions of a link in one order, and returns their ids. */
export async function lockSessions(db: Db, { owner, id }: Key): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    /* sql */ `
    select s.id from sessions s
    where s.owner = :owner and s.id in (select x.session_id from ${LINKED})
    order by s.id for update`,
    { owner, id },
  )
  return found.map((session) => session.id)
}

/** Copies names and ids of exercises to the sessions of a link, where lists read them. */
export async function setNamesOfSessions(db: Db, { owner, id }: Key): Promise<void> {
  await row(
    db,
    /* sql */ `
    update sessions s set (exercise_names, exercise_ids) = (
      select array_agg(x.name order by x.position), array_agg(x.exercise_id order by x.position)
      from session_exercises x where x.owner = s.owner and x.session_id = s.id)
    where s.owner = :owner and s.id in (select x.session_id from ${LINKED})`,
    { owner, id },
  )
}

const IN_TEMPLATE = /* sql */ `
  e.value ->> 'exerciseId' is not distinct from :from::text
  and exercise_name_key(e.value ->> 'name') = exercise_name_key(:name)`

/** Changes the exercise of a name in the templates of series; null leaves only the name. */
export async function setExerciseOfTemplates(
  db: Db,
  owner: string,
  { name, from, to }: { name: string; from: string | null; to: string | null },
): Promise<void> {
  await row(
    db,
    /* sql */ `
    update series s set template = jsonb_set(s.template, '{exercises}', (
      select jsonb_agg(case when ${IN_TEMPLATE} then
        e.value || jsonb_build_object('exerciseId', :to::text) else e.value end order by e.at)
      from jsonb_array_elements(s.template -> 'exercises') with ordinality as e(value, at)))
    where s.owner = :owner and exists (
      select from jsonb_array_elements(s.template -> 'exercises') as e(value)
      where ${IN_TEMPLATE})`,
    { owner, name, from, to },
  )
}
