import type { Table } from './table.ts'

/** An exercise that a user has added. */
export interface ExerciseRow {
  readonly id: string
  readonly name: string
  readonly type: string | null
  readonly metric: string
  readonly equipment: string | null
  readonly muscleGroup: string | null
  readonly primaryMuscles: readonly string[]
  readonly secondaryMuscles: readonly string[]
  readonly tags: readonly string[]
  readonly isPublic: boolean
  /** The name as search folds it. */
  readonly search: string
  readonly createdAt: Date
  readonly archivedAt: Date | null
}

export const exercises: Table<ExerciseRow> = {
  name: 'exercises',
  columns: {
    id: ['id', 'uuid'],
    name: ['name', 'text'],
    type: ['type', 'text'],
    metric: ['metric', 'text'],
    equipment: ['equipment', 'text'],
    muscleGroup: ['muscle_group', 'text'],
    primaryMuscles: ['primary_muscles', 'text[]'],
    secondaryMuscles: ['secondary_muscles', 'text[]'],
    tags: ['tags', 'text[]'],
    isPublic: ['is_public', 'boolean'],
    search: ['search', 'text'],
    createdAt: ['created_at', 'timestamptz'],
    archivedAt: ['archived_at', 'timestamptz'],
  },
}
