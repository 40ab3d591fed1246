import { readFileSync } from 'node:fs'

/** Look-alikes of a letter, one for all of them, in the list and in what it is compared with. */
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

/** The 10,000 most common, from @zxcvbn-ts/language-common 4.1.3 (MIT), the commonest first. */
const common = new Set(
  readFileSync(new URL('commonPasswords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map(unmask),
)

/**
 * Whether a password is one of the most common in disguise. Compared are all of it and what is left
 * without the digits and symbols after it, or around it; each in lower case, as letters and digits
 * alone, and with look-alikes (`p@55w0rd`) taken for the letters they stand for.
 */
export function isCommonPassword(password: string): boolean {
  const whole = password.normalize('NFC').toLowerCase()
  const withoutEnd = whole.replace(/\P{L}+$/u, '')
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
