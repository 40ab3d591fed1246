import { Language } from '@fitvibe/contract'
import type { Knex } from 'knex'

import { idOf } from '../../utils/ids.ts'
import { foldForSearch } from '../../utils/search.ts'
import library from './exerciseLibrary.json' with { type: 'json' }
import de from './libraryNames/de.json' with { type: 'json' }
import en from './libraryNames/en.json' with { type: 'json' }
import { staples } from './staples.ts'

type Slug = keyof typeof en

/** A language without a name for every exercise does not compile. */
const names: Readonly<Record<Language, Readonly<Record<Slug, string>>>> = { en, de }

/** Inserts new exercises of the shared library and updates changed ones; slugs determine the ids. */
export async function seedLibrary(db: Knex): Promise<void> {
  await seedExercises(db)
  await seedNames(db)
}

async function seedExercises(db: Knex): Promise<void> {
  const exercises = library.map((exercise) => ({
    id: idOf(`library:${exercise.slug}`),
    slug: exercise.slug,
    type: exercise.type,
    metric: exercise.metric,
    equipment: exercise.equipment,
    level: exercise.level,
    force: exercise.force,
    mechanic: exercise.mechanic,
    primary_muscles: exercise.primaryMuscles,
    secondary_muscles: exercise.secondaryMuscles,
    search: foldForSearch(namesOf(exercise.slug).join(' ')),
    staple: staples.indexOf(exercise.slug) + 1 || null,
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
  const all = Language.options.flatMap((language) =>
    Object.entries(names[language]).map(([slug, name]) => ({
      exercise_id: idOf(`library:${slug}`),
      language,
      name,
    })),
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

const namesOf = (slug: string) => Language.options.map((language) => names[language][slug as Slug])
