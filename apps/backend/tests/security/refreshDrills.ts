import { setTimeout } from 'node:timers/promises'

import { accountDeletionApi, authApi, totpApi, usersApi } from '@fitvibe/contract'

import { hashPassword } from '../../src/utils/passwords.ts'
import { authenticator } from '../authenticator.ts'
import { withCookies, type Caller, type Client } from '../client.ts'
import { PASSWORD, type Athlete, type TestApp } from '../testApp.ts'

/** The application and a client. A `Caller` never changes, so an old one can be sent again. */
export interface Drill {
  readonly app: TestApp
  readonly client: Client
}

/** A login, its state before a refresh, and another login of the same athlete. */
interface Race {
  readonly login: Caller
  readonly before: Caller
  readonly elsewhere: Caller
}

/** Prepares a race and returns the call that ends the login in it. */
type Ending = (drill: Drill, athlete: Athlete) => Promise<(race: Race) => PromiseLike<unknown>>

const openLogin = ({ client }: Drill, { username }: Athlete) => client.logIn(username, PASSWORD)

/** Uses the refresh token of a login. Returns its successor, or undefined if it is refused. */
async function renew({ client }: Drill, login: Caller): Promise<Caller | undefined> {
  const answer = await client.call(login, authApi.refresh, {})
  return answer.status === 200 ? withCookies(login, answer) : undefined
}

/** Counts the refresh tokens of these logins that still work. */
async function liveTokens({ app }: Drill, athlete: Athlete, logins: readonly Caller[]) {
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

const isIn = async ({ client }: Drill, login: Caller) =>
  (await client.call(login, usersApi.getMe, {})).status === 200

/** Uses one refresh token `parallel` times at once in each round. */
export async function drillRotation(drill: Drill, size: { rounds: number; parallel: number }) {
  const athlete = await drill.app.newAthlete()
  let login = await openLogin(drill, athlete)
  const figures = { rounds: size.rounds, successors: 0, refused: 0, lost: 0 }
  for (let round = 0; round < size.rounds; round += 1) {
    const current = login
    const answers = await Promise.all(
      Array.from({ length: size.parallel }, () => renew(drill, current)),
    )
    const renewed = answers.flatMap((answer) => answer ?? [])
    figures.refused += answers.length - renewed.length
    const isOne = new Set(renewed.map(({ cookies }) => cookies['refresh'])).size === 1
    if (isOne && (await liveTokens(drill, athlete, [current])) === 1) figures.successors += 1
    const [next] = renewed
    if (!next || !(await isIn(drill, next))) figures.lost += 1
    login = next ?? (await openLogin(drill, athlete))
  }
  return figures
}

/** Sends old tokens again while the newest is used. In either order the family must be dead. */
export async function drillReuse(drill: Drill, times: number) {
  const athlete = await drill.app.newAthlete()
  const figures = { reuses: times, accepted: 0, dead: 0, stillIn: 0 }
  for (let time = 0; time < times; time += 1) {
    const stolen = await openLogin(drill, athlete)
    const second = (await renew(drill, stolen)) ?? stolen
    const third = (await renew(drill, second)) ?? second
    await isIn(drill, third)
    const [reused, used] = await Promise.all([renew(drill, stolen), renew(drill, third)])
    if (reused) figures.accepted += 1
    if ((await liveTokens(drill, athlete, [stolen])) === 0) figures.dead += 1
    for (const login of [third, used ?? third]) if (await isIn(drill, login)) figures.stillIn += 1
  }
  return figures
}

/** Calls that end one login, or all except the login of the caller. */
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
  async 'a second factor turned on'(drill, athlete) {
    const { app, client } = drill
    const { db } = app.ctx()
    await db('user_totp').where({ owner: athlete.id }).delete()
    await db('users').where({ id: athlete.id }).update({ has_totp: false })
    const { codeOf } = authenticator(app)
    const body = { password: PASSWORD }
    const mine = await openLogin(drill, athlete)
    const enrolled = await client.call(mine, totpApi.enrolTotp, { body })
    const { secret } = JSON.parse(enrolled.text) as { secret: string }
    return ({ elsewhere }) =>
      client.call(elsewhere, totpApi.confirmTotp, { body: { code: codeOf(secret) } })
  },
} satisfies Record<string, Ending>

/** Calls that end all logins of an account. */
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
  'a deletion of the account': async ({ app, client }, { id }) => {
    const { db, config } = app.ctx()
    await db('account_deletions').where({ owner: id }).delete()
    const password_hash = await hashPassword(config, PASSWORD)
    await db('user_totp').where({ owner: id }).delete()
    await db('users').where({ id }).update({ status: 'active', has_totp: false, password_hash })
    const body = { password: PASSWORD }
    return ({ elsewhere }) => client.call(elsewhere, accountDeletionApi.deleteMe, { body })
  },
} satisfies Record<string, Ending>

async function mailedToken(app: TestApp, { email }: Athlete): Promise<string> {
  // The server sends only a few mails an hour.
  app.passSeconds(3_600)
  await app.visitor().call(authApi.forgotPassword, { body: { email } })
  const [mail] = await app.mailsTo(email)
  return /token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
}

/** Head starts of the first call: up to about the time that it takes. */
const LAGS_MS = [0, 0, 1, 2, 4, 8]

/**
 * Refreshes a login while a call ends it, `races` times with either one first and with different
 * lags. Counts what survives: refresh tokens and access of the login, and with `isAll` of every
 * login of the athlete.
 */
export async function drillEnding(
  drill: Drill,
  ending: Ending,
  { races, isAll = false }: { races: number; isAll?: boolean },
) {
  const figures = { races, refreshed: 0, liveTokens: 0, stillIn: 0 }
  const athlete = await drill.app.newAthlete()
  for (let race = 0; race < races; race += 1) {
    const end = await ending(drill, athlete)
    const [before, elsewhere] = [await openLogin(drill, athlete), await openLogin(drill, athlete)]
    const login = (await renew(drill, before)) ?? before
    await isIn(drill, login)
    const lag = LAGS_MS[(race >> 1) % LAGS_MS.length]
    const [renewLag, endLag] = race % 2 ? [lag, 0] : [0, lag]
    const [successor] = await Promise.all([
      setTimeout(renewLag).then(() => renew(drill, login)),
      setTimeout(endLag).then(() => end({ login, before, elsewhere })),
    ])
    if (successor) figures.refreshed += 1
    const ended = [login, ...(successor ? [successor] : []), ...(isAll ? [elsewhere] : [])]
    figures.liveTokens += await liveTokens(drill, athlete, ended)
    for (const each of ended) if (await isIn(drill, each)) figures.stillIn += 1
  }
  return figures
}
