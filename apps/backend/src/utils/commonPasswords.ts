import { readFileSync } from 'node:fs'

/** Maps look-alikes to one letter, both in the list and in the password. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  l: 'i',
  '|': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
}

/** The 10,000 most common passwords, from @zxcvbn-ts/language-common 4.1.3 (MIT). */
const common = new Set(
  readFileSync(new URL('commonPasswords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map(unmask),
)

/**
 * Returns whether a password is a disguised common one. Compares the whole password, and the password
 * without digits and symbols at its end or at both ends; each in lower case, once with letters and
 * digits only, and with look-alikes (`p@55w0rd`) replaced by letters.
 */
export function isCommonPassword(password: string): boolean {
  const whole = password.normalize('NFC').toLowerCase()
  const withoutEnd = /^.*\p{L}/su.exec(whole)?.[0] ?? ''
  const withoutEnds = withoutEnd.replace(/^\P{L}+/u, '')
  return [whole, withoutEnd, withoutEnds].some(
    (core) => common.has(unmask(lettersAndDigits(core))) || common.has(unmask(core)),
  )
}

function lettersAndDigits(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}

function unmask(text: string): string {
  return lettersAndDigits(text.replace(/[^]/g, (letter) => LOOK_ALIKES[letter] ?? letter))
}
