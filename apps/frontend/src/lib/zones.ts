import type { WeekStart } from '@fitvibe/contract'

/** A calendar day and a time of day on the user's clock. */
export interface WallTime {
  /** `YYYY-MM-DD` */
  readonly day: string
  /** `HH:MM` */
  readonly time: string
}

/** The day and time that clocks in the zone show at an instant. */
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

/** The instant at which clocks in the zone show it; an hour later within an hour they skip. */
export function toInstant({ day, time }: WallTime, timezone: string): Date {
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  // The offset must be that of the result; a second pass corrects it around a clock change.
  const guess = asUtc - offsetAt(asUtc, timezone)
  return new Date(asUtc - offsetAt(guess, timezone))
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Weekdays as `getUTCDay` numbers them. */
const WEEKDAYS: Readonly<Record<WeekStart, number>> = { sunday: 0, monday: 1, saturday: 6 }

/** The first day of the day's week. */
export function weekOf(day: string, weekStart: WeekStart): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday - WEEKDAYS[weekStart] + 7) % 7))
}

function offsetAt(instant: number, timezone: string): number {
  const { day, time } = toWallTime(new Date(instant), timezone)
  const minute = Math.floor(instant / 60_000) * 60_000
  return Date.parse(`${day}T${time}:00Z`) - minute
}
