/*
 * Texts with personal data that are made from a seed, as people write below a workout in German and English.
 */

export interface PersonalText {
  readonly text: string
  /** Parts that must not leave the server. */
  readonly secrets: readonly string[]
}

/** The names of the author, of an athlete that the author follows and of an athlete the session credits. */
export const NAMES = [
  'marta.lifts92',
  'Marta Lindqvist',
  'jonas_k',
  'Jonas Öztürk',
  'Ramírez',
  'ironwilli',
]

/** Mulberry32. */
function randomFrom(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function personalTexts(count: number, seed = 1): PersonalText[] {
  const random = randomFrom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const digits = (length: number) =>
    Array.from({ length }, () => Math.floor(random() * 10)).join('')
  const digit = () => String(1 + Math.floor(random() * 9))
  const firstName = () =>
    pick(['anna', 'tobias', 'mehmet', 'chloe', 'oskar', 'lena', 'priya', 'dave'])
  const lastName = () => pick(['schmidt', 'brown', 'yilmaz', 'weber', 'okafor', 'taylor', 'krause'])
  const domain = () =>
    `${pick(['gmx', 'web', 'mail', 'proton', 'my-gym', 'post.uni-koeln'])}.${pick(['de', 'com', 'org', 'co.uk', 'fitness'])}`

  const kinds: Readonly<Record<string, () => string | readonly string[]>> = {
    mail: () =>
      `${firstName()}${pick(['.', '_', '', '-'])}${lastName()}${pick(['', '+gym', digits(2)])}@${domain()}`,
    spelledMail: () =>
      `${firstName()}.${lastName()}${pick([' (at) ', '[at]', ' @ '])}${pick(['gmx', 'web'])}${pick([' (dot) ', '.'])}de`,
    international: () =>
      `+${pick(['49', '44', '1', '43'])}${pick([' ', '', '-'])}${digit()}${digits(2)}${pick([' ', '', '/'])}${digits(7)}`,
    din: () =>
      `0${digit()}${digits(2)}${pick([' ', '/', ' / ', '-'])}${digits(4)}${pick(['', ' ', '-'])}${digits(3)}`,
    american: () => `(${digit()}${digits(2)}) ${digit()}${digits(2)}-${digits(4)}`,
    iban: () => ibanOf(pick(['DE', 'AT', 'GB', 'CH']), digits, pick([' ', ''])),
    link: () =>
      `${pick(['https://', 'http://', 'www.', ''])}${pick(['strava', 'example', 'my-club'])}.${pick(['com', 'de', 'app'])}/${firstName()}/${digits(4)}`,
    ip: () => `192.168.${1 + Number(digits(2))}.${1 + Number(digits(2))}`,
    ipv6: () => `2001:db8:${digits(3)}::${digits(2)}af`,
    place: () => `52.${digits(4)}, 13.${digits(4)}`,
    degrees: () => `52°${digits(2)}'${digits(2)}"N 13°${digits(2)}'${digits(2)}"E`,
    handle: () => `@${firstName()}_${lastName()}${digits(2)}`,
    account: () => `Instagram: ${firstName()}${lastName()}${digits(2)}`,
    germanStreet: () => {
      const street = pick([
        'Lindenstraße',
        'Goethestr.',
        'Am Alten Markt',
        'Karl-Marx-Allee',
        'Mühlweg',
      ])
      const house = `${digit()}${pick(['', digits(1)])}${pick(['', 'a'])}`
      const city = pick(['Berlin', 'Köln', 'München'])
      return pick([true, false])
        ? [`${street} ${house}`, `1${digits(4)} ${city}`]
        : [`${street} ${house}`]
    },
    namelessStreet: () => [`Unter den Linden ${digit()}`, `1${digits(3)}7 Berlin`],
    englishStreet: () => {
      const street = pick(['Baker Street', 'Elm Road', 'Fifth Avenue', 'Rose Ln', 'Station Rd.'])
      const house = `${digit()}${digits(1)}${pick(['', 'B'])}`
      return pick([true, false])
        ? [`${house} ${street}`, `London NW${digit()} ${digit()}XE`]
        : [`${house} ${street}`]
    },
    name: () =>
      pick([
        'Marta',
        'MARTA LINDQVIST',
        'Marta Lindqvist',
        'marta.lifts92',
        'Martas',
        "Jonas'",
        'jonas_k',
        'Jonas Ozturk',
        'Jonas O\u0308ztürk',
        'Ramirez',
        'ironwilli',
        'TeamMartaLindqvist',
        'Mar\u00ADta',
        'J\u200Bonas',
      ]),
  }
  const names = Object.keys(kinds)
  return Array.from({ length: count }, (_, index) => {
    const kind = names[index % names.length] ?? ''
    const secrets = [kinds[kind]?.() ?? ''].flat()
    const frame = pick(/[sS]treet$/.test(kind) ? PLACES : FRAMES)
    return { text: frame.replace('…', () => secrets.join(', ')), secrets }
  })
}

function ibanOf(country: string, digits: (length: number) => string, space: string): string {
  const account = country === 'GB' ? `NWBK${digits(14)}` : digits(country === 'AT' ? 16 : 18)
  const value = Array.from(`${account}${country}00`)
    .map((each) => String(Number.parseInt(each, 36)))
    .join('')
  const check = 98n - (BigInt(value) % 97n)
  const iban = `${country}${String(check).padStart(2, '0')}${account}`
  return iban.replace(/(.{4})(?!$)/g, `$1${space}`)
}

const FRAMES = [
  'Heute Brust mit 3x10 Bankdrücken, Fragen an … gern jederzeit',
  'War stark heute! … hat mich gesichert.\nNächste Woche mehr Gewicht',
  'Neuer Plan: erst aufwärmen, dann schwer (… weiß Bescheid)',
  'Leg day done, thanks to … for spotting me',
  'New PR on the squat. Write to … if you want the plan',
  'Notes: felt heavy – …; sleep was bad',
  '…',
  '„…“ steht auf meinem Trainingsplan',
  'Training mit Pausen. Danach …, danach Dehnen',
]

const PLACES = [
  'Studio: …, offen bis zehn',
  'Wir treffen uns in der Pause. Adresse: …',
  'New gym at …, great racks',
  '…',
  'Ich wohne … und laufe zum Training',
]
