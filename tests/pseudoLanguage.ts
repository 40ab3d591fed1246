/**
 * A language that shows texts which bypass the catalogue: every text is bracketed and a good third
 * longer, as translations tend to be. Placeholders stay as they are, inside the brackets.
 */
export function pseudo<T>(texts: T): T {
  if (typeof texts !== 'object' || texts === null) return pseudoText(texts)
  const entries = Object.entries(texts).map(([key, value]) => [key, pseudo(value as unknown)])
  return Object.fromEntries(entries) as T
}

const pseudoText = <T>(text: T): T =>
  (typeof text === 'string' && text !== ''
    ? `⟦${text}${'·'.repeat(Math.ceil(text.length * 0.4))}⟧`
    : text) as T

/** Returns the words of a text that no brackets enclose: none, if all of it is translated. */
export function untranslated(text: string): string[] {
  let outside = text
  // Translated parameters nest: remove the innermost brackets first.
  for (let before = ''; before !== outside;) {
    before = outside
    outside = outside.replaceAll(/⟦[^⟦⟧]*⟧/g, ' ')
  }
  return outside.match(/[\p{L}⟦⟧]+/gu) ?? []
}
