import type * as Bcrypt from 'bcrypt'
import { describe, expect, it, vi } from 'vitest'

import type { AppError } from '../errors.ts'
import { checkPassword, hashPassword, isOutdated } from './passwords.ts'

/** Rounds of bcrypt's key schedule since the start: 2^cost per hash or comparison. */
const spent = vi.hoisted(() => ({ rounds: 0 }))

vi.mock('bcrypt', async (original) => {
  const real = await original<typeof Bcrypt>()
  return {
    ...real,
    hash: (data: string, cost: number) => {
      spent.rounds += 2 ** cost
      return real.hash(data, cost)
    },
    compare: (data: string, hashed: string) => {
      spent.rounds += 2 ** real.getRounds(hashed)
      return real.compare(data, hashed)
    },
  }
})

/** Counts the rounds of `work`, after decoys have been created and cached. */
async function roundsOf(work: () => Promise<unknown>): Promise<number> {
  await work()
  const before = spent.rounds
  await work()
  return spent.rounds - before
}

const settings = {
  passwordPepper: 'a pepper for tests',
  passwordPepperId: 'p1',
  oldPasswordPeppers: {},
  passwordCost: 4,
}

const long = 'x'.repeat(80)

describe('a password', () => {
  it.each(['Correct-horse-7-battery', long, 'Größe-über-ÄÖÜ-9', '💪'.repeat(32)])(
    'matches its hash: %s',
    async (password) => {
      const stored = await hashPassword(settings, password)

      expect(await checkPassword(settings, password, stored)).toBe(true)
      expect(stored).not.toContain(password)
    },
  )

  it.each([
    ['another password', 'another password'],
    ['a password that differs only after 72 bytes', `${'x'.repeat(79)}y`],
    ['a longer password', `${long}x`],
    ['its start', 'x'.repeat(72)],
    ['an empty password', ''],
  ])('does not match %s', async (_, other) => {
    const stored = await hashPassword(settings, long)

    expect(await checkPassword(settings, other, stored)).toBe(false)
  })

  it('matches in every Unicode form of its accents', async () => {
    const stored = await hashPassword(settings, 'Caf\u00e9-12345-X')

    expect(await checkPassword(settings, 'Cafe\u0301-12345-X', stored)).toBe(true)
  })

  it('is hashed differently each time', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => hashPassword(settings, long)))

    expect(one).not.toBe(other)
  })

  it('cannot be checked without the pepper it was hashed with', async () => {
    const stored = await hashPassword(settings, long)
    const other = { ...settings, passwordPepper: 'another pepper' }

    expect(await checkPassword(other, long, stored)).toBe(false)
  })

  it('never matches without an account', async () => {
    expect(await checkPassword(settings, long, undefined)).toBe(false)
    expect(await checkPassword(settings, '', undefined)).toBe(false)
  })
})

describe('a replaced pepper', () => {
  const rotated = {
    ...settings,
    passwordPepper: 'the next pepper',
    passwordPepperId: 'p2',
    oldPasswordPeppers: { p1: settings.passwordPepper },
  }

  it('keeps older hashes valid', async () => {
    const [before, after] = [await hashPassword(settings, long), await hashPassword(rotated, long)]

    expect([before.slice(0, 3), after.slice(0, 3)]).toEqual(['p1:', 'p2:'])
    expect(await checkPassword(rotated, long, before)).toBe(true)
    expect(await checkPassword(rotated, long, after)).toBe(true)
    expect(await checkPassword(rotated, 'another password', before)).toBe(false)
  })

  it('invalidates its hashes once it is removed', async () => {
    const stored = await hashPassword(settings, long)

    const removed = { ...rotated, oldPasswordPeppers: {} }

    expect(await checkPassword(removed, long, stored)).toBe(false)
  })

  it.each([
    ['nothing', settings, false],
    ['the pepper', rotated, true],
    ['the cost', { ...settings, passwordCost: 5 }, true],
  ])('makes a hash outdated: %s has changed', async (_, today, outdated) => {
    expect(isOutdated(today, await hashPassword(settings, long))).toBe(outdated)
  })
})

describe('a mismatch', () => {
  it.each([4, 5, 7, 9, 10])(
    'takes as much work with a hash of cost %i as without an account',
    async (cost) => {
      const today = { ...settings, passwordCost: 10 }
      const stored = await hashPassword({ ...settings, passwordCost: cost }, long)

      const [earlier, none] = [
        await roundsOf(() => checkPassword(today, 'another password', stored)),
        await roundsOf(() => checkPassword(today, 'another password', undefined)),
      ]

      expect([earlier, none]).toEqual([2 ** 10, 2 ** 10])
    },
  )
})

describe('too many passwords at once', () => {
  it('are refused as unavailable; those already queued are not', async () => {
    const hashes = Array.from({ length: 60 }, () => hashPassword(settings, long))

    const outcomes = await Promise.allSettled(hashes)
    const refusals = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as AppError] : [],
    )

    expect(refusals).toHaveLength(60 - 2 - 50)
    expect(refusals[0]).toMatchObject({ code: 'UNAVAILABLE', options: { retryAfterSeconds: 5 } })
  })

  it('do not block later ones', async () => {
    await expect(hashPassword(settings, long)).resolves.toMatch(/^p1:\$2b\$04\$/)
  })
})
