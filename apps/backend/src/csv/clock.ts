import { halfNamed, isFiller } from './dateWords.ts'
import { foldWords, tokensOf } from './words.ts'

/** A time of day, `HH:MM:SS`, and its zone if it has one: `Z` or `+02:00`. */
export interface Clock {
  readonly time: string
  readonly offset: string | null
}

const MAX_LENGTH = 64
/** A zone is at most 14 hours from UTC. */
const OFFSET = /(?:z|[+-](?:0\d|1[0-4]):?[0-5]\d)$/i
const CLOCK =
  /^(\D*)(\d{1,2})\s?[:.h시時点點]\s?(\d{2})(?:\s?[:.분分]\s?(\d{2})(?:[.,]\d{1,9})?)?(\D*)$/u

/**
 * Parses a time of day: `18:00`, `6:00 PM`, `18.00 Uhr`, `4:54 h`, `18:00:10+02:00`. Words have to
 * belong to a date, in any language.
 */
export function parseClock(text: string): Clock | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const folded = foldWords(text).trim()
  const zone = OFFSET.exec(folded)
  const isZone = zone !== null && /[\d\s]$/.test(folded.slice(0, zone.index))
  const local = isZone ? folded.slice(0, zone.index).trimEnd() : folded
  const [, before = '', hour, minute, second = '00', after = ''] = CLOCK.exec(local) ?? []
  if (hour === undefined || Number(minute) > 59 || Number(second) > 59) return undefined
  const half = halfOf(tokensOf(`${before} ${after}`))
  if (half === undefined) return undefined
  // Some apps write the half of the day behind 24 hours, and `am` is a preposition in Welsh.
  const isHalf = half !== null && Number(hour) <= 12
  const hours = isHalf ? (Number(hour) % 12) + (half === 'pm' ? 12 : 0) : Number(hour)
  if (hours > 23 || (half !== null && Number(hour) === 0)) return undefined
  const offset = isZone ? zone[0].toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2') : null
  return { time: `${String(hours).padStart(2, '0')}:${minute}:${second}`, offset }
}

/** Returns the half of the day that words name, null for none, undefined for an unknown word. */
function halfOf(words: readonly string[]): 'am' | 'pm' | null | undefined {
  for (let length = words.length; length > 0; length -= 1)
    for (let from = 0; from + length <= words.length; from += 1) {
      const half = halfNamed(words.slice(from, from + length).join(''))
      const others = [...words.slice(0, from), ...words.slice(from + length)]
      if (half && others.every(isFiller)) return half
    }
  return words.every(isFiller) ? null : undefined
}
