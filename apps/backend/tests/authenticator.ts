import { authApi, totpApi } from '@fitvibe/contract'
import { generateSync } from 'otplib'

import { PASSWORD, type Athlete, type useTestApp } from './testApp.ts'

/** An authenticator app: its codes and the calls that send them. */
export function authenticator(app: ReturnType<typeof useTestApp>) {
  const codeOf = (secret: string) =>
    generateSync({ secret, epoch: Math.floor(app.now().getTime() / 1_000) })
  const enrol = (athlete: Athlete, password = PASSWORD) =>
    athlete.call(totpApi.enrolTotp, { body: { password } })
  const confirm = (athlete: Athlete, code: string) =>
    athlete.call(totpApi.confirmTotp, { body: { code } })

  /** Makes an athlete with a second factor, one minute after its first code. */
  async function protectedAthlete() {
    const ada = await app.newAthlete()
    const { secret } = (await enrol(ada)).body as { secret: string }
    const confirmed = await confirm(ada, codeOf(secret))
    app.passSeconds(60)
    return { ada, secret, recoveryCodes: confirmed.body.recoveryCodes as string[] }
  }

  return {
    codeOf,
    enrol,
    confirm,
    disable: (athlete: Athlete, code: string, password = PASSWORD) =>
      athlete.call(totpApi.disableTotp, { body: { password, code } }),
    state: async (athlete: Athlete) => (await athlete.call(totpApi.getTotp, {})).body,
    logIn: (athlete: Athlete, code?: string, visitor = app.visitor()) =>
      visitor.call(authApi.login, {
        body: { login: athlete.username, password: PASSWORD, ...(code !== undefined && { code }) },
      }),

    protectedAthlete,
  }
}
