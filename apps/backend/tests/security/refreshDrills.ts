import { setTimeout } from 'node:timers/promises'

import { authApi, totpApi, usersApi } from '@fitvibe/contract'

import { hashPassword } from '../../src/utils/passwords.ts'
import { authenticator } from '../authenticator.ts'
import { withCookies, type Caller, type Client } from '../client.ts'
import { PASSWORD, type Athlete, type TestApp } from '../testApp.ts'

/** The application and a connection to it. Callers are held in the hand: an old one still works. */
export interface Place {
  readonly app: TestApp
  readonly client: Client
}

/** A login, what it was before it was renewed, and another one of the same athlete. */
interface Race {
  readonly login: Caller
  readonly before: Caller
  readonly elsewhere: Caller
}

/** Makes a race possible and gives what ends the login in it. */
type Ending = (place: Place, athlete: Athlete) => Promise<(race: Race) => PromiseLike<unknown>>

const openLogin = ({ client }: Place, { username }: Athlete) => client.logIn(username, PASSWORD)

/** Uses the refresh token of a login: its successor, or undefined where it is refused. */
async function renew({ client }: Place, login: Caller): Promise<Caller | undefined> {
  const answer = await client.call(login, authApi.refresh, {})
  return answer.status === 200 ? withCookies(login, answer) : undefined
}

/** Refresh tokens of these logins that could still be used. */
async function liveTokens({ app }: Place, athlete: Athlete, logins: readonly Caller[]) {
  const [counted] = await app
    .ctx()
    .db('auth_sessions')
    .where({ owner: athlete.id })
    .whereIn('family_id', logins.map(sidOf))
    .whereNull('revoked_at')
    .whereNull('used_at')
    .count<{ count: string }[]>('* as count')
  return Number(counted?.count)
}

function sidOf({ cookies }: Caller): string {
  const [, claims = ''] = cookies['access']?.split('.') ?? []
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sid: string }).sid
}

const isIn = async ({ client }: Place, login: Caller) =>
  (await client.call(login, usersApi.getMe, {})).status === 200

/** `parallel` uses of one refresh token at once, round after round. */
export async function drillRotation(place: Place, size: { rounds: number; parallel: number }) {
  const athlete = await place.app.newAthlete()
  let login = await openLogin(place, athlete)
  const figures = { rounds: size.rounds, successors: 0, refused: 0, lost: 0 }
  for (let round = 0; round < size.rounds; round += 1) {
    const current = login
    const answers = await Promise.all(
      Array.from({ length: size.parallel }, () => renew(place, current)),
    )
    const renewed = answers.flatMap((answer) => answer ?? [])
    figures.refused += answers.length - renewed.length
    const isOne = new Set(renewed.map(({ cookies }) => cookies['refresh'])).size === 1
    if (isOne && (await liveTokens(place, athlete, [current])) === 1) figures.successors += 1
    const [next] = renewed
    if (!next || !(await isIn(place, next))) figures.lost += 1
    login = next ?? (await openLogin(place, athlete))
  }
  return figures
}

/** Old tokens shown again while the newest is used: whatever the order, the family is dead. */
export async function drillReuse(place: Place, times: number) {
  const athlete = await place.app.newAthlete()
  const figures = { reuses: times, accepted: 0, dead: 0, stillIn: 0 }
  for (let time = 0; time < times; time += 1) {
    const stolen = await openLogin(place, athlete)
    const second = (await renew(place, stolen)) ?? stolen
    const third = (await renew(place, second)) ?? second
    await isIn(place, third)
    const [reused, used] = await Promise.all([renew(place, stolen), renew(place, third)])
    if (reused) figures.accepted += 1
    if ((await liveTokens(place, athlete, [stolen])) === 0) figures.dead += 1
    for (const one of [third, used ?? third]) if (await isIn(place, one)) figures.stillIn += 1
  }
  return figures
}

/** What ends one login, or all but the one it comes from. */
export const endsOne = {
  'a logout':
    async ({ client }) =>
    ({ login }) =>
      client.call(login, authApi.logout, {}),
  'a logout with the token before':
    async ({ client }) =>
    ({ before }) =>
      client.call(before, authApi.logout, {}),
  'its end from elsewhere':
    async ({ client }) =>
    ({ login, elsewhere }) =>
      client.call(elsewhere, authApi.endLogin, { params: { id: sidOf(login) } }),
  'the end of all others':
    async ({ client }) =>
    ({ elsewhere }) =>
      client.call(elsewhere, authApi.endOtherLogins, {}),
  async 'a change of password'({ app, client }, { id }) {
    const password_hash = await hashPassword(app.ctx().config, PASSWORD)
    await app.ctx().db('users').where({ id }).update({ password_hash })
    const body = { password: PASSWORD, newPassword: `${PASSWORD}-2` }
    return ({ elsewhere }) => client.call(elsewhere, authApi.changePassword, { body })
  },
  async 'a second factor turned on'(place, athlete) {
    const { app, client } = place
    const { db } = app.ctx()
    await db('user_totp').where({ owner: athlete.id }).delete()
    await db('users').where({ id: athlete.id }).update({ has_totp: false })
    const { codeOf } = authenticator(app)
    const body = { password: PASSWORD }
    const mine = await openLogin(place, athlete)
    const enrolled = await client.call(mine, totpApi.enrolTotp, { body })
    const { secret } = JSON.parse(enrolled.text) as { secret: string }
    return ({ elsewhere }) =>
      client.call(elsewhere, totpApi.confirmTotp, { body: { code: codeOf(secret) } })
  },
} satisfies Record<string, Ending>

/** What ends all logins of an account. */
export const endsAll = {
  'a password reset': async ({ app }, athlete) => {
    const body = { token: await mailedToken(app, athlete), newPassword: PASSWORD }
    return () => app.visitor().call(authApi.resetPassword, { body })
  },
  'a suspension': async ({ app }, { id }) => {
    const admin = await app.newAdmin()
    await admin.call(usersApi.reinstateAccount, { params: { id } })
    const body = { reason: 'drill' }
    return () => admin.call(usersApi.suspendAccount, { params: { id }, body })
  },
} satisfies Record<string, Ending>

async function mailedToken(app: TestApp, { email }: Athlete): Promise<string> {
  // More than a few an hour are not sent.
  app.passSeconds(3_600)
  await app.visitor().call(authApi.forgotPassword, { body: { email } })
  const [mail] = await app.mailsTo(email)
  return /token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
}

/** How much later the second of a race may begin: up to about as long as the first takes. */
const LAGS_MS = [0, 0, 1, 2, 4, 8]

/**
 * A login renewed while something ends it, `races` times: now one begins first, now the other, now
 * at once, now a little later. Afterwards nothing of the login lives, no token and no access; with
 * `isAll`, nothing of the athlete's.
 */
export async function drillEnding(
  place: Place,
  ending: Ending,
  { races, isAll = false }: { races: number; isAll?: boolean },
) {
  const figures = { races, refreshed: 0, liveTokens: 0, stillIn: 0 }
  const athlete = await place.app.newAthlete()
  for (let race = 0; race < races; race += 1) {
    const end = await ending(place, athlete)
    const [before, elsewhere] = [await openLogin(place, athlete), await openLogin(place, athlete)]
    const login = (await renew(place, before)) ?? before
    await isIn(place, login)
    const lag = LAGS_MS[(race >> 1) % LAGS_MS.length]
    const [renewLag, endLag] = race % 2 ? [lag, 0] : [0, lag]
    const [successor] = await Promise.all([
      setTimeout(renewLag).then(() => renew(place, login)),
      setTimeout(endLag).then(() => end({ login, before, elsewhere })),
    ])
    if (successor) figures.refreshed += 1
    const ended = [login, ...(successor ? [successor] : []), ...(isAll ? [elsewhere] : [])]
    figures.liveTokens += await liveTokens(place, athlete, ended)
    for (const each of ended) if (await isIn(place, each)) figures.stillIn += 1
  }
  return figures
}
