import { fold, tokensOf, type Range, type Token } from './flatText.rules.ts'

/*
 * Finds street addresses in flat texts, as people write them in German ("Am Alten Markt 3a, 10115 Berlin") and
 * English ("221B Baker Street, London NW1 6XE"), with the place after them.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Endings that streets alone have, and those that need a house number. */
const SURE_ENDINGS = 'straße strasse str allee gasse chaussee promenade'.split(' ')
const ENDINGS = [
  ...SURE_ENDINGS,
  ...(
    'weg platz damm ufer ring markt steig stieg pfad hof berg tor brucke graben kamp wall winkel feld ' +
    'garten park leite zeile twiete stiege insel hafen'
  ).split(' '),
]
/** English kinds of streets in any case, and those that are common words. */
const SURE_KINDS = words(
  'street road avenue lane boulevard blvd terrace crescent mews parkway highway',
)
const KINDS = words(
  'street st road rd avenue ave av lane ln drive dr boulevard blvd terrace ter square sq court ct ' +
    'crescent cres gardens gdns grove mews parkway pkwy highway hwy alley circle cir wharf place pl ' +
    'close way row walk hill park quay green rise view yard broadway',
)
const CONNECTING = words('der den dem des die am an im in auf zum zur unter vom von bei beim')
const NO_NAME = words(
  'the a my our his her on in of at to for and und im am der die das sets reps x',
)

const NO_PLACE = words(
  'montag dienstag mittwoch donnerstag freitag samstag sonntag ende anfang tag woche satz set block phase zone ' +
    'runde training plan schnitt monat minute level stufe platz',
)

const HOUSE = /^\d{1,4}[a-z]?(?:[-/+]\d{1,4}[a-z]?|[-/][a-z])?$/i
const POSTAL_CODE =
  /^(?:(?:d-?)?\d{4,5}(?:-\d{4})?|[nsew]{1,2}|[a-z]{1,2}-\d{4,5}|[a-z]{1,2}\d[a-z\d]?|\d[a-z]{2}|[a-z]{1,2}\d[a-z\d]?\d[a-z]{2})$/i
const ORDINAL = /^\d{1,3}(?:st|nd|rd|th)$/i
const OUTWARD = /^[A-Z]{1,2}\d[A-Z\d]?$/
const INWARD = /^\d[A-Z]{2}$/
const ZIP = /^\d{5}(?:-\d{4})?$/
const GERMAN_CODE = /^(?:D-)?\d{5}$/
const MAX_BACK = 4
const MAX_AHEAD = 6

/** A word of the text without its punctuation. */
interface Word extends Token {
  readonly folded: string
  readonly isCapitalized: boolean
  /** Whether a comma or a line break separates it from the word before. */
  readonly isApart: boolean
}

/** Returns the ranges of addresses. The words of `taken` ranges are no kinds of streets. */
export function streetAddressesIn(flat: string, taken: readonly Range[]): Range[] {
  const all = wordsOf(flat)
  return all.flatMap((word, at) => {
    const isTaken = taken.some(({ start, end }) => start <= word.start && word.end <= end)
    const found =
      (isTaken ? undefined : (germanAt(all, at) ?? englishAt(all, at))) ??
      phraseAt(all, at) ??
      houseAndCodeAt(all, at) ??
      stateAt(all, at) ??
      codeAt(all, at)
    if (!found) return []
    const [first, last] = [all[found.from], all[lastOfPlace(all, found.to)]]
    return first && last ? [{ start: first.start, end: last.end }] : []
  })
}

function wordsOf(flat: string): Word[] {
  let end = 0
  return tokensOf(flat, /[\p{L}\p{N}][^\s,;()]*/gu).map((token) => {
    const text = token.text.replace(/[.:!?"'”“]$/, '')
    const gap = flat.slice(end, token.start)
    ;({ end } = token)
    return {
      ...token,
      text,
      folded: fold(text).replaceAll('ß', 'ss'),
      isCapitalized: /^\p{Lu}/u.test(text),
      isApart: /[,;\n\r]/.test(gap),
    }
  })
}

interface Found {
  readonly from: number
  readonly to: number
}

/** "Hauptstraße 5", "Am Alten Markt 3", "Straße des 17. Juni 135", or a street without a number. */
function germanAt(all: readonly Word[], at: number): Found | undefined {
  const word = all[at]
  const ending = ENDINGS.find((each) => word?.folded.endsWith(each.replace('ß', 'ss')))
  if (!word || !ending) return undefined
  const house = houseAfter(all, at)
  const isSure = SURE_ENDINGS.includes(ending) && word.folded.length > ending.length
  if (house === undefined && !isSure) return undefined
  return { from: firstOfName(all, at), to: house ?? at }
}

/** Finds the house number behind a street, or behind the rest of its name. */
function houseAfter(all: readonly Word[], at: number): number | undefined {
  const rest = CONNECTING.has(all[at + 1]?.folded ?? '') ? [5, 4, 3] : [1]
  return rest.map((step) => at + step).find((index) => isHouse(all, index))
}

const isHouse = (all: readonly Word[], at: number) =>
  HOUSE.test(all[at]?.text ?? '') && all[at]?.isApart === false

/** Goes back over capitalized words and over those that connect them. */
function firstOfName(all: readonly Word[], at: number): number {
  let from = at
  for (let index = at; index > 0 && at - index < MAX_BACK; index -= 1) {
    const before = all[index - 1]
    if (!before || all[index]?.isApart) break
    if (before.isCapitalized) from = index - 1
    else if (!CONNECTING.has(before.folded)) break
  }
  return from
}

/** "12 Baker Street", "12 baker street", or "Baker Street" without a number. */
function englishAt(all: readonly Word[], at: number): Found | undefined {
  const word = all[at]
  if (!word || word.isApart || !KINDS.has(word.folded)) return undefined
  const isSure = SURE_KINDS.has(word.folded)
  for (let from = at - 1; from >= 0 && at - from <= MAX_BACK; from -= 1) {
    const before = all[from]
    if (!before) break
    if (/^\d/.test(before.text) && !ORDINAL.test(before.text)) {
      if (HOUSE.test(before.text) && at - from > 1) return { from, to: at }
      break
    }
    if (NO_NAME.has(before.folded) || before.isApart) break
    if (!before.isCapitalized && !isSure && !ORDINAL.test(before.text)) break
  }
  const before = all[at - 1]
  const isName = before?.isCapitalized && !NO_NAME.has(before.folded) && word.isCapitalized
  return isSure && isName ? { from: at - 1, to: at } : undefined
}

/** A street of any name before a postal code: "Unter den Linden 77, 10117 Berlin". */
function houseAndCodeAt(all: readonly Word[], at: number): Found | undefined {
  if (!GERMAN_CODE.test(all[at]?.text ?? '') || !all[at]?.isApart) return undefined
  const house = at - 1
  return HOUSE.test(all[house]?.text ?? '') && !all[house]?.isApart
    ? { from: firstOfName(all, house), to: at }
    : undefined
}

/** A phrase with a house number at the end of a clause: "Am Bach 7", "In der Aue 5". */
function phraseAt(all: readonly Word[], at: number): Found | undefined {
  const [word, next] = [all[at], all[at + 2]]
  if (!word?.isCapitalized || !isHouse(all, at + 1) || NO_PLACE.has(word.folded)) return undefined
  const from = firstOfName(all, at)
  const isPhrase = from < at && CONNECTING.has(all[from]?.folded ?? '')
  return isPhrase && (!next || next.isApart) ? { from, to: at + 1 } : undefined
}

/** An American place, with the street of any name before it: "1 Infinite Loop, Cupertino, CA 95014". */
function stateAt(all: readonly Word[], at: number): Found | undefined {
  if (!/^[A-Z]{2}$/.test(all[at]?.text ?? '') || !ZIP.test(all[at + 1]?.text ?? ''))
    return undefined
  let from = at
  while (from > 0 && at - from < MAX_AHEAD && isNameOrHouse(all[from - 1])) from -= 1
  return { from, to: at + 1 }
}

const isNameOrHouse = (word: Word | undefined): boolean =>
  word !== undefined && (word.isCapitalized || HOUSE.test(word.text))

/** "10115 Berlin", but not "10000 Schritte"; "London NW1 6XE". */
function codeAt(all: readonly Word[], at: number): Found | undefined {
  const [word, next] = [all[at], all[at + 1]]
  if (!word || !next || next.isApart) return undefined
  if (OUTWARD.test(word.text) && INWARD.test(next.text))
    return { from: all[at - 1]?.isCapitalized ? at - 1 : at, to: at + 1 }
  const isRound = Number(word.text) % 500 === 0
  return GERMAN_CODE.test(word.text) && !isRound && next.isCapitalized
    ? { from: at, to: at + 1 }
    : undefined
}

/** Goes ahead over postal codes and capitalized names of places. */
function lastOfPlace(all: readonly Word[], at: number): number {
  let last = at
  let isPlace = GERMAN_CODE.test(all[at]?.text ?? '')
  for (const word of all.slice(at + 1, at + 1 + MAX_AHEAD)) {
    const isCode = POSTAL_CODE.test(word.text)
    if (!isCode && !(word.isCapitalized && (word.isApart || isPlace))) break
    isPlace = true
    last += 1
  }
  return last
}
