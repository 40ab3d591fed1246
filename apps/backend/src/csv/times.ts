import { addDays } from '../../utils/calendar.ts'

export type DayOrder = 'dmy' | 'mdy'

/** A time as a file has it: on the clock of wherever it was, unless it says which. */
export interface Moment {
  /** `2021-02-10T16:46:13`, by day order where the file leaves that open; null for no day at all. */
  readonly dmy: string | null
  readonly mdy: string | null
  /** False where only the day is known. */
  readonly hasTime: boolean
  /** `Z` or `+02:00`; null where the zone is not said. */
  readonly offset: string | null
}

/** Months as apps abbreviate them in the languages they are sold in; the first letters decide. */
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

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(.*?))?$/i
const NAMED =
  /^(\d{1,2})\.?\s+(?:de\s+)?(\p{L}{3,})\.?,?\s+(?:de\s+)?(\d{4})(?:,?\s+(?:at\s+|um\s+)?(.*))?$/u
const NAMED_FIRST = /^(\p{L}{3,})\.?\s+(\d{1,2}),?\s+(\d{4})(?:,?\s+(?:at\s+)?(.*))?$/u
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s+(.*))?$/
const SLASHED = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:,?\s+(.*))?$/
/** Zones lie between 12 hours behind UTC and 14 ahead. */
const CLOCK =
  /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(?:([ap])\.?\s?m\.?|h|uhr)?\s*(z|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/i

/** A moment in any of the forms the apps write; undefined for what is none. */
export function readMoment(text: string): Moment | undefined {
  const bare = text.trim().replaceAll('\u202F', ' ')
  const iso = ISO.exec(bare)
  if (iso) return moment([iso[1], iso[2], iso[3]], iso[4])
  const dotted = DOTTED.exec(bare)
  if (dotted) return moment([dotted[3], dotted[2], dotted[1]], dotted[4])
  const named = NAMED.exec(bare)
  if (named) return moment([named[3], monthOf(named[2]), named[1]], named[4])
  const first = NAMED_FIRST.exec(bare)
  if (first) return moment([first[3], monthOf(first[1]), first[2]], first[4])
  const slashed = SLASHED.exec(bare)
  if (!slashed) return undefined
  const dmy = moment([slashed[3], slashed[2], slashed[1]], slashed[4])
  const mdy = moment([slashed[3], slashed[1], slashed[2]], slashed[4])
  const either = dmy ?? mdy
  return either && { ...either, dmy: dmy?.dmy ?? null, mdy: mdy?.mdy ?? null }
}

/** A moment on the day of `day`, at a time of its own. */
export function atClock(day: Moment, time: string): Moment | undefined {
  const clock = readClock(time)
  if (!clock) return undefined
  const at = (local: string | null) => local && `${local.slice(0, 10)}T${clock.time}`
  return { dmy: at(day.dmy), mdy: at(day.mdy), hasTime: true, offset: clock.offset }
}

/** The same time a day later. */
export const dayAfter = ({ dmy, mdy, ...moment }: Moment): Moment => ({
  ...moment,
  dmy: dmy && later(dmy),
  mdy: mdy && later(mdy),
})

const later = (local: string) => `${addDays(local.slice(0, 10), 1)}${local.slice(10)}`

type Part = string | undefined

function moment([year, month, day]: readonly Part[], time: Part): Moment | undefined {
  const clock = time === undefined || time === '' ? undefined : readClock(time)
  if (time && !clock) return undefined
  const pad = (part: Part) => (part ?? '').padStart(2, '0')
  const local = `${year}-${pad(month)}-${pad(day)}T${clock?.time ?? '12:00:00'}`
  if (!isReal(local)) return undefined
  return { dmy: local, mdy: local, hasTime: clock !== undefined, offset: clock?.offset ?? null }
}

function readClock(text: string): { time: string; offset: string | null } | undefined {
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

/** Days before are no log of an app's but a slip. */
const FIRST_YEAR = 1950

function isReal(local: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T/.test(local) || Number(local.slice(0, 4)) < FIRST_YEAR) return false
  const time = new Date(`${local}Z`)
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(local)
}
