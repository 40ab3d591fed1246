import type { DistanceUnit } from '@fitvibe/contract'

import { metresPer, roadFrom } from './distances.ts'
import { formatDuration } from './durations.ts'
import { estimateFromKg, fromKg, type Unit } from './units.ts'
import { addDays, toWallTime } from './zones.ts'

export interface FormatOptions {
  readonly locale: string
  readonly timezone: string
  readonly unit: Unit
  readonly distanceUnit: DistanceUnit
}

export type Format = ReturnType<typeof createFormat>

/** Formats dates and numbers in the user's language, time zone and unit. */
export function createFormat({ locale, timezone, unit, distanceUnit }: FormatOptions) {
  const number = (value: number, decimals = 1) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: decimals }).format(value)
  /** Formats instants in the user's time zone, or in that of a session. */
  const instant = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { ...options, timeZone: timezone })
    return (iso: string, zone = timezone) =>
      (zone === timezone
        ? formatter
        : new Intl.DateTimeFormat(locale, { ...options, timeZone: zone })
      ).format(new Date(iso))
  }
  const day = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
    return (isoDay: string) => formatter.format(new Date(`${isoDay}T00:00:00Z`))
  }
  const date = instant({ weekday: 'short', day: 'numeric', month: 'short' })
  const dateWithYear = instant({ day: 'numeric', month: 'short', year: 'numeric' })
  const time = instant({ hour: '2-digit', minute: '2-digit' })
  const today = () => toWallTime(new Date(), timezone).day
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

  /** "Today", "Tomorrow", "Yesterday" or the date, with the year outside the current one. */
  const nearDate = (iso: string, zone = timezone) => {
    const on = toWallTime(new Date(iso), zone).day
    const near = [-1, 0, 1].find((days) => addDays(today(), days) === on)
    if (near !== undefined) return capitalise(relative.format(near, 'day'))
    return on.slice(0, 4) === today().slice(0, 4) ? date(iso, zone) : dateWithYear(iso, zone)
  }

  return {
    number,
    date,
    dateWithYear,
    time,
    nearDate,
    today,
    dateTime: (iso: string, zone = timezone) => `${nearDate(iso, zone)}, ${time(iso, zone)}`,
    month: instant({ month: 'long', year: 'numeric' }),
    weekday: day({ weekday: 'short', day: 'numeric', month: 'short' }),
    shortDay: day({ day: 'numeric', month: 'short' }),
    year: day({ year: 'numeric' }),
    shortMonth: day({ month: 'short', year: '2-digit' }),
    dayWithYear: day({ day: 'numeric', month: 'short', year: 'numeric' }),
    longDay: day({ day: 'numeric', month: 'long', year: 'numeric' }),
    mass: (kg: number) => number(fromKg(kg, unit), 2),
    estimate: (kg: number) => `${number(estimateFromKg(kg, unit), 2)} ${unit}`,
    load: (kg: number) => `${number(fromKg(kg, unit), 2)} ${unit}`,
    /** Without decimals from 1,000 on, where they are noise. */
    volume: (kg: number) => {
      const volume = fromKg(kg, unit)
      return `${number(volume, volume < 1_000 ? 2 : 0)} ${unit}`
    },
    distance: (metres: number) =>
      metres >= roadFrom(distanceUnit)
        ? `${number(metres / metresPer(distanceUnit), 2)} ${distanceUnit}`
        : `${number(metres, 0)} m`,
    /** `5:00 min/km`, for seconds per km. */
    pace: (secondsPerKm: number) =>
      `${formatDuration((secondsPerKm * metresPer(distanceUnit)) / 1_000)} min/${distanceUnit}`,
    duration: formatDuration,
    /** `1 h 05 min`: for totals, where seconds are noise. */
    span: (seconds: number) => {
      const minutes = Math.round(seconds / 60)
      const rest = minutes % 60
      return minutes < 60
        ? `${minutes} min`
        : `${Math.floor(minutes / 60)} h ${String(rest).padStart(2, '0')} min`
    },
    percent: (share: number) =>
      new Intl.NumberFormat(locale, { style: 'percent' }).format(share / 100),
  }
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
