import { addDays } from '../utils/calendar.ts'

export type DayOrder = 'dmy' | 'mdy'

/** A local time in a file. Its zone and its day order may be unknown. */
export interface FileTime {
  /** The time, such as `2021-02-10T16:46:13`, if the day comes first; null if that is not a date. */
  readonly dmy: string | null
  /** The time if the month comes first; equal to `dmy` if the text is not ambiguous. */
  readonly mdy: string | null
  /** False if the file has only a day. */
  readonly hasTime: boolean
  /** `Z` or `+02:00`; null if the file has no zone. */
  readonly offset: string | null
}

/** The first letters of each month in the languages of the apps. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'gen', 'ene', 'янв'],
  ['feb', 'fév', 'fev', 'févr'],
  ['mar', 'mär', 'mrz', 'maa', 'mrt'],
  ['apr', 'avr', 'abr'],
  ['may', 'mai', 'mag', 'mei', 'maj'],
  ['jun', 'juin', 'giu'],
  ['jul', 'juil', 'lug'],
  ['aug', 'aoû', 'aou', 'ago'],
  ['sep', 'set'],
  ['oct', 'okt', 'ott', 'out'],
  ['nov'],
  ['dec', 'dez', 'déc', 'dic'],
]

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s](.*))?$/is
const NAMED =
  /^(\d{1,2})\.?\s+(?:de\s+)?(\p{L}{3,})\.?,?\s+(?:de\s+)?(\d{4})(?:,?\s+(?:(?:at|um)\s+)?(\S.*)?)?$/su
const NAMED_FIRST = /^(\p{L}{3,})\.?\s+(\d{1,2}),?\s+(\d{4})(?:,?\s+(?:at\s+)?(\S.*)?)?$/su
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s(.*))?$/s
const SLASHED = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:,?\s(.*))?$/s
/** A time with an optional zone, which is at most 14 hours from UTC. */
const CLOCK =
  /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?(?:\s*(?:([ap])\.?\s?m\.?|h|uhr))?\s*(z|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/i

/** The longest date that is parsed. */
const MAX_CHARACTERS = 100

/** Parses a date, with or without a time, in any form that the apps write. */
export function parseTime(text: string): FileTime | undefined {
  if (text.length > MAX_CHARACTERS) return undefined
  const bare = text.trim().replaceAll('\u202F', ' ')
  const iso = ISO.exec(bare)
  if (iso) return timeFrom([iso[1], iso[2], iso[3]], iso[4])
  const dotted = DOTTED.exec(bare)
  if (dotted) return timeFrom([dotted[3], dotted[2], dotted[1]], dotted[4])
  const named = NAMED.exec(bare)
  if (named) return timeFrom([named[3], monthOf(named[2]), named[1]], named[4])
  const first = NAMED_FIRST.exec(bare)
  if (first) return timeFrom([first[3], monthOf(first[1]), first[2]], first[4])
  const slashed = SLASHED.exec(bare)
  if (!slashed) return undefined
  const dmy = timeFrom([slashed[3], slashed[2], slashed[1]], slashed[4])
  const mdy = timeFrom([slashed[3], slashed[1], slashed[2]], slashed[4])
  const either = dmy ?? mdy
  return either && { ...either, dmy: dmy?.dmy ?? null, mdy: mdy?.mdy ?? null }
}

/** Returns the time of day `time` on the date of `day`. */
export function atClock(day: FileTime, time: string): FileTime | undefined {
  const clock = parseClock(time)
  if (!clock) return undefined
  const at = (local: string | null) => local && `${local.slice(0, 10)}T${clock.time}`
  return { dmy: at(day.dmy), mdy: at(day.mdy), hasTime: true, offset: clock.offset }
}

export const dayAfter = ({ dmy, mdy, ...time }: FileTime): FileTime => ({
  ...time,
  dmy: dmy && later(dmy),
  mdy: mdy && later(mdy),
})

const later = (local: string) => `${addDays(local.slice(0, 10), 1)}${local.slice(10)}`

type Part = string | undefined

function timeFrom([year, month, day]: readonly Part[], time: Part): FileTime | undefined {
  const clock = time === undefined || time === '' ? undefined : parseClock(time)
  if (time && !clock) return undefined
  const pad = (part: Part) => (part ?? '').padStart(2, '0')
  const local = `${year}-${pad(month)}-${pad(day)}T${clock?.time ?? '12:00:00'}`
  if (!isPossible(local)) return undefined
  return { dmy: local, mdy: local, hasTime: clock !== undefined, offset: clock?.offset ?? null }
}

function parseClock(text: string): { time: string; offset: string | null } | undefined {
  const [, hour, minute, second = '00', half, zone] = CLOCK.exec(text.trim()) ?? []
  if (hour === undefined || Number(minute) > 59 || Number(second) > 59) return undefined
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hour)
  if (hours > 23 || (half && (Number(hour) > 12 || hour === '0'))) return undefined
  const offset = zone?.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2') ?? null
  return { time: `${String(hours).padStart(2, '0')}:${minute}:${second}`, offset }
}

function monthOf(name: Part): string | undefined {
  const lower = (name ?? '').toLowerCase()
  const at = MONTHS.findIndex((starts) => starts.some((start) => lower.startsWith(start)))
  return at === -1 ? undefined : String(at + 1)
}

/** Earlier years are typing errors. */
const FIRST_YEAR = 1950

function isPossible(local: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T/.test(local) || Number(local.slice(0, 4)) < FIRST_YEAR) return false
  const time = new Date(`${local}Z`)
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(local)
}
