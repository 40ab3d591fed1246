import type { importsApi } from '@fitvibe/contract'

import type { Commit } from './importQueries.ts'

/** The user's answers to what the file leaves open; null if not yet answered. */
export interface ImportDraft {
  readonly unit: NonNullable<Commit['unit']> | null
  readonly distanceUnit: NonNullable<Commit['distanceUnit']> | null
  readonly timezone: string
  readonly dayOrder: NonNullable<Commit['dayOrder']> | null
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
  exercises: {},
})

/** Whether all required questions are answered. */
export const isAnswered = ({ missing }: Preview, draft: ImportDraft): boolean =>
  !(missing.includes('unit') && draft.unit === null) &&
  !(missing.includes('dayOrder') && draft.dayOrder === null)

export function commitOf({ missing }: Preview, draft: ImportDraft): Commit {
  const { unit, distanceUnit, timezone, dayOrder } = draft
  return {
    ...(missing.includes('unit') && unit && { unit }),
    ...(missing.includes('distanceUnit') && distanceUnit && { distanceUnit }),
    ...(missing.includes('timezone') && { timezone }),
    ...(missing.includes('dayOrder') && dayOrder && { dayOrder }),
    exercises: Object.entries(draft.exercises).map(([name, choice]) =>
      choice === KEEP_NAME || choice === MAKE_MINE
        ? { name, use: choice }
        : { name, use: 'existing' as const, exerciseId: choice },
    ),
  }
}
