import { randomUUID } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import { hashRecoveryCode, newRecoveryCode, stepOf, totpUri } from './totp.ts'

/** The secret of RFC 6238 appendix B, "12345678901234567890", in base32. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const at = (seconds: number) => new Date(seconds * 1_000)

describe('a code', () => {
  // RFC 6238 appendix B, SHA-1, the last six of the eight digits.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %i s matches the standard: %s', (seconds, code) => {
    expect(stepOf(SECRET, code, at(seconds))).toBe(Math.floor(seconds / 30))
  })

  it('is valid in its own time step and the two beside it', () => {
    const code = '081804'
    const step = Math.floor(1_111_111_109 / 30)
    const start = step * 30

    const steps = [-31, -30, 0, 29, 59, 60].map((offset) =>
      stepOf(SECRET, code, at(start + offset)),
    )

    expect(steps).toEqual([undefined, step, step, step, step, undefined])
  })

  it.each(['081 804', '081-804', ' 081804 '])('may be typed as "%s"', (code) => {
    expect(stepOf(SECRET, code, at(1_111_111_109))).toBe(Math.floor(1_111_111_109 / 30))
  })

  it.each(['', '08180', '0818044', 'abcdef', '08180４', '-81804', ' 81804'])(
    'that is "%s" is invalid',
    (code) => {
      expect(stepOf(SECRET, code, at(1_111_111_109))).toBeUndefined()
    },
  )
})

describe('a recovery code', () => {
  it('is legible, long and random', () => {
    const codes = Array.from({ length: 500 }, newRecoveryCode)

    expect(codes.every((code) => /^[2-7ACDEFGHJKMNPQRSTUVWXYZ]{5}-[\w]{5}$/.test(code))).toBe(true)
    expect(new Set(codes).size).toBe(500)
  })

  it('matches in any spelling, for its owner only', () => {
    const [owner, other] = [randomUUID(), randomUUID()]
    const hash = hashRecoveryCode('key', owner, 'ACDEF-GHJKM')

    expect(hashRecoveryCode('key', owner, 'acdef ghjkm')).toEqual(hash)
    expect(hashRecoveryCode('key', other, 'ACDEF-GHJKM')).not.toEqual(hash)
    expect(hashRecoveryCode('other', owner, 'ACDEF-GHJKM')).not.toEqual(hash)
  })
})

describe('the link for the app', () => {
  it('names us and the user', () => {
    expect(totpUri('ada', SECRET)).toBe(
      `otpauth://totp/FitVibe:ada?secret=${SECRET}&issuer=FitVibe`,
    )
  })
})
