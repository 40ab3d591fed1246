/** `decimal` if the file uses another delimiter than the comma: a comma then marks decimals. */
export type DecimalComma = 'decimal' | 'unclear'

/** The longest number or duration that is parsed. */
const MAX_CHARACTERS = 60

/**
 * Parses a number as people and apps write it: `1234.5`, `80,0`, `1.234,5`, `1 234,5`, `+35`. Returns
 * undefined for anything else, such as NaN and infinity, and for `1,234` if the comma may separate
 * thousands.
 */
export function parseNumber(text: string, comma: DecimalComma): number | undefined {
  if (text.length > MAX_CHARACTERS) return undefined
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text)
  const bare = text.replace(/[\s\u00A0\u202F']/g, '').replace('\u2212', '-')
  if (!/^[+-]?\d+(?:[.,]\d+)*$/.test(bare)) return undefined
  const marks = bare.match(/[.,]/g) ?? []
  if (marks.length === 0) return Number(bare)
  const last = marks.at(-1) as string
  const at = bare.lastIndexOf(last)
  if (marks.length > 1) return grouped(bare, last, at)
  if (last === ',' && comma === 'unclear' && /^[+-]?[1-9]\d{0,2},\d{3}$/.test(bare))
    return undefined
  return Number(`${bare.slice(0, at)}.${bare.slice(at + 1)}`)
}

/** Parses a number with several marks: one groups thousands, another may mark the decimals. */
function grouped(bare: string, last: string, at: number): number | undefined {
  const other = last === '.' ? ',' : '.'
  const whole = bare.slice(0, at)
  if (!whole.includes(last) && groups(other).test(whole))
    return Number(`${whole.replaceAll(other, '')}.${bare.slice(at + 1)}`)
  return groups(last).test(bare) ? Number(bare.replaceAll(last, '')) : undefined
}

const groups = (mark: string) =>
  mark === '.' ? /^[+-]?\d{1,3}(?:\.\d{3})+$/ : /^[+-]?\d{1,3}(?:,\d{3})+$/

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:h|hr|hrs|hours?|std|stunden?)$/, 3_600],
  [/^(?:m|min|mins|minutes?|minuten?)$/, 60],
  [/^(?:s|sec|secs|seconds?|sek|sekunden?)$/, 1],
]

/**
 * Parses a duration into seconds: `2h 18m`, `38min`, `1 Std. 5 Min.`, `0:05:00`, `90`. `pair` decides
 * what `1:04` means. Returns undefined for anything else.
 */
export function parseSeconds(text: string, pair: 'h:m' | 'm:s' = 'm:s'): number | undefined {
  if (text.length > MAX_CHARACTERS) return undefined
  if (/^\d+$/.test(text)) return Number(text)
  const bare = text.trim().toLowerCase()
  const clock = /^(\d+):(\d{1,2})(?::(\d{1,2}(?:\.\d+)?))?(?:\s*(?:h|hr|std)\.?)?$/.exec(bare)
  if (clock) {
    const [first = 0, second = 0, third] = clock
      .slice(1)
      .map((part) => part && Number(part)) as number[]
    if (third !== undefined) return Math.round(first * 3_600 + second * 60 + third)
    return pair === 'h:m' || /[a-z]/.test(bare) ? first * 3_600 + second * 60 : first * 60 + second
  }
  if (/^\d+(?:[.,]\d+)?$/.test(bare)) return Math.round(Number(bare.replace(',', '.')))
  const parts = [...bare.matchAll(/(\d+(?:[.,]\d+)?)\s*([a-z]+)\.?\s*/gy)]
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== bare) return undefined
  let seconds = 0
  for (const [, amount = '', unit = ''] of parts) {
    const factor = UNITS.find(([names]) => names.test(unit))?.[1]
    if (factor === undefined) return undefined
    seconds += Number(amount.replace(',', '.')) * factor
  }
  return Math.round(seconds)
}
