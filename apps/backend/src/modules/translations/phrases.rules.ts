import type { Range, Token } from './flatText.rules.ts'

/** Sequences of words with a value each, by their first word; longer ones come first. */
export type Phrases<T> = ReadonlyMap<string, readonly Phrase<T>[]>

export interface Phrase<T> {
  readonly words: readonly string[]
  readonly value: T
}

export interface Mention<T> extends Range {
  readonly value: T
}

export function phrasesOf<T>(phrases: Iterable<Phrase<T>>): Phrases<T> {
  const byFirst = new Map<string, Phrase<T>[]>()
  for (const phrase of phrases) {
    const [first] = phrase.words
    if (first === undefined) continue
    const known = byFirst.get(first)
    if (known) known.push(phrase)
    else byFirst.set(first, [phrase])
  }
  for (const [first, known] of byFirst)
    byFirst.set(
      first,
      known.toSorted((a, b) => b.words.length - a.words.length),
    )
  return byFirst
}

/** Returns the phrases in a text from left to right, the longest at each word. */
export function mentionsIn<T>(words: readonly Token[], phrases: Phrases<T>): Mention<T>[] {
  const found: Mention<T>[] = []
  for (let at = 0; at < words.length; at += 1) {
    const phrase = phraseAt(words, at, phrases)
    const [first, last] = [words[at], words[at + (phrase?.words.length ?? 1) - 1]]
    if (!phrase || !first || !last) continue
    found.push({ start: first.start, end: last.end, value: phrase.value })
    at += phrase.words.length - 1
  }
  return found
}

const phraseAt = <T>(words: readonly Token[], at: number, phrases: Phrases<T>) =>
  candidatesFor(words[at]?.text ?? '', phrases).find(({ words: wanted }) =>
    wanted.every((word, index) => {
      const text = words[at + index]?.text
      return text === word || (index === wanted.length - 1 && isGenitive(text, word))
    }),
  )

/** A phrase of a single word is found by its genitive too. */
const candidatesFor = <T>(word: string, phrases: Phrases<T>): readonly Phrase<T>[] => [
  ...(phrases.get(word) ?? []),
  ...(word.endsWith('s') ? (phrases.get(word.slice(0, -1)) ?? []) : []).filter(
    ({ words }) => words.length === 1,
  ),
]

const isGenitive = (text: string | undefined, word: string): boolean =>
  word.length > 2 && text === `${word}s`
