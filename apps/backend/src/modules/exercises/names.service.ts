import { library, namesOfExercise } from '../../db/library.ts'
import { meaningsOf, plainWords } from '../../utils/exerciseNames.ts'
import { indexNames, type NameIndex } from './similar.rules.ts'
import { createSpeller, type Speller } from './spelling.rules.ts'

/** Rank of exercises that are not among the most popular ones. */
const NO_STAPLE = 1_000

let index: NameIndex | undefined
let spell: Speller | undefined

/** Returns the index of all names of the library, which is built at its first use. */
export function libraryIndex(): NameIndex {
  index ??= indexNames(
    library.map((exercise) => ({
      id: exercise.id,
      names: namesOfExercise(exercise),
      equipment: exercise.equipment,
      rank: exercise.staple ?? NO_STAPLE,
    })),
  )
  return index
}

/** Returns the identifying words of a text after slips are corrected. */
export function correct(text: string): string[] {
  const speller = (spell ??= createSpeller(libraryIndex().spellings))
  return meaningsOf(plainWords(text).flatMap(speller))
}
