/**
 * Folds text for search: lower case, no accents, ß as ss, and one form for all spellings of an
 * umlaut (ä, ae → a), so "bankdruecken" finds "Bankdrücken". Fold stored text and query alike.
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

/** Returns the folded words of a query, eight at most: letters and digits only, safe in a pattern. */
export function wordsOf(query: string): string[] {
  return foldForSearch(query).split(' ').filter(Boolean).slice(0, 8)
}
