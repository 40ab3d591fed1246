import { randomBytes } from 'node:crypto'

import { authApi, totpApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { authenticator } from '../../../tests/authenticator.ts'
import { expectRefusal } from '../../../tests/refusal.ts'
import { PASSWORD, useTestApp, type Athlete } from '../../../tests/testApp.ts'
import type { Keys } from '../../utils/sealedBox.ts'

const app = useTestApp()
const { codeOf, enrol, confirm, disable, state, logIn, protectedAthlete } = authenticator(app)

const renew = (athlete: Athlete, code: string) =>
  athlete.call(totpApi.renewRecoveryCodes, { body: { password: PASSWORD, code } })

const eventsOf = async ({ id }: Athlete) =>
  app.ctx().db('audit_log').where({ owner: id }).orderBy('id').pluck('event')

const subjectsTo = async ({ email }: Athlete) =>
  (await app.mailsTo(email)).map(({ subject }) => subject)

/** A code that is wrong for an hour before and after now. */
const WRONG = 'WRONG-C0DES'

describe('guessed codes', () => {
  it('are blocked after ten, concurrent ones too; a right code is then blocked as well', async () => {
    const { ada, secret } = await protectedAthlete()

    const answers = await Promise.all(Array.from({ length: 40 }, () => logIn(ada, WRONG)))

    const tried = answers.filter(({ body }) => body.error.code === 'TOTP_REQUIRED')
    expect(tried).toHaveLength(10)
    expectRefusal(await logIn(ada, codeOf(secret)), 'RATE_LIMITED')
    app.passSeconds(61)
    expect((await logIn(ada, codeOf(secret))).status).toBe(200)
  })

  it('do not include requests without a code', async () => {
    const { ada, secret } = await protectedAthlete()

    for (let time = 0; time < 12; time += 1) expectRefusal(await logIn(ada), 'TOTP_REQUIRED')

    expect((await logIn(ada, codeOf(secret))).status).toBe(200)
  })

  it('are blocked on an unknown device while a known device still gets in', async () => {
    const { ada, secret } = await protectedAthlete()
    const device = app.visitor()
    await logIn(ada, codeOf(secret), device)
    app.passSeconds(60)

    await Promise.all(Array.from({ length: 12 }, () => logIn(ada, WRONG)))

    expectRefusal(await logIn(ada, codeOf(secret)), 'RATE_LIMITED')
    expect((await logIn(ada, codeOf(secret), device)).status).toBe(200)
  })

  it('are also blocked when turning two-factor login off or on', async () => {
    const { ada } = await protectedAthlete()
    const eve = await app.newAthlete()
    await enrol(eve)

    for (let time = 0; time < 10; time += 1) {
      expectRefusal(await disable(ada, WRONG), 'TOTP_REQUIRED')
      expectRefusal(await confirm(eve, WRONG), 'UNPROCESSABLE')
    }

    expectRefusal(await disable(ada, WRONG), 'RATE_LIMITED')
    expectRefusal(await confirm(eve, WRONG), 'RATE_LIMITED')
  })
})

describe('a login while two-factor login is being turned on', () => {
  it(
    'never stays open without a code, whichever request is first',
    { timeout: 60_000 },
    async () => {
      const left: unknown[] = []

      for (let round = 0; round < 20; round += 1) {
        const ada = await app.newAthlete()
        const { secret } = (await enrol(ada)).body as { secret: string }
        const [mine] = await liveFamilies(ada)
        const logins = Array.from({ length: 4 }, () => logIn(ada))
        await Promise.all([...logins, confirm(ada, codeOf(secret))])
        left.push(...(await liveFamilies(ada)).filter((family) => family !== mine))
      }

      expect(left).toEqual([])
    },
  )

  const liveFamilies = ({ id }: Athlete): PromiseLike<string[]> =>
    app
      .ctx()
      .db('auth_sessions')
      .where({ owner: id, used_at: null, revoked_at: null })
      .pluck('family_id')
})

describe('with FEATURE_TOTP off', () => {
  it('users who have turned it on still need a code and can turn it off', async () => {
    const { ada, secret } = await protectedAthlete()
    const config = app.ctx().config as { hasTotp: boolean }

    config.hasTotp = false
    try {
      expectRefusal(await logIn(ada), 'TOTP_REQUIRED')
      expect(await state(ada)).toMatchObject({ isOffered: false, isEnabled: true })
      expect((await disable(ada, codeOf(secret))).status).toBe(204)
      expect((await logIn(ada)).status).toBe(200)
    } finally {
      config.hasTotp = true
    }
  })
})

describe('two-factor login set up with an older APP_SECRET', () => {
  const config = app.ctx as unknown as () => { config: { totpSecrets: Keys } }
  const anotherKey = () => randomBytes(32).toString('base64url')

  /** Switches to a new secret, with or without the old ones. */
  async function replaced(work: () => Promise<void>, keepsOld: boolean) {
    const { totpSecrets: before } = config().config
    config().config.totpSecrets = keepsOld ? [anotherKey(), ...before] : [anotherKey()]
    try {
      await work()
    } finally {
      config().config.totpSecrets = before
    }
  }

  it('still works, including recovery codes, and migrates to the new secret', async () => {
    const { ada, secret, recoveryCodes } = await protectedAthlete()

    await replaced(async () => {
      expect((await logIn(ada, recoveryCodes[0])).status).toBe(200)
      expect((await logIn(ada, codeOf(secret))).status).toBe(200)
      app.passSeconds(30)
      const [current] = config().config.totpSecrets
      config().config.totpSecrets = [current]
      expect((await logIn(ada, codeOf(secret))).status).toBe(200)
    }, true)
  })

  it('refuses every code if the old secret is unknown', async () => {
    const { ada, secret } = await protectedAthlete()

    await replaced(async () => {
      expectRefusal(await logIn(ada, codeOf(secret)), 'TOTP_REQUIRED')
    }, false)
  })
})

describe('POST /auth/totp/recovery-codes', () => {
  it('returns ten new codes and invalidates the old ones', async () => {
    const { ada, secret, recoveryCodes } = await protectedAthlete()

    const { status, body } = await renew(ada, codeOf(secret))

    expect(status).toBe(200)
    expect(new Set([...recoveryCodes, ...body.recoveryCodes]).size).toBe(20)
    expectRefusal(await logIn(ada, recoveryCodes[0]), 'TOTP_REQUIRED')
    expect((await logIn(ada, body.recoveryCodes[0])).status).toBe(200)
  })

  it('requires the password and a code', async () => {
    const { ada, secret } = await protectedAthlete()
    const body = { password: 'Wrong-horse-7-battery', code: codeOf(secret) }

    expectRefusal(await ada.call(totpApi.renewRecoveryCodes, { body }), 'AUTH_INVALID_CREDENTIALS')
    expectRefusal(await renew(ada, WRONG), 'TOTP_REQUIRED')
  })

  it('returns no codes if two-factor login is off', async () => {
    const ada = await app.newAthlete()

    expectRefusal(await renew(ada, '123456'), 'TOTP_REQUIRED')
  })
})

describe('a change of two-factor login', () => {
  it('is mailed to the user and written to the audit log', async () => {
    const { ada, secret, recoveryCodes } = await protectedAthlete()
    await logIn(ada, WRONG)
    await logIn(ada, recoveryCodes[0])
    await renew(ada, codeOf(secret))
    app.passSeconds(60)
    await disable(ada, codeOf(secret))

    expect(await subjectsTo(ada)).toEqual(
      expect.arrayContaining(['Two-factor is on', 'A recovery code was used', 'Two-factor is off']),
    )
    expect((await eventsOf(ada)).filter((event) => event.startsWith('totp.'))).toEqual([
      'totp.enabled',
      'totp.refused',
      'totp.recovery_used',
      'totp.recovery_renewed',
      'totp.disabled',
    ])
  })

  it('is not revealed without the password, by answers or statements', async () => {
    const { ada } = await protectedAthlete()
    const eve = await app.newAthlete()
    const wrong = (username: string) =>
      app.visitor().call(authApi.login, { body: { login: username, password: 'Wrong-horse-7' } })

    const [withOne, without] = [await wrong(ada.username), await wrong(eve.username)]

    expect(withOne.status).toBe(without.status)
    expect(withOne.body.error.code).toBe(without.body.error.code)
  })
})
