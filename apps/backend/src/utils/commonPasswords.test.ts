import { describe, expect, it } from 'vitest'

import { isCommonPassword } from './commonPasswords.ts'

describe('a common password', () => {
  it.each([
    ['as it is listed', 'sonyericsson'],
    ['in another case', 'SonyEricsson'],
    ['with digits and a symbol after it', 'Password2026!'],
    ['with digits and symbols around it', '12!Dragon-2026'],
    ['with look-alikes for letters', 'P@55w0rd-2026'],
    ['with a look-alike in front', '$unshine-2026!'],
    ['with either letter a look-alike may stand for', 'We1come-2026!!'],
    ['with symbols between', 'Qwerty-123456!'],
    ['keys in their order', '1qaz-2Wsx-3edc'],
    ['as short as it is, behind a year', 'Love-20262027'],
  ])('is seen through %s', (_, password) => {
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
  ])('is not any password with a common word in it: %s', (password) => {
    expect(isCommonPassword(password)).toBe(false)
  })
})
