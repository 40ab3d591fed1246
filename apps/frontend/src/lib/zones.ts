/** A calendar day and a time of day as the user reads them off the clock on the wall. */
export interface WallTime {
  /** `YYYY-MM-DD` */
  readonly day: string
  /** `HH:MM` */
  readonly time: string
}

/** What clocks in the zone show at an instant. */
export function toWallTime(instant: Date, timezone: string): WallTime {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  )
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}`,
  }
}

/** The instant at which clocks in the zone show it; in the hour a clock skips, an hour later. */
export function toInstant({ day, time }: WallTime, timezone: string): Date {
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  // The offset asked for is that of the answer, which a second look settles around a change.
  const guess = asUtc - offsetAt(asUtc, timezone)
  return new Date(asUtc - offsetAt(guess, timezone))
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The Monday of the week a day is in. */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return addDays(day, -weekday)
}

function offsetAt(instant: number, timezone: string): number {
  const { day, time } = toWallTime(new Date(instant), timezone)
  const minute = Math.floor(instant / 60_000) * 60_000
  return Date.parse(`${day}T${time}:00Z`) - minute
}
