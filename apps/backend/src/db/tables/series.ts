import type { PlannedExercise } from './sessionExercises.ts'
import type { Head } from './sessions.ts'
import type { Table } from './table.ts'

/** The content of each session of a series. Older templates do not say whether notes are shared. */
export interface Template extends Omit<Head, 'sharesNotes'>, Partial<Pick<Head, 'sharesNotes'>> {
  readonly exercises: readonly PlannedExercise[]
}

export interface SeriesRow {
  readonly id: string
  /** As `ruleText` writes it. */
  readonly rule: string
  readonly timezone: string
  readonly startOn: string
  readonly startTime: string
  readonly template: Template
  /** The first occurrence that is not planned yet; null once all are. */
  readonly nextOn: string | null
  readonly createdAt: Date
}

export const series: Table<SeriesRow> = {
  name: 'series',
  columns: {
    id: ['id', 'uuid'],
    rule: ['rule', 'text'],
    timezone: ['timezone', 'text'],
    startOn: ['start_on', 'date'],
    startTime: ['start_time', 'time'],
    template: ['template', 'jsonb'],
    nextOn: ['next_on', 'date'],
    createdAt: ['created_at', 'timestamptz'],
  },
}
