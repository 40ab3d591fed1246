import { Language } from '@fitvibe/contract'

import { exerciseKey, keysOfLibraryName } from '../utils/exerciseNames.ts'
import { idOf } from '../utils/ids.ts'
import slugsByAskedName from './seeds/askedNames.json' with { type: 'json' }
import facts from './seeds/exerciseLibrary.json' with { type: 'json' }
import aliasesBySlug from './seeds/libraryAliases.json' with { type: 'json' }
import de from './seeds/libraryNames/de.json' with { type: 'json' }
import en from './seeds/libraryNames/en.json' with { type: 'json' }
import { staples } from './seeds/staples.ts'

type Slug = keyof typeof en

/** A language without a name for every exercise does not compile. */
const names: Readonly<Record<Language, Readonly<Record<Slug, string>>>> = { en, de }
const aliases: Readonly<Record<string, readonly string[]>> = aliasesBySlug
/** Names that leave open which exercise is meant, such as "Wrist Curl", with those that it may be. */
export const askedNames: Readonly<Record<string, readonly string[]>> = slugsByAskedName

export interface LibraryExercise {
  readonly id: string
  readonly slug: string
  readonly equipment: string | null
  readonly names: Readonly<Record<Language, string>>
  /** Names that other apps and lifters use for it, in any language. */
  readonly aliases: readonly string[]
  /** Names that may mean it or another exercise, so that an import asks. */
  readonly askedNames: readonly string[]
  /** Rank among the most popular exercises, from 1; null for all others. */
  readonly staple: number | null
}

const ranks = new Map(staples.map((slug, index) => [slug, index + 1]))

/** The shared library of this version; slugs determine the ids. */
export const library: readonly (LibraryExercise & Omit<(typeof facts)[number], 'equipment'>)[] =
  facts.map((exercise) => ({
    ...exercise,
    id: idOf(`library:${exercise.slug}`),
    names: namesOf(exercise.slug as Slug),
    aliases: aliases[exercise.slug] ?? [],
    askedNames: Object.keys(askedNames).filter((name) => askedNames[name]?.includes(exercise.slug)),
    staple: ranks.get(exercise.slug) ?? null,
  }))

const byId = new Map(library.map((exercise) => [exercise.id, exercise]))

function namesOf(slug: Slug): Record<Language, string> {
  const pairs = Language.options.map((language) => [language, names[language][slug]])
  return Object.fromEntries(pairs) as Record<Language, string>
}

/** Returns the names that mean this exercise and no other. */
export const namesOfExercise = ({ names, aliases }: LibraryExercise): string[] => [
  ...Object.values(names),
  ...aliases,
]

/** Returns the names under which search and suggestions find the exercise. */
export const searchedNamesOf = (exercise: LibraryExercise): string[] => [
  ...namesOfExercise(exercise),
  ...exercise.askedNames,
]

let keys: ReadonlyMap<string, string> | undefined

/**
 * Returns the exercise that each key of a name identifies. A name of the library wins over an alias,
 * and a name as it is written over one with its equipment added. A key that two exercises claim
 * alike identifies none, and neither does that of a name that is asked.
 */
export function libraryKeys(): ReadonlyMap<string, string> {
  keys ??= createKeys()
  return keys
}

function createKeys(): Map<string, string> {
  const claims = new Map<string, { id: string | null; level: number }>()
  for (const exercise of library)
    for (const [at, name] of namesOfExercise(exercise).entries()) {
      const isOwnName = at < Language.options.length
      for (const [index, key] of keysOfLibraryName(name, exercise.equipment).entries())
        claim(claims, key, exercise.id, (isOwnName ? 0 : 1) + 2 * index)
    }
  for (const name of Object.keys(askedNames)) claims.delete(exerciseKey(name))
  return new Map([...claims].flatMap(([key, { id }]) => (id === null ? [] : [[key, id]])))
}

function claim(
  claims: Map<string, { id: string | null; level: number }>,
  key: string,
  id: string,
  level: number,
): void {
  const known = claims.get(key)
  if (!known || level < known.level) claims.set(key, { id, level })
  else if (level === known.level && known.id !== id) claims.set(key, { id: null, level })
}

/** Returns the library's name of an exercise; undefined for an exercise that is not the library's. */
export const libraryName = (id: string, lang: Language): string | undefined =>
  byId.get(id)?.names[lang]

/** Returns the names of an exercise of the library in all languages. */
export function libraryNames(id: string): Readonly<Record<Language, string>> {
  const exercise = byId.get(id)
  if (!exercise) throw new Error(`No exercise ${id} in the library`)
  return exercise.names
}

/**
 * Returns the library's name of an exercise that bears one of its names, in another language or
 * from another app; undefined if the athlete gave it a name.
 */
export function libraryNameFor(id: string, name: string, lang: Language): string | undefined {
  const exercise = byId.get(id)
  if (!exercise) return undefined
  if (Object.values(exercise.names).includes(name)) return exercise.names[lang]
  const key = exerciseKey(name)
  const bears =
    libraryKeys().get(key) === id || exercise.askedNames.some((asked) => exerciseKey(asked) === key)
  return bears ? exercise.names[lang] : undefined
}
