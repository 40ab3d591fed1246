import type { Knex } from 'knex'

import { idOf } from '../../utils/ids.ts'
import { foldForSearch } from '../../utils/search.ts'
import library from './exerciseLibrary.json' with { type: 'json' }
import { staples } from './staples.ts'

/** Adds what is new to the shared library and changes what differs; ids come from the slugs. */
export async function seedLibrary(db: Knex): Promise<void> {
  const exercises = library.map((exercise) => ({
    id: idOf(`library:${exercise.slug}`),
    slug: exercise.slug,
    name_en: exercise.nameEn,
    name_de: exercise.nameDe,
    type: exercise.type,
    metric: exercise.metric,
    equipment: exercise.equipment,
    level: exercise.level,
    force: exercise.force,
    mechanic: exercise.mechanic,
    primary_muscles: exercise.primaryMuscles,
    secondary_muscles: exercise.secondaryMuscles,
    search: foldForSearch(`${exercise.nameEn} ${exercise.nameDe}`),
    staple: staples.indexOf(exercise.slug) + 1 || null,
  }))
  await db.raw(
    /* sql */ `
    insert into library_exercises
    select * from jsonb_populate_recordset(null::library_exercises, ?::jsonb)
    on conflict (id) do update set
      (slug, name_en, name_de, type, metric, equipment, level, force, mechanic,
        primary_muscles, secondary_muscles, search, staple)
      = (excluded.slug, excluded.name_en, excluded.name_de, excluded.type, excluded.metric,
        excluded.equipment, excluded.level, excluded.force, excluded.mechanic,
        excluded.primary_muscles, excluded.secondary_muscles, excluded.search,
        excluded.staple)
    where library_exercises is distinct from excluded`,
    [JSON.stringify(exercises)],
  )
}
