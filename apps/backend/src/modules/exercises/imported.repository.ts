import { violatesUnique } from '../../db/failures.ts'
import { rows, type Db } from '../../db/knex.ts'
import { exercises, type ExerciseRow } from '../../db/tables/exercises.ts'
import { insertRows, keysOf, select } from '../../db/tables/table.ts'
import { conflict } from '../../errors.ts'

export interface OwnName {
  readonly id: string
  readonly name: string
  readonly equipment: string | null
}

/** Lists the active exercises of an owner, the newest first. */
export function listOwnNames(db: Db, filter: { owner: string; limit: number }): Promise<OwnName[]> {
  return rows(
    db,
    /* sql */ `
    select e.id, e.name, e.equipment from exercises e
    where e.owner = :owner and e.archived_at is null
    order by e.created_at desc, e.id desc limit :limit`,
    filter,
  )
}

/** Lists the library exercises that keys of names identify. */
export function listAliased(
  db: Db,
  keys: readonly string[],
): Promise<{ key: string; id: string }[]> {
  return rows(
    db,
    /* sql */ `
    select a.key, a.exercise_id as id from library_exercise_aliases a
    where a.key = any(:keys::text[])`,
    { keys: [...keys] },
  )
}

/**
 * Restores archived exercises of an owner with these names, the latest of each name, unless an
 * active one has the name. Returns them with the name as it is given.
 */
export function restoreNamed(
  db: Db,
  filter: { owner: string; names: readonly string[] },
): Promise<{ id: string; wanted: string }[]> {
  return rows(
    db,
    /* sql */ `
    update exercises e set archived_at = null
    from (
      select distinct on (n.name) n.name, a.id
      from unnest(:names::text[]) as n(name)
      join exercises a on a.owner = :owner and a.archived_at is not null
        and exercise_name_key(a.name) = exercise_name_key(n.name)
      where not exists (select from exercises o where o.owner = :owner and o.archived_at is null
        and exercise_name_key(o.name) = exercise_name_key(n.name))
      order by n.name, a.archived_at desc, a.id
    ) n
    where e.owner = :owner and e.id = n.id
    returning e.id, n.name as wanted`,
    { owner: filter.owner, names: [...filter.names] },
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

/**
 * Deletes exercises that no session has or would have once an import is undone, and returns their ids.
 */
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
      select from session_exercises x where x.owner = e.owner and x.exercise_id = e.id
    ) and not exists (
      select from import_changes c where c.owner = e.owner
        and c.former->'exercises' @> jsonb_build_array(jsonb_build_object('exerciseId', e.id)))
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
