/**
 * A character that leaves a mark of its own. Excludes spaces, combining marks, the characters that turn
 * the direction of writing, all that Unicode 15 renders as nothing (Default_Ignorable_Code_Point), and
 * two blank symbols: the empty braille cell and the null note head.
 */
const VISIBLE = /(?![\p{DI}\u2800\u{1d159}])[\p{L}\p{N}\p{P}\p{S}\p{Co}]/u

/** Whether a text shows anything: a name of invisible characters looks like a missing one. */
export const isVisible = (value: string): boolean => VISIBLE.test(value)
