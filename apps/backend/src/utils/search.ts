/**
 * Text as search sees it: lower case, accents off, ß as ss, and the German spellings of an umlaut
 * all alike (ä, ae → a), so that "Kreuzheben", "bankdruecken" and "Bankdrücken" are found however
 * they are typed. Stored text and query go through the same fold.
 */
export function foldForSearch(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([aou])e/g, '$1')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The folded words of a query, as patterns for `like`; at most eight. */
export function likePatterns(query: string): string[] {
  const words = foldForSearch(query).split(' ').filter(Boolean)
  return words.slice(0, 8).map((word) => `%${word}%`)
}
