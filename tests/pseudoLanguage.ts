/**
 * A language that shows texts which bypass the catalogue: every text is bracketed and a good third
 * longer, by words, as translations tend to be. Placeholders stay as they are, inside the brackets.
 */
export function pseudo<T>(texts: T): T {
  // Needs nothing from outside: a browser test sends the source of this function to the page.
  if (typeof texts === 'string')
    return (texts && `⟦${texts}${' ····'.repeat(Math.ceil(texts.length * 0.08))}⟧`) as T
  const entries = Object.entries(texts as object).map(([key, value]) => [key, pseudo(value)])
  return Object.fromEntries(entries) as T
}

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
