import { authApi, usersApi } from '@fitvibe/contract'

import { PASSWORD, type Athlete, type TestApp } from '../testApp.ts'

/** The cookies of one login, held in the hand: so that an old token can be shown again. */
interface HeldLogin {
  readonly access: string
  readonly refresh: string
  readonly csrf: string
}

type Ender = (ctx: {
  readonly athlete: Athlete
  readonly login: HeldLogin
  readonly elsewhere: HeldLogin
}) => PromiseLike<unknown>

/** Opens one more login of an athlete. */
async function openLogin(app: TestApp, { username }: Athlete): Promise<HeldLogin> {
  const visitor = app.visitor()
  await visitor.call(authApi.login, { body: { login: username, password: PASSWORD } })
  const { headers } = await visitor.agent.get('/api/v1/auth/csrf')
  const scope = { domain: '127.0.0.1', path: '/api/v1/auth/refresh', secure: false, script: false }
  const cookie = (name: string) => visitor.agent.jar.getCookie(name, scope)?.value ?? ''
  const csrf = cookieIn(headers['set-cookie'], 'csrf') ?? cookie('csrf')
  return { access: cookie('access'), refresh: cookie('refresh'), csrf }
}

function send(app: TestApp, method: 'get' | 'post' | 'delete', path: string, login: HeldLogin) {
  const cookies = Object.entries(login).map(([name, value]) => `${name}=${value}`)
  const http = app.http()
  return http[method](`/api/v1${path}`)
    .set('cookie', cookies.join('; '))
    .set('x-csrf-token', decodeURIComponent(login.csrf))
}

/** Uses the refresh token of a login: its successor, or undefined where it is refused. */
async function renew(app: TestApp, login: HeldLogin): Promise<HeldLogin | undefined> {
  const { status, headers } = await send(app, 'post', authApi.refresh.path, login)
  if (status !== 200) return undefined
  const set = (name: keyof HeldLogin) => cookieIn(headers['set-cookie'], name) ?? login[name]
  return { access: set('access'), refresh: set('refresh'), csrf: set('csrf') }
}

function cookieIn(headers: unknown, name: string): string | undefined {
  const lines = Array.isArray(headers) ? (headers as string[]) : []
  return lines.map((line) => new RegExp(`^${name}=([^;]+)`).exec(line)?.[1]).find(Boolean)
}

/** Refresh tokens of these families that could still be used. */
async function liveTokens(app: TestApp, athlete: Athlete, sids: readonly string[]) {
  const [counted] = await app
    .ctx()
    .db('auth_sessions')
    .where({ owner: athlete.id })
    .whereIn('family_id', sids)
    .whereNull('revoked_at')
    .whereNull('used_at')
    .count<{ count: string }[]>('* as count')
  return Number(counted?.count)
}

const sidOf = ({ access }: HeldLogin): string =>
  (JSON.parse(Buffer.from(access.split('.')[1] ?? '', 'base64url').toString()) as { sid: string })
    .sid

const isIn = async (app: TestApp, login: HeldLogin) =>
  (await send(app, 'get', usersApi.getMe.path, login)).status === 200

/** `parallel` uses of one refresh token at once, round after round. */
export async function drillRotation(app: TestApp, size: { rounds: number; parallel: number }) {
  const athlete = await app.newAthlete()
  let login = await openLogin(app, athlete)
  const sid = sidOf(login)
  const figures = { rounds: size.rounds, forks: 0, refused: 0, lost: 0 }
  for (let round = 0; round < size.rounds; round += 1) {
    const current = login
    const answers = await Promise.all(
      Array.from({ length: size.parallel }, () => renew(app, current)),
    )
    const successors = answers.flatMap((answer) => answer ?? [])
    figures.refused += answers.length - successors.length
    const isOne = new Set(successors.map(({ refresh }) => refresh)).size === 1
    if (!isOne || (await liveTokens(app, athlete, [sid])) !== 1) figures.forks += 1
    const [next] = successors
    if (!next || !(await isIn(app, next))) figures.lost += 1
    login = next ?? (await openLogin(app, athlete))
  }
  return figures
}

/** Old tokens shown again while the newest is used: whatever the order, the family is dead. */
export async function drillReuse(app: TestApp, times: number) {
  const athlete = await app.newAthlete()
  const figures = { reuses: times, accepted: 0, liveTokens: 0, stillIn: 0 }
  for (let time = 0; time < times; time += 1) {
    const stolen = await openLogin(app, athlete)
    const second = (await renew(app, stolen)) ?? stolen
    const third = (await renew(app, second)) ?? second
    await isIn(app, third)
    const [reused, used] = await Promise.all([renew(app, stolen), renew(app, third)])
    if (reused) figures.accepted += 1
    figures.liveTokens += await liveTokens(app, athlete, [sidOf(stolen)])
    for (const one of [third, used ?? third]) if (await isIn(app, one)) figures.stillIn += 1
  }
  return figures
}

/** Ways to end a login; `elsewhere` is another login of the same athlete. */
export const enders = (app: TestApp) =>
  ({
    logout: ({ login }) => send(app, 'post', authApi.logout.path, login),
    endOne: ({ login, elsewhere }) =>
      send(app, 'delete', `/auth/logins/${sidOf(login)}`, elsewhere),
    endOthers: ({ elsewhere }) => send(app, 'delete', authApi.endOtherLogins.path, elsewhere),
  }) satisfies Record<string, Ender>

/**
 * A login renewed while it is ended, `races` times. With `isStale` the ending comes with the token
 * before the one that is renewed. Afterwards nothing of it lives: no token, no access. `after` makes
 * the next race possible.
 */
export async function drillEnding(
  app: TestApp,
  end: Ender,
  size: { races: number; isStale?: boolean; after?: (athlete: Athlete) => PromiseLike<unknown> },
) {
  const { races, isStale = false, after } = size
  const figures = { races, refreshed: 0, liveTokens: 0, stillIn: 0 }
  const athlete = await app.newAthlete()
  const elsewhere = await openLogin(app, athlete)
  for (let race = 0; race < races; race += 1) {
    const first = await openLogin(app, athlete)
    const login = isStale ? ((await renew(app, first)) ?? first) : first
    await isIn(app, login)
    const work = [
      () => renew(app, login),
      () => end({ athlete, login: isStale ? first : login, elsewhere }),
    ]
    const [one, other] = await Promise.all(
      (race % 2 === 0 ? work : work.toReversed()).map((start) => start()),
    )
    const successor = (race % 2 === 0 ? one : other) as HeldLogin | undefined
    if (successor) figures.refreshed += 1
    const held = [login, ...(successor ? [successor] : [])]
    figures.liveTokens += await liveTokens(app, athlete, [sidOf(login)])
    for (const each of held) if (await isIn(app, each)) figures.stillIn += 1
    await after?.(athlete)
  }
  return figures
}

/** One line of figures, for those who run the suite. */
export const print = (name: string, figures: Readonly<Record<string, number>>) =>
  process.stdout.write(
    `refresh: ${name}: ${Object.entries(figures)
      .map(([what, count]) => `${count} ${what}`)
      .join(', ')}\n`,
  )
