import type { Language } from '@fitvibe/contract'

import { library, libraryNames } from '../../db/library.ts'
import { exerciseNamed, lexiconOf, type Lexicon } from './exerciseMentions.rules.ts'
import { wordsOfName } from './flatText.rules.ts'

let lexicon: Lexicon | undefined
let words: ReadonlySet<string> | undefined

/** The names of the library's exercises, prepared at the first call. */
export function libraryLexicon(): Lexicon {
  lexicon ??= lexiconOf(
    library.map(({ id, names, aliases }) => ({ id, names: Object.values(names), aliases })),
  )
  return lexicon
}

/** Returns the library's name of an exercise that a text names and nothing else. */
export function libraryNameOf(text: string, lang: Language): string | undefined {
  const exercise = exerciseNamed(text, libraryLexicon())
  return exercise === undefined ? undefined : libraryNames(exercise)[lang]
}

/** Words that are part of many aliases and texts, so that alone they name nobody. */
const COMMON =
  'the and for with you all not new old one man der die das den dem des und von vom van ein eine ich wir ' +
  'ist mit team coach fit fitness gym lift lifter lifting run runner running training train trainer ' +
  'iron power strong strength big body heavy light tag woche week morning mr mrs miss dr'

/** Words of the library that are names of people as well. */
const EPONYMS = new Set(
  (
    'arnold bell bird bradford conan cross gironda hackenschmidt hill jack jefferson larsen meadows otis pallof ' +
    'pendlay rock rocky roman scott smith stone svend tate wood yates zercher zottman'
  ).split(' '),
)

/** Words of the library and other common words. */
export function commonWords(): ReadonlySet<string> {
  words ??= new Set([
    ...COMMON.split(' '),
    ...library
      .flatMap(({ names, aliases }) => [...Object.values(names), ...aliases].flatMap(wordsOfName))
      .filter((word) => !EPONYMS.has(word)),
  ])
  return words
}
