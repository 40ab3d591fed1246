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

/** The folded words of a query, at most eight: letters and digits only, safe in a pattern. */
export function wordsOf(query: string): string[] {
  return foldForSearch(query).split(' ').filter(Boolean).slice(0, 8)
}
