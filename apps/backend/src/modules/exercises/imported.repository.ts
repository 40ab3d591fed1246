import type { Language, Metric } from '@fitvibe/contract'

import { violatesUnique } from '../../db/failures.ts'
import { rows, type Db } from '../../db/knex.ts'
import { exercises, type ExerciseRow } from '../../db/tables/exercises.ts'
import { insertRows, keysOf, select } from '../../db/tables/table.ts'
import { conflict } from '../../errors.ts'

export interface Candidate {
  readonly wanted: string
  readonly id: string
  readonly name: string
  /** Its names in all languages. */
  readonly names: readonly string[]
  readonly equipment: string | null
  readonly metric: Metric
  readonly source: 'own' | 'library'
  readonly similarity: number
}

/**
 * Lists for each name the own and library exercises with similar trigrams, best match first. Compares
 * a name with the nearest names of the library, in the order of an index, and with the latest own
 * exercises; one of exactly this name is always found.
 */
export function listSimilar(
  db: Db,
  filter: {
    owner: string
    names: readonly string[]
    lang: Language
    each: number
    nearest: number
    latest: number
  },
): Promise<Candidate[]> {
  return rows<Candidate>(
    db,
    /* sql */ `
    with own as materialized (
      select e.id, e.name, e.equipment, e.metric from exercises e
      where e.owner = :owner and e.archived_at is null
      order by e.created_at desc, e.id desc limit :latest)
    select n.name as wanted, c.id, c.name, c.names, c.equipment, c.metric, c.source,
      c.similarity::float8 as similarity
    from unnest(:names::text[]) with ordinality as n(name, at)
    cross join lateral (
      select e.id, e.name, array[e.name] as names, e.equipment, e.metric, 'own' as source,
        similarity(e.name, n.name) as similarity, 0 as rank
      from exercises e
      where e.owner = :owner and e.archived_at is null and lower(e.name) = lower(n.name)
      union
      select o.id, o.name, array[o.name], o.equipment, o.metric, 'own',
        similarity(o.name, n.name), 0
      from own o where o.name % n.name
      union all
      select e.id, l.name, s.names, e.equipment, e.metric, 'library', s.similarity,
        coalesce(e.staple, 1000)
      from (
        select near.exercise_id, max(near.similarity) as similarity,
          array(select x.name from library_exercise_names x
            where x.exercise_id = near.exercise_id) as names
        from (
          select m.exercise_id, similarity(m.name, n.name) as similarity
          from library_exercise_names m
          order by m.name <-> n.name limit :nearest
        ) near
        where near.similarity >= 0.3
        group by near.exercise_id
      ) s
      join library_exercises e on e.id = s.exercise_id
      join library_exercise_names l on l.exercise_id = e.id and l.language = :lang
      order by similarity desc, rank, name, id
      limit :each
    ) c
    order by n.at, c.similarity desc, c.rank, c.name, c.id`,
    { ...filter, names: [...filter.names] },
  )
}

/** @throws AppError CONFLICT if the owner has an exercise with one of these names */
export async function insertExercises(
  db: Db,
  owner: string,
  inserted: readonly ExerciseRow[],
): Promise<void> {
  try {
    await insertRows(db, exercises, owner, inserted)
  } catch (error) {
    if (violatesUnique(error, 'exercises_one_name')) throw conflict('errors.exerciseNameTaken')
    throw error
  }
}

/** Deletes exercises that no session has, and returns their ids. */
export async function deleteUnused(
  db: Db,
  owner: string,
  ids: readonly string[],
): Promise<string[]> {
  const deleted = await rows<{ id: string }>(
    db,
    /* sql */ `
    delete from exercises e
    where e.owner = :owner and e.id = any(:ids::uuid[]) and not exists (
      select from session_exercises x where x.owner = e.owner and x.exercise_id = e.id)
    returning e.id`,
    { owner, ids: [...ids] },
  )
  return deleted.map(({ id }) => id)
}

/** Lists all exercises of an owner, including archived ones, oldest first. */
export function listOwn(db: Db, owner: string): Promise<Omit<ExerciseRow, 'search'>[]> {
  const shown = keysOf(exercises).filter((key) => key !== 'search')
  return rows(
    db,
    /* sql */ `
    select ${select(exercises, 'e', shown)}
    from exercises e where e.owner = :owner order by e.created_at, e.id`,
    { owner },
  )
}
