import type { Language } from '@fitvibe/contract'

import { libraryNameFor } from '../../db/library.ts'
import { libraryNameOf } from '../translations/library.ts'
import {
  NONE,
  type PublicText,
  type Translation,
  type Translations,
} from '../translations/translations.service.ts'
import type { Shared, SharedWithSets } from './feed.repository.ts'

/** The longest texts of the API: translations that are longer are cut. */
const MAX_LINE = 128
const MAX_NOTES = 4_000

type Texts = Pick<Shared, 'id' | 'owner' | 'title' | 'exerciseNames' | 'exerciseIds' | 'isPublic'> &
  Partial<Pick<SharedWithSets, 'notes' | 'exercises'>>

/** Returns the texts of a public session that its athlete wrote; nothing of other sessions. */
export function textsToTranslate(shared: Texts, lang: Language): PublicText[] {
  const { id: sessionId, owner, title, notes, isPublic, exercises = [] } = shared
  if (!isPublic) return []
  const named = [...firstExercises(shared), ...exercises]
  const texts = [
    title,
    notes,
    ...named
      .filter(({ name }) => libraryNameOf(name, lang) === undefined)
      .filter((exercise) => libraryNamed(exercise, lang) === undefined)
      .map(({ name }) => name),
    ...exercises.map((exercise) => exercise.notes),
  ]
  return [...new Set(texts)].flatMap((text) => (text ? [{ owner, sessionId, text }] : []))
}

interface Named {
  readonly exerciseId: string | null
  readonly name: string
}

const firstExercises = ({ exerciseNames, exerciseIds }: Texts): Named[] =>
  exerciseNames.map((name, index) => ({ exerciseId: exerciseIds[index] ?? null, name }))

/** Returns the library's name of an exercise; undefined if the athlete gave it a name. */
const libraryNamed = ({ exerciseId, name }: Named, lang: Language): string | undefined =>
  exerciseId === null ? undefined : libraryNameFor(exerciseId, name, lang)

/** Shows a session of the feed in the reader's language. */
export function presentShared<T extends Shared>(
  shared: T,
  lang: Language,
  translations: Translations,
) {
  const reader = readerOf(shared, lang, translations)
  const shown = headFor(shared, reader)
  const marks = reader.marks(() => headFor(shared, readerOf(shared, lang, NONE)))
  return { ...shared, ...shown, ...marks }
}

/** The same with notes and sets. */
export function presentSharedWithSets(
  shared: SharedWithSets,
  lang: Language,
  translations: Translations,
) {
  const reader = readerOf(shared, lang, translations)
  const { exercises, ...shown } = textsFor(shared, reader)
  const marks = reader.marks(() => textsFor(shared, readerOf(shared, lang, NONE)))
  return {
    ...shared,
    ...shown,
    exercises: shared.exercises.map((exercise, index) => ({ ...exercise, ...exercises[index] })),
    ...marks,
  }
}

type Reader = ReturnType<typeof readerOf>

const headFor = (shared: Shared, reader: Reader) => ({
  title: reader.read(shared.title, MAX_LINE),
  exerciseNames: firstExercises(shared).map(reader.readName),
})

const textsFor = (shared: SharedWithSets, reader: Reader) => ({
  ...headFor(shared, reader),
  notes: reader.read(shared.notes, MAX_NOTES),
  exercises: shared.exercises.map((exercise) => ({
    name: reader.readName(exercise),
    notes: reader.read(exercise.notes, MAX_NOTES),
  })),
})

/** Reads the texts of a session in a language, and notes which of them are translated. */
function readerOf({ owner, isPublic }: Texts, lang: Language, translations: Translations) {
  const found: Translation[] = []
  function read<T extends string | null>(text: T, maxLength: number): T | string {
    const translation = text !== null && isPublic ? translations.textOf(owner, text) : undefined
    if (translation) found.push(translation)
    return translation?.text ? cut(translation.text, maxLength) : text
  }
  return {
    read,
    readName: (exercise: Named): string =>
      libraryNamed(exercise, lang) ??
      translations.exerciseNamed(exercise.name) ??
      read(exercise.name, MAX_LINE),
    /** Returns the language of the first text that is translated, or else of the first whose is known. */
    marks<T>(written: () => T) {
      const translated = found.find(({ text }) => text !== null)
      const { language = null } = translated ?? found.find(({ language }) => language) ?? {}
      return {
        translated: translated !== undefined,
        language,
        original: translated ? written() : null,
      }
    },
  }
}

/** Cuts a text, but not within a character. */
function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  return `${text
    .slice(0, maxLength - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`
}
