import { wordsOf, wordsOfName, type Range } from './flatText.rules.ts'
import { mentionsIn, phrasesOf, type Phrases } from './phrases.rules.ts'

/** The names that a text may mention: those of its author and of people around the author. */
export interface KnownNames {
  readonly phrases: Phrases<null>
  /** Long names, which are found inside other words too, such as "TeamAdaLovelace". */
  readonly fragments: readonly string[]
}

const MIN_FRAGMENT = 6
/** Names of two characters are names in scripts without spaces. */
const SCRIPT_WITHOUT_SPACES = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]{2}/u
const MAX_PARTS = 4

/**
 * Prepares usernames and aliases. Parts of a name, such as the first name, count as well unless they
 * are `common` words: an athlete called "Iron Mike" must not hide every "iron".
 */
export function knownNames(names: Iterable<string>, common: ReadonlySet<string>): KnownNames {
  const phrases = new Map<string, readonly string[]>()
  const fragments = new Set<string>()
  for (const name of spellingsOf(names)) {
    const words = wordsOfName(name)
    const joined = words.join('')
    if (joined.length < 2) continue
    phrases.set(words.join(' '), words)
    phrases.set(joined, [joined])
    if (words.length > 1 && words.length <= MAX_PARTS)
      for (const word of words)
        if (word.length > 2 && /\p{L}/u.test(word) && !common.has(word)) phrases.set(word, [word])
    const isLong = joined.length >= MIN_FRAGMENT || SCRIPT_WITHOUT_SPACES.test(joined)
    if (isLong && !common.has(joined)) fragments.add(joined)
  }
  return {
    phrases: phrasesOf([...phrases.values()].map((words) => ({ words, value: null }))),
    fragments: [...fragments],
  }
}

/** Adds the other spelling of umlauts: "Müller" and "Mueller" are the same name. */
function* spellingsOf(names: Iterable<string>): Generator<string> {
  for (const name of names) {
    yield name
    const composed = name.normalize('NFC')
    const long = composed.replaceAll(/[äöüß]/gi, (umlaut) => LONG[umlaut.toLowerCase()] ?? umlaut)
    const short = composed.replaceAll(/([aou])e/gi, '$1')
    if (long !== name) yield long
    if (short !== name) yield short
  }
}

const LONG: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }

/** Returns where a flat text names one of them. */
export function namesIn(flat: string, { phrases, fragments }: KnownNames): Range[] {
  const words = wordsOf(flat)
  const text = words.map((word) => word.text).join(' ')
  const inside = fragments.filter((fragment) => text.includes(fragment))
  return [
    ...mentionsIn(words, phrases),
    ...words.filter((word) => inside.some((fragment) => word.text.includes(fragment))),
  ]
}
