/** Returns the words that a word means, itself if nothing is known. */
export type Speller = (word: string) => string[]

const SHORTEST_CORRECTED = 4

/**
 * Corrects a wrong, missing, surplus or swapped letter, and splits joined words: "sqaut" is squat,
 * "benchpress" bench press. Two words with one slip between them share a form with one letter less,
 * so a word is compared with the few that share one, however many spellings there are (SymSpell).
 */
export function createSpeller(spellings: ReadonlyMap<string, number>): Speller {
  const shortened = new Map<string, string[]>()
  for (const word of spellings.keys())
    if (word.length >= SHORTEST_CORRECTED)
      for (const form of formsOf(word)) {
        const words = shortened.get(form)
        if (words) words.push(word)
        else shortened.set(form, [word])
      }
  const frequencyOf = (word: string) => spellings.get(word) ?? 0

  return (word) => {
    if (word.length < SHORTEST_CORRECTED || spellings.has(word)) return [word]
    for (let at = 3; at <= word.length - 3; at += 1) {
      const parts = [word.slice(0, at), word.slice(at)]
      if (parts.every((part) => spellings.has(part))) return parts
    }
    const candidates = new Set(formsOf(word).flatMap((form) => shortened.get(form) ?? []))
    const [best] = [...candidates]
      .filter((candidate) => isOneSlip(word, candidate))
      .toSorted((a, b) => frequencyOf(b) - frequencyOf(a))
    return [best ?? word]
  }
}

/** The word, and what is left of it without each of its letters. */
const formsOf = (word: string): string[] => [
  word,
  ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1)),
]

/** Whether one letter is wrong, missing or surplus, or two neighbours are swapped. */
function isOneSlip(a: string, b: string): boolean {
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  const [x, y] = [a.slice(start), b.slice(start)]
  return (
    x.slice(1) === y ||
    x === y.slice(1) ||
    x.slice(1) === y.slice(1) ||
    (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2))
  )
}
