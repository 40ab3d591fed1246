import { describe, expect, it } from 'vitest'

import { useTestApp } from '../testApp.ts'
import { measureEnumeration, type Enumeration } from './measureEnumeration.ts'

const app = useTestApp({ trustedProxies: 1 })

const say = ({ probe, knownMs, unknownMs, difference }: Enumeration, what: string) =>
  process.stdout.write(
    `enumeration, ${what}: ${probe} ${knownMs.toFixed(1)} ms known, ${unknownMs.toFixed(1)} ms ` +
      `unknown, ${(difference * 100).toFixed(1)} % apart\n`,
  )

describe('login, register, forgot and resend', () => {
  it('answer the same, after the same statements, whether there is an account or not', async () => {
    const found = await measureEnumeration(app.ctx(), 60)

    for (const one of found) say(one, '60 pairs')
    expect(found.map(({ probe, answers, statements }) => [probe, answers, statements])).toEqual([
      ['login', 1, 1],
      ['register', 1, 1],
      ['forgotPassword', 1, 1],
      ['resendVerification', 1, 1],
    ])
  }, 120_000)
})

describe('the measurement', () => {
  it('sees it when an account that does not exist costs no hash', async () => {
    const costly = { ...app.ctx(), config: { ...app.ctx().config, passwordCost: 10 } }

    // What stands in for a missing hash has the server's cost, far below that of the accounts.
    const [login] = await measureEnumeration(app.ctx(), 5, costly)

    if (login) say(login, 'without the dummy hash')
    expect(login?.difference).toBeGreaterThan(0.5)
  }, 60_000)
})
