import { tokensOf, type Range, type Token } from './flatText.rules.ts'

/*
 * Finds mail addresses, phone numbers, IBANs, links, IP addresses, coordinates and handles in flat texts.
 * Finds too much rather than too little: what is found comes back after the translation as it was.
 */

/** Returns the ranges of personal data other than names and street addresses. */
export function personalDataIn(flat: string): Range[] {
  return [
    ...tokensOf(flat, /\S+/gu).filter(({ text }) => isTelling(text)),
    ...tokensOf(flat, NUMBERS).flatMap((run) => numbersIn(flat, run)),
    ...startsOfWords(flat).flatMap((at) => [
      ...matchAt(flat, at, SPELLED_MAIL),
      ...matchAt(flat, at, ACCOUNT),
      ...ibanAt(flat, at),
    ]),
  ]
}

const HOST = /^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,24}(?!\p{L})/u
const MIN_SECRET = 16

/** Returns whether a word is an address, a link, a handle or a secret. */
function isTelling(word: string): boolean {
  if (word.includes('@') ? word.length > 1 : /:\/\/|^www\.|[⟦⟧]/i.test(word)) return true
  if (HOST.test(word.replace(/^[^\p{L}\p{N}]+/u, '')) || /[\p{L}\p{N}]_+[\p{L}\p{N}]/u.test(word))
    return true
  // An IPv6 address or a hardware address.
  const bare = word.replaceAll(/[^\p{L}\p{N}:.]/gu, '')
  if (bare.split(':').length > 2 && /^[\da-f:.]+$/i.test(bare)) return true
  return (
    /#\d{4}$/.test(word) || (word.length >= MIN_SECRET && /\d/.test(word) && /\p{L}/u.test(word))
  )
}

/** Groups of digits, with what people write between those of a number. */
const NUMBERS = /\d+(?:[ ().,/:°'"′″–-]{1,4}\d+)*/g
const DATE = /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/
const IP = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/
const BEFORE_NUMBER =
  /(?:tel|telefon|phone|mobile?|handy|fax|call|cell|ruf|nummer|number|nr|no|box|postfach|lat|lon|lng|geo|gps)[.:]{0,2} ?\(?$/i
const MIN_DIGITS = 6

function numbersIn(flat: string, run: Token): Range[] {
  const { text, start, end } = run
  const digits = text.replaceAll(/\D/g, '').length
  const before = flat.slice(Math.max(0, start - 16), start)
  const isInternational = /\+\(?$/.test(before) && digits >= 4
  const isTelling =
    digits >= MIN_DIGITS ||
    isInternational ||
    text.includes('°') ||
    flat[end] === '°' ||
    DATE.test(text) ||
    IP.test(text) ||
    (digits >= 3 && BEFORE_NUMBER.test(before))
  return isTelling ? [{ start: before.endsWith('+') ? start - 1 : start, end }] : []
}

const startsOfWords = (flat: string): number[] =>
  tokensOf(flat, /[\p{L}\p{N}]+/gu).map(({ start }) => start)

/** An address with spaces, or with words for its signs: "ada (at) example dot org". */
const SPELLED_MAIL =
  /[\w.+-]{1,64} ?(?:[([{<] ?(?:at|ät|a|@) ?[)\]}>]| at |@) ?[\p{L}\p{N}-]{1,63}(?: ?(?:[([{<] ?(?:dot|punkt|\.) ?[)\]}>]| dot | punkt |\.) ?[\p{L}\p{N}-]{1,63}){1,4}/iuy
const ACCOUNT =
  /(?:insta|instagram|ig|tiktok|telegram|whatsapp|snap|snapchat|discord|twitter|threads|signal|strava|facebook|fb|youtube|skype) ?[:=>-]{1,2} ?\S{2,64}/iuy

function matchAt(flat: string, at: number, pattern: RegExp): Range[] {
  pattern.lastIndex = at
  const found = pattern.exec(flat)
  return found ? [{ start: at, end: at + found[0].length }] : []
}

const IBAN = /[a-z]{2}\d{2}(?:[ -]?[a-z\d]){11,30}/iy
const CAPITALS = /[A-Z]{2}\d{2}(?:[ -]?[A-Z\d]){11,30}/y
const MIN_IBAN = 15

/** Finds an IBAN by its check digits, or by its capitals if these are wrong. */
function ibanAt(flat: string, at: number): Range[] {
  const [range] = matchAt(flat, at, IBAN)
  if (!range) return []
  for (let { end } = range; end - at >= MIN_IBAN; end -= 1)
    if (isIban(flat.slice(at, end))) return [{ start: at, end }]
  return matchAt(flat, at, CAPITALS)
}

/** ISO 7064, MOD 97-10. */
function isIban(text: string): boolean {
  const code = text.replaceAll(/[ -]/g, '').toUpperCase()
  if (code.length < MIN_IBAN) return false
  let rest = 0
  for (const character of code.slice(4) + code.slice(0, 4))
    for (const digit of String(Number.parseInt(character, 36)))
      rest = (rest * 10 + Number(digit)) % 97
  return rest === 1
}
