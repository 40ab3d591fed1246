import { wordsOf, wordsOfName } from './flatText.rules.ts'
import { mentionsIn, phrasesOf, type Mention, type Phrases } from './phrases.rules.ts'

/** The names of the library in all languages, each with what identifies its exercise. */
export interface Lexicon {
  /** Names of several words, which are found within a text. */
  readonly within: Phrases<string>
  /** All names and aliases, for a text that is nothing else. */
  readonly whole: ReadonlyMap<string, string>
}

interface NamedExercise {
  readonly id: string
  readonly names: readonly string[]
  readonly aliases: readonly string[]
}

/**
 * Prepares the library. A name of one word is found only alone: within a sentence "Run" and "Laufen" are
 * verbs as well. A name that two exercises have identifies none.
 */
export function lexiconOf(exercises: readonly NamedExercise[]): Lexicon {
  const within = new Map<string, { words: readonly string[]; value: string }>()
  const whole = new Map<string, string>()
  const shared = new Set<string>()
  for (const { id, names, aliases } of exercises)
    for (const name of [...names, ...aliases]) {
      const words = wordsOfName(name)
      const key = words.join(' ')
      const known = whole.get(key)
      if (known !== undefined && known !== id) shared.add(key)
      whole.set(key, id)
      if (names.includes(name) && /\S\s\S/.test(name)) within.set(key, { words, value: id })
    }
  for (const key of shared) {
    within.delete(key)
    whole.delete(key)
  }
  return { within: phrasesOf(within.values()), whole }
}

/** Returns the exercise that a text names and nothing else. */
export const exerciseNamed = (text: string, { whole }: Lexicon): string | undefined =>
  whole.get(wordsOfName(text).join(' '))

/** Returns where a flat text names an exercise. */
export function exercisesIn(flat: string, lexicon: Lexicon): Mention<string>[] {
  const words = wordsOf(flat)
  const only = exerciseNamed(flat, lexicon)
  const [first, last] = [words[0], words.at(-1)]
  if (only !== undefined && first && last)
    return [{ start: first.start, end: last.end, value: only }]
  return mentionsIn(words, lexicon.within)
}
