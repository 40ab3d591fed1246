import type { Metric } from '@fitvibe/contract'

import { violatesUnique } from '../../db/failures.ts'
import { rows, type Db } from '../../db/knex.ts'
import { exercises, type ExerciseRow } from '../../db/tables/exercises.ts'
import { insertRows, keysOf, select } from '../../db/tables/table.ts'
import { conflict } from '../../errors.ts'

export interface Candidate {
  readonly wanted: string
  readonly id: string
  readonly name: string
  /** Its names in both languages. */
  readonly names: readonly string[]
  readonly equipment: string | null
  readonly metric: Metric
  readonly source: 'own' | 'library'
  readonly similarity: number
}

/** Lists for each name the own and library exercises with similar trigrams, best match first. */
export function listSimilar(
  db: Db,
  filter: { owner: string; names: readonly string[]; lang: 'en' | 'de'; each: number },
): Promise<Candidate[]> {
  return rows<Candidate>(
    db,
    /* sql */ `
    select n.name as wanted, c.id, c.name, c.names, c.equipment, c.metric, c.source,
      c.similarity::float8 as similarity
    from unnest(:names::text[]) with ordinality as n(name, at)
    cross join lateral (
      select e.id, e.name, array[e.name] as names, e.equipment, e.metric, 'own' as source,
        similarity(e.name, n.name) as similarity, 0 as rank
      from exercises e
      where e.owner = :owner and e.archived_at is null
        and (lower(e.name) = lower(n.name) or e.name % n.name)
      union all
      select e.id, e.name_${filter.lang}, array[e.name_en, e.name_de], e.equipment, e.metric,
        'library', greatest(similarity(e.name_en, n.name), similarity(e.name_de, n.name)),
        coalesce(e.staple, 1000)
      from library_exercises e
      where e.name_en % n.name or e.name_de % n.name
      order by similarity desc, rank, name, id
      limit :each
    ) c
    order by n.at, c.similarity desc, c.rank, c.name, c.id`,
    { owner: filter.owner, names: [...filter.names], each: filter.each },
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
