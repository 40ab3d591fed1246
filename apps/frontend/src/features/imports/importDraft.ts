import type { importsApi } from '@fitvibe/contract'

import type { Commit } from './importQueries.ts'

/** The user's answers to what the file leaves open; null if not yet answered. */
export interface ImportDraft {
  readonly unit: NonNullable<Commit['unit']> | null
  readonly distanceUnit: NonNullable<Commit['distanceUnit']> | null
  readonly timezone: string
  readonly dayOrder: NonNullable<Commit['dayOrder']> | null
  readonly monthLanguage: string | null
  readonly undated: NonNullable<Commit['undated']> | null
  readonly longWorkouts: NonNullable<Commit['longWorkouts']> | null
  readonly farDistances: NonNullable<Commit['farDistances']> | null
  /** Ids of the sessions that get the title and sets of the file. */
  readonly taken: readonly string[]
  /** The choice for each exercise name: `name`, `new`, or the id of an exercise. */
  readonly exercises: Readonly<Record<string, string>>
}

type Preview = importsApi.ImportPreview

export const KEEP_NAME = 'name'
export const MAKE_MINE = 'new'

export const draftOf = (preview: Preview, unit: 'kg' | 'lb'): ImportDraft => ({
  unit: null,
  distanceUnit: unit === 'lb' ? 'mi' : 'km',
  timezone: preview.timezone,
  dayOrder: null,
  monthLanguage: null,
  undated: null,
  longWorkouts: null,
  farDistances: null,
  taken: [],
  exercises: {},
})

/** Questions without a default. */
const REQUIRED = [
  'unit',
  'dayOrder',
  'monthLanguage',
  'undated',
  'longWorkouts',
  'farDistances',
] as const

/** Whether all required questions are answered. */
export const isAnswered = ({ missing }: Preview, draft: ImportDraft): boolean =>
  REQUIRED.every((fact) => !missing.includes(fact) || draft[fact] !== null)

export function commitOf({ missing }: Preview, draft: ImportDraft): Commit {
  const { unit, distanceUnit, timezone, dayOrder, monthLanguage, undated } = draft
  const { longWorkouts, farDistances, taken } = draft
  return {
    ...(missing.includes('unit') && unit && { unit }),
    ...(missing.includes('distanceUnit') && distanceUnit && { distanceUnit }),
    ...(missing.includes('timezone') && { timezone }),
    ...(missing.includes('dayOrder') && dayOrder && { dayOrder }),
    ...(missing.includes('monthLanguage') && monthLanguage && { monthLanguage }),
    ...(missing.includes('undated') && undated && { undated }),
    ...(missing.includes('longWorkouts') && longWorkouts && { longWorkouts }),
    ...(missing.includes('farDistances') && farDistances && { farDistances }),
    ...(taken.length > 0 && { takeChanges: [...taken] }),
    exercises: Object.entries(draft.exercises).map(([name, choice]) =>
      choice === KEEP_NAME || choice === MAKE_MINE
        ? { name, use: choice }
        : { name, use: 'existing' as const, exerciseId: choice },
    ),
  }
}
