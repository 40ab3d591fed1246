/** A session as a calendar shows it. */
export interface Event {
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
  /** Null until it is completed. */
  readonly endsAt: Date | null
}
