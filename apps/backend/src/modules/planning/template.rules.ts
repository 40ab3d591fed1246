import { MAX_SERIES_BLOCKS } from '@fitvibe/training/limits'

/** Whether each session of a series has few enough blocks of sets. */
export const isInBounds = (template: {
  readonly exercises: readonly { readonly planned: readonly unknown[] }[]
}): boolean =>
  template.exercises.reduce((sum, { planned }) => sum + planned.length, 0) <= MAX_SERIES_BLOCKS
