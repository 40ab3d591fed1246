import { describe, expect, it } from 'vitest'

import { isCommonPassword } from './commonPasswords.ts'

describe('a common password', () => {
  it.each([
    ['as listed', 'sonyericsson'],
    ['in another case', 'SonyEricsson'],
    ['with digits and a symbol at the end', 'Password2026!'],
    ['with digits and symbols around it', '12!Dragon-2026'],
    ['with look-alikes for letters', 'P@55w0rd-2026'],
    ['with a look-alike at the start', '$unshine-2026!'],
    ['with a look-alike of two letters', 'We1come-2026!!'],
    ['with symbols between', 'Qwerty-123456!'],
    ['as a keyboard row', '1qaz-2Wsx-3edc'],
    ['although short, with a year', 'Love-20262027'],
  ])('is found %s', (_, password) => {
    expect(isCommonPassword(password)).toBe(true)
  })

  it.each([
    'Correct-horse-7-battery',
    'Another-horse-8-battery',
    'Deadlift-220-kg!',
    'Train-with-me-2026',
    'My-Dragon-is-42-green',
    'Größe-über-ÄÖÜ-9',
    '7!xK#p2QmZ$w9',
    '💪💪💪💪Aa1💪💪💪',
  ])('does not include longer passwords with a common word: %s', (password) => {
    expect(isCommonPassword(password)).toBe(false)
  })
})
