/** Spaces of any kind, and characters that nobody sees: zero width, soft hyphen, byte order mark. */
const SPACES = /[\s\u00A0\u00AD\u200B-\u200F\u2060\uFEFF]+/gu

/** Returns a name as it is shown: composed characters, single spaces. */
export const tidyName = (name: string): string => name.normalize('NFC').replace(/\s+/gu, ' ').trim()

/**
 * Returns the form in which names of exercises are compared, like `exercise_name_key` in the
 * database: compatible characters, single spaces, no case.
 */
export const nameKey = (name: string): string =>
  name.normalize('NFKC').replace(SPACES, ' ').trim().toLowerCase()
