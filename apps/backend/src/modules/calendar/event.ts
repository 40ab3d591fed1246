/** A session with the columns that a calendar shows. */
export interface CalendarEvent {
  readonly id: string
  readonly title: string
  /** The beginning of the notes. */
  readonly notes: string | null
  /** Whether the notes go on; null without notes. */
  readonly isCut: boolean | null
  readonly status: 'planned' | 'completed' | 'canceled'
  readonly timezone: string
  /** The first exercises. */
  readonly exerciseNames: readonly string[]
  /** Of all exercises. */
  readonly exerciseCount: number
  readonly sequence: number
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly startsAt: Date
  /** Null until the session is completed. */
  readonly endsAt: Date | null
}
