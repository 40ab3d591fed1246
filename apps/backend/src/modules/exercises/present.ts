import type { Language } from '@fitvibe/contract'

import { libraryNameFor } from '../../db/library.ts'

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

/** The first exercises of a session, by stored name and by id, which a name alone does not have. */
export interface NamedExercises {
  readonly exerciseNames: readonly string[]
  readonly exerciseIds: readonly (string | null)[]
}

/** Returns the names of a session's exercises in the reader's language. */
export const namesInLanguage = (
  { exerciseNames, exerciseIds }: NamedExercises,
  lang: Language,
): string[] =>
  exerciseNames.map(
    (name, index) => inReadersLanguage({ exerciseId: exerciseIds[index] ?? null, name }, lang).name,
  )

/** Names the exercise of a record or a suggestion in the reader's language; its id is its key. */
export function withExerciseInLanguage<
  T extends { readonly exercise: { readonly id: string; readonly name: string } },
>(about: T, lang: Language): T {
  const { id, name } = about.exercise
  const exercise = { id, name: inReadersLanguage({ exerciseId: id, name }, lang).name }
  return { ...about, exercise }
}
