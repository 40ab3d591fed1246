import { setImmediate } from 'node:timers/promises'

import { library, searchedNamesOf } from '../../db/library.ts'
import { meaningsOf, plainWords } from '../../utils/exerciseNames.ts'
import { indexNames, spell, type NameIndex, type SpeltExercise } from './similar.rules.ts'
import { createSpeller } from './spelling.rules.ts'

/** Rank of exercises that are not among the most popular ones. */
const NO_STAPLE = 1_000
/** Exercises whose names are split at a stretch, before other requests get their turn. */
const EXERCISES_AT_ONCE = 50

interface LibraryNames extends Pick<NameIndex, 'similarTo'> {
  /** Returns the identifying words of a text after slips are corrected. */
  readonly correct: (text: string) => string[]
}

let names: Promise<LibraryNames> | undefined

/** Returns the index of all names of the library, which is built at its first use. */
export const libraryNames = (): Promise<LibraryNames> => (names ??= indexLibrary())

async function indexLibrary(): Promise<LibraryNames> {
  const spelt: SpeltExercise[] = []
  for (const exercise of library) {
    const { id, equipment, staple } = exercise
    if (spelt.length % EXERCISES_AT_ONCE === 0) await setImmediate()
    const rank = staple ?? NO_STAPLE
    spelt.push(spell({ id, names: searchedNamesOf(exercise), equipment, rank }))
  }
  await setImmediate()
  const { similarTo, spellings } = indexNames(spelt)
  await setImmediate()
  const speller = createSpeller(spellings)
  return { similarTo, correct: (text) => meaningsOf(plainWords(text).flatMap(speller)) }
}
