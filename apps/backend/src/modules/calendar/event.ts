/** A session with the columns that a calendar shows. */
export interface CalendarEvent {
  readonly id: string
  readonly title: string
  readonly notes: string | null
  readonly status: 'planned' | 'completed' | 'canceled'
  readonly timezone: string
  readonly exerciseNames: readonly string[]
  readonly sequence: number
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly startsAt: Date
  /** Null until the session is completed. */
  readonly endsAt: Date | null
}
