/** `decimal` if the file uses another delimiter than the comma: a comma then marks decimals. */
export type DecimalComma = 'decimal' | 'unclear'

/** A longer cell is neither a number nor a duration. Bounds the work for a hostile cell. */
const MAX_LENGTH = 64

/**
 * Parses a number as people and apps write it: `1234.5`, `80,0`, `1.234,5`, `1 234,5`, `+35`. Returns
 * undefined for anything else, such as NaN and infinity, and for `1,234` if the comma may separate
 * thousands.
 */
export function parseNumber(text: string, comma: DecimalComma): number | undefined {
  if (text.length > MAX_LENGTH) return undefined
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

/** Words of the apps' languages for hours, minutes and seconds. */
const UNITS: ReadonlyMap<string, number> = new Map(
  (
    [
      [
        3_600,
        'h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur u ч час часа часов год godz sa saat t tim timme timmar time timer tuntia hod óra ó ώρες 時間 시간 小时 小時',
      ],
      [
        60,
        'm min mins minute minutes minuten minuto minutos minuti minuut минут мин хв dk dakika minuter minutter minuuttia perc p λεπτά 分 분 分钟 分鐘',
      ],
      [
        1,
        's sec secs second seconds sek sekunde sekunden seconde secondes seg segundo segundos secondo secondi с сек sn saniye sekunder sekuntia mp 秒 초',
      ],
    ] as const
  ).flatMap(([seconds, words]) => words.split(' ').map((word) => [word, seconds] as const)),
)

const CLOCK = /^(\d{1,6}):(\d{1,2})(?::(\d{1,2}(?:\.\d{1,9})?))?(?:\s?(?:h|hr|std)\.?)?$/
const PART = /(\d{1,9}(?:[.,]\d{1,9})?)\s?(\p{L}+)\.?\s*/uy

/**
 * Parses a duration into seconds: `2h 18m`, `38min`, `1 Std. 5 Min.`, `0:05:00`, `90`. `pair` decides
 * what `1:04` means. Returns undefined for anything else.
 */
export function parseSeconds(text: string, pair: 'h:m' | 'm:s' = 'm:s'): number | undefined {
  if (text.length > MAX_LENGTH) return undefined
  if (/^\d+$/.test(text)) return Number(text)
  const bare = text.trim().toLowerCase().normalize('NFC')
  const [, first, second, third] = CLOCK.exec(bare) ?? []
  if (first !== undefined) {
    const [large, small] = [Number(first), Number(second)]
    if (third !== undefined) return Math.round(large * 3_600 + small * 60 + Number(third))
    return pair === 'h:m' || /[a-z]/.test(bare) ? large * 3_600 + small * 60 : large * 60 + small
  }
  if (/^\d+(?:[.,]\d+)?$/.test(bare)) return Math.round(Number(bare.replace(',', '.')))
  return sumOfParts(bare)
}

function sumOfParts(text: string): number | undefined {
  let seconds = 0
  PART.lastIndex = 0
  for (let at = 0; at < text.length; at = PART.lastIndex) {
    const [, amount = '', unit = ''] = PART.exec(text) ?? []
    const factor = UNITS.get(unit)
    if (factor === undefined) return undefined
    seconds += Number(amount.replace(',', '.')) * factor
  }
  return text === '' ? undefined : Math.round(seconds)
}
