/**
 * Folds case, accents and digits of other scripts, so that all spellings of a date word compare equal.
 * Strips only accents of Latin, Greek and Cyrillic: in Indic scripts, marks are vowels.
 */
export function foldWords(text: string): string {
  const folded = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036F\u200B-\u200F\u202A-\u202E\u2066-\u2069]/g, '')
    .replaceAll('ı', 'i')
    .replaceAll('ς', 'σ')
  return asciiDigits(folded)
}

/** Replaces digits of other scripts, such as Arabic ones. */
export const asciiDigits = (text: string): string => text.replace(/[^\P{Nd}\d]/gu, toAsciiDigit)

/** Decimal digits of a script are ten neighbours in Unicode. */
function toAsciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1
  return String(value)
}

/** Returns the words and numbers of a folded text: `1. nov. 2025` has `1`, `nov` and `2025`. */
export const tokensOf = (folded: string): string[] => folded.match(/\d+|[\p{L}\p{M}]+/gu) ?? []
