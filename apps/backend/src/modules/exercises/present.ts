import type { Language } from '@fitvibe/contract'

import { inLanguage, libraryNameFor } from '../../db/library.ts'

/**
 * Names an exercise of a session in the reader's language if it is the library's. A name that the
 * athlete gave it stays.
 */
export function inReadersLanguage<T extends { readonly exerciseId: string | null; name: string }>(
  exercise: T,
  lang: Language,
): T {
  const { exerciseId, name } = exercise
  const translated = exerciseId === null ? undefined : libraryNameFor(exerciseId, name, lang)
  return translated === undefined || translated === name
    ? exercise
    : { ...exercise, name: translated }
}

/** Names exercises of which only the names are known in the reader's language. */
export const namesInLanguage = (names: readonly string[], lang: Language): string[] =>
  names.map((name) => inLanguage(name, lang))
