import type { ComponentType } from 'react'

import type { PickedExercise } from './work.ts'

/** The dialog of the exercises feature, passed in by the page: features do not import each other. */
export type ExercisePickerDialog = ComponentType<{
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onPick: (exercises: PickedExercise[]) => void
}>

/** The dialog that finds the one exercise that a name means. */
export type ExerciseChooserDialog = ComponentType<{
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly name: string
  readonly onChoose: (exercise: { readonly id: string; readonly name: string }) => void
}>
