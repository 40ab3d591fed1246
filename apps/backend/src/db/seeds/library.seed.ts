import { Language } from '@fitvibe/contract'
import type { Knex } from 'knex'

import { searchTextOf } from '../../utils/exerciseNames.ts'
import { library, libraryKeys, searchedNamesOf } from '../library.ts'

/**
 * Inserts new exercises of the shared library, their names and aliases, and updates changed ones.
 */
export async function seedLibrary(db: Knex): Promise<void> {
  await seedExercises(db)
  await seedNames(db)
  await seedAliases(db)
}

async function seedExercises(db: Knex): Promise<void> {
  const exercises = library.map((exercise) => ({
    id: exercise.id,
    slug: exercise.slug,
    type: exercise.type,
    metric: exercise.metric,
    equipment: exercise.equipment,
    level: exercise.level,
    force: exercise.force,
    mechanic: exercise.mechanic,
    primary_muscles: exercise.primaryMuscles,
    secondary_muscles: exercise.secondaryMuscles,
    search: searchTextOf(...searchedNamesOf(exercise)),
    staple: exercise.staple,
  }))
  await db.raw(
    /* sql */ `
    insert into library_exercises
    select * from jsonb_populate_recordset(null::library_exercises, ?::jsonb)
    on conflict (id) do update set
      (slug, type, metric, equipment, level, force, mechanic,
        primary_muscles, secondary_muscles, search, staple)
      = (excluded.slug, excluded.type, excluded.metric,
        excluded.equipment, excluded.level, excluded.force, excluded.mechanic,
        excluded.primary_muscles, excluded.secondary_muscles, excluded.search,
        excluded.staple)
    where library_exercises is distinct from excluded`,
    [JSON.stringify(exercises)],
  )
}

async function seedNames(db: Knex): Promise<void> {
  const all = library.flatMap(({ id, names }) =>
    Language.options.map((language) => ({ exercise_id: id, language, name: names[language] })),
  )
  await db.raw(
    /* sql */ `
    insert into library_exercise_names
    select * from jsonb_populate_recordset(null::library_exercise_names, ?::jsonb)
    on conflict (exercise_id, language) do update set name = excluded.name
    where library_exercise_names.name <> excluded.name`,
    [JSON.stringify(all)],
  )
}

/** Also deletes the keys that this version no longer has. */
async function seedAliases(db: Knex): Promise<void> {
  const all = [...libraryKeys()].map(([key, exercise_id]) => ({ key, exercise_id }))
  const aliases = JSON.stringify(all)
  await db.raw(
    /* sql */ `
    delete from library_exercise_aliases a
    where not exists (select from jsonb_to_recordset(?::jsonb) as x(key text) where x.key = a.key)`,
    [aliases],
  )
  await db.raw(
    /* sql */ `
    insert into library_exercise_aliases
    select * from jsonb_populate_recordset(null::library_exercise_aliases, ?::jsonb)
    on conflict (key) do update set exercise_id = excluded.exercise_id
    where library_exercise_aliases.exercise_id <> excluded.exercise_id`,
    [aliases],
  )
}
