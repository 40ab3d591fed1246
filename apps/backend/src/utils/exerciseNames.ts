import words from './exerciseWords.json' with { type: 'json' }
import { foldForSearch } from './search.ts'

/**
 * Phrases of folded, singular words and the English words that they mean: abbreviations, spellings,
 * equipment and German words. No words: the phrase tells no exercises apart.
 */
const { fillers, ...groups } = words
const phrases: ReadonlyMap<string, readonly string[]> = new Map([
  ...fillers.map((word): [string, string[]] => [word, []]),
  ...Object.values<Record<string, string>>(groups)
    .flatMap((group) => Object.entries(group))
    .map(([phrase, meaning]): [string, string[]] => [phrase, meaning.split(' ').filter(Boolean)]),
])
const LONGEST_PHRASE = 4
const MAX_WORDS = 24

/** Second halves of German compounds, such as the press of "Kurzhantelpresse". */
const COMPOUND_ENDS = 'curl fly press shrug row squat dip lunge crunch swing kickback'.split(' ')
const GERMAN_ENDINGS = ['', 'n', 'en', 'e', 'er', 'es', 'em', 's']

/** Words that another word implies: a "Bicep Curl" is a curl, a "Lat Pulldown" a pulldown. */
const IMPLIED: readonly (readonly [word: string, by: string])[] = [
  ['bicep', 'curl'],
  ['tricep', 'pushdown'],
  ['tricep', 'skullcrusher'],
  ['lat', 'pulldown'],
  ['shoulder', 'shrug'],
  ['chest', 'fly'],
  ['abdominal', 'crunch'],
  ['abdominal', 'situp'],
]

/** Words of equipment: exercises that differ in one of them are different exercises. */
const EQUIPMENT_WORDS: ReadonlySet<string> = new Set(
  (
    'barbell dumbbell ezbar kettlebell trapbar landmine plate medicineball cable machine ' +
    'smithmachine plateloaded isolateral hammerstrength sled band bodyweight suspension ring ' +
    'exerciseball'
  ).split(' '),
)

/** Equipment of the library by the word that names it; other equipment has no word of its own. */
const WORD_OF_EQUIPMENT: Readonly<Record<string, string>> = {
  bodyweight: 'bodyweight',
  barbell: 'barbell',
  dumbbell: 'dumbbell',
  ez_bar: 'ezbar',
  kettlebell: 'kettlebell',
  cable: 'cable',
  machine: 'machine',
  band: 'band',
  medicine_ball: 'medicineball',
  exercise_ball: 'exerciseball',
}

/**
 * Returns the words that identify an exercise, in one vocabulary: "Kurzhantel-Bankdrücken", "DB
 * Bench Press" and "Bench Press (Dumbbell)" have the same.
 */
export const exerciseWords = (name: string): string[] => meaningsOf(plainWords(name))

/** Returns the folded words of a name in the singular, as they are spelt. */
export const plainWords = (name: string): string[] =>
  // Folding would take "toe" for an umlaut, and then for a small word.
  foldForSearch(name.replaceAll(/['’`´]/g, '').replaceAll(/\btoe/gi, 'tooe'))
    .split(' ')
    .filter(Boolean)
    .slice(0, MAX_WORDS)
    .map(singular)

/** Returns the identifying words of a name by its plain words. */
export function meaningsOf(all: readonly string[]): string[] {
  const found = new Set<string>()
  for (let at = 0; at < all.length;) {
    const { length, meaning } = phraseAt(all, at)
    for (const word of meaning) found.add(word)
    at += length
  }
  if (found.has('fly') && found.delete('rear')) {
    found.delete('delt')
    found.add('reverse')
  }
  for (const [word, by] of IMPLIED) if (found.has(by)) found.delete(word)
  return [...found].toSorted()
}

/** The identity of an exercise by its name; empty for a name without words. */
export const exerciseKey = (name: string): string => exerciseWords(name).join(' ')

/**
 * Returns the keys of a library exercise's name: as it is, and with its equipment unless the name
 * says one. A name with other equipment is another exercise, so it has neither.
 */
export function keysOfLibraryName(name: string, equipment: string | null): string[] {
  const words = exerciseWords(name)
  const word = WORD_OF_EQUIPMENT[equipment ?? '']
  const key = words.join(' ')
  if (key === '') return []
  if (word === undefined || words.some((word) => EQUIPMENT_WORDS.has(word))) return [key]
  return [key, [...words, word].toSorted().join(' ')]
}

/**
 * Returns the text that search reads: the folded names, and their words in the one vocabulary, so
 * that "pullup" finds "Pull-Up".
 */
export function searchTextOf(...names: readonly string[]): string {
  const folded = [...new Set(names.map(foldForSearch))].filter(Boolean)
  const text = folded.join(' ')
  const others = new Set(names.flatMap(exerciseWords).filter((word) => !text.includes(word)))
  return [text, ...others].join(' ')
}

export const isEquipment = (word: string): boolean => EQUIPMENT_WORDS.has(word)

export const equipmentIn = (words: readonly string[]): string[] => words.filter(isEquipment)

function phraseAt(all: readonly string[], at: number) {
  for (let length = Math.min(LONGEST_PHRASE, all.length - at); length > 1; length -= 1) {
    const meaning = phrases.get(all.slice(at, at + length).join(' '))
    if (meaning) return { length, meaning }
  }
  return { length: 1, meaning: meaningOf(all[at] ?? '') }
}

/** Meanings of single words that were looked up before. */
const meanings = new Map<string, readonly string[]>()
const MAX_MEANINGS = 5_000

function meaningOf(word: string): readonly string[] {
  const known = meanings.get(word)
  if (known) return known
  if (meanings.size >= MAX_MEANINGS) meanings.clear()
  const meaning = findMeaning(word)
  meanings.set(word, meaning)
  return meaning
}

/** Finds the meaning of a word, in one of its German endings, or of the parts of a compound. */
function findMeaning(word: string): readonly string[] {
  const known = knownMeaning(word)
  if (known) return known
  for (let length = word.length - 3; length >= 4; length -= 1) {
    const start = knownMeaning(word.slice(0, length))
    const rest = word.slice(length)
    const isKnownEnd = COMPOUND_ENDS.includes(rest)
    const end = isKnownEnd ? [rest] : rest.length >= 4 ? knownMeaning(rest) : undefined
    if (start && end) return [...start, ...end]
  }
  return [word]
}

function knownMeaning(word: string): readonly string[] | undefined {
  for (const ending of GERMAN_ENDINGS) {
    if (!word.endsWith(ending)) continue
    const stem = word.slice(0, word.length - ending.length)
    const meaning = ending === '' || stem.length >= 4 ? phrases.get(stem) : undefined
    if (meaning) return meaning
  }
  return undefined
}

function singular(word: string): string {
  if (word === 'ups' || word === 'abs') return word.slice(0, -1)
  if (word.length <= 3 || !word.endsWith('s') || /(?:ss|us)$/.test(word)) return word
  return /(?:ch|sh|ss|x)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1)
}
