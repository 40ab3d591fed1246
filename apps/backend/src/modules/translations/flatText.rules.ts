/**
 * A text for pattern matching: compatible characters in one form, without accents set apart and without
 * invisible characters. `starts` and `ends` locate each of its characters in the source.
 */
export interface FlatText {
  readonly text: string
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** From the first character to the one after the last, of the source or of a flat text. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** A run of characters with its place in the flat text. */
export interface Token extends Range {
  readonly text: string
}

const DROPPED = /[\p{Mn}\p{Cf}\p{DI}]+/gu

export function flatten(source: string): FlatText {
  let text = ''
  let at = 0
  const starts: number[] = []
  const ends: number[] = []
  for (const character of source) {
    const end = at + character.length
    const flat = character.normalize('NFKC').replace(DROPPED, '')
    for (let unit = 0; unit < flat.length; unit += 1) {
      starts.push(at)
      ends.push(end)
    }
    // A dropped character belongs to the one before it.
    if (flat === '' && ends.length > 0) ends[ends.length - 1] = end
    text += flat
    at = end
  }
  return { text, starts, ends }
}

/** Returns the range of the source that a range of its flat text covers. */
export const inSource = ({ starts, ends }: FlatText, { start, end }: Range): Range => ({
  start: starts[start] ?? 0,
  end: ends[end - 1] ?? 0,
})

/** Returns a flat text in lower case and without accents; each character keeps its place. */
export const fold = (flat: string): string => flat.replace(/[^a-z\d\s]/gu, foldCharacter)

/** Letters that are written without their stroke as well. */
const STROKES: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', đ: 'd', ı: 'i' }

function foldCharacter(character: string): string {
  const folded = character.normalize('NFD').charAt(0).toLowerCase()
  return character.length === 1 && folded.length === 1 ? (STROKES[folded] ?? folded) : character
}

/** Returns the folded words of a text: letters and digits alone. */
export const wordsOf = (text: string): Token[] => tokensOf(fold(text), /[\p{L}\p{N}]+/gu)

export const tokensOf = (text: string, pattern: RegExp): Token[] =>
  Array.from(text.matchAll(pattern), ({ 0: found, index }) => ({
    text: found,
    start: index,
    end: index + found.length,
  }))

/** Returns the words of a name as `wordsOf` finds them in a text. */
export const wordsOfName = (name: string): string[] =>
  wordsOf(flatten(name).text).map(({ text }) => text)
