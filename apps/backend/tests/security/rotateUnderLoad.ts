import { authApi, usersApi } from '@fitvibe/contract'
import { decodeJwt, decodeProtectedHeader } from 'jose'

import { changeKeys } from '../../src/config/keyFile.ts'
import { unixSeconds } from '../../src/utils/clock.ts'
import type { PlannedKey, SigningKey } from '../../src/utils/keyRing.ts'
import { withCookies, type Caller, type Client } from '../client.ts'
import { PASSWORD, type Athlete, type TestApp } from '../testApp.ts'

/** Returns the new set of keys with `made` in it. */
export type Rotate = (keys: readonly PlannedKey[], made: SigningKey, now: Date) => PlannedKey[]

interface Options {
  readonly rotations: number
  readonly dataDir: string
  /** Instances that share the data folder; the first refreshes. */
  readonly instances: readonly [Client, ...Client[]]
  readonly newKey: () => Promise<SigningKey>
  readonly rotate: Rotate
  /** The time between rotations, and the steps of time between requests. */
  readonly secondsEach: number
  readonly stepSeconds: number
}

/**
 * Rotates the keys again and again while athletes send requests to every instance and the clock
 * moves. A 401 is false if the token has not expired by the clock.
 */
export async function rotateUnderLoad(
  app: TestApp,
  athletes: readonly Athlete[],
  options: Options,
) {
  const [first] = options.instances
  const figures = { rotations: 0, requests: 0, refreshes: 0, signers: 0, false401: 0, others: 0 }
  let signer: string | undefined
  const logins = await Promise.all(athletes.map(open))

  interface Login {
    caller: Caller
    expiresAt: number
  }

  async function open({ username }: Athlete): Promise<Login> {
    const caller = await first.logIn(username, PASSWORD)
    const login = { caller, expiresAt: 0 }
    await renew(login)
    return login
  }

  async function renew(login: Login) {
    // If the access token can no longer be read, the server expects the CSRF token of a visitor.
    const caller = await first.callerOf(login.caller.cookies)
    const answer = await first.call(caller, authApi.refresh, {})
    if (answer.status !== 200) throw new Error(`refresh failed: ${answer.text}`)
    login.caller = withCookies(caller, answer)
    const access = login.caller.cookies['access'] ?? ''
    login.expiresAt = decodeJwt(access).exp ?? 0
    const { kid } = decodeProtectedHeader(access)
    if (kid !== signer) figures.signers += 1
    signer = kid
    figures.refreshes += 1
  }

  async function ask(login: Login) {
    for (const instance of options.instances) {
      if (login.expiresAt <= unixSeconds(app.now())) await renew(login)
      const answer = await instance.call(login.caller, usersApi.getMe, {})
      figures.requests += 1
      if (answer.status === 200) continue
      const isOver = login.expiresAt <= unixSeconds(app.now())
      if (answer.status !== 401) figures.others += 1
      else if (!isOver) figures.false401 += 1
      await renew(login)
    }
  }

  const load = () => Promise.all(logins.map(ask))

  for (let turn = 0; turn < options.rotations; turn += 1) {
    const made = await options.newKey()
    const now = app.now()
    const change = changeKeys(options.dataDir, (keys) => options.rotate(keys, made, now))
    await Promise.all([load(), change])
    figures.rotations += 1
    for (let passed = 0; passed < options.secondsEach; passed += options.stepSeconds) {
      const requests = load()
      app.passSeconds(options.stepSeconds)
      await requests
    }
  }
  return figures
}
