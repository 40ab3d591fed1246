import { createConfig } from '../../apps/backend/src/config/config.ts'
import { loadEnv } from '../../apps/backend/src/config/env.ts'
import { signAccessToken } from '../../apps/backend/src/utils/tokens.ts'
import { PASSWORD } from './environment.ts'
import { usernameOf } from './fillRows.ts'
import { idOf } from './ids.ts'

/** The headers that a signed-in user sends. */
export interface Login {
  readonly user: number
  readonly headers: Readonly<Record<string, string>>
}

/** Logs users in through the API like a browser, four at a time, because password hashing is slow. */
export async function logInUsers(url: string, users: number): Promise<Login[]> {
  const logins: Login[] = []
  for (let first = 0; first < users; first += 4) {
    const group = Array.from({ length: Math.min(4, users - first) }, (_, index) => first + index)
    logins.push(...(await Promise.all(group.map((user) => logIn(url, user)))))
  }
  return logins
}

/**
 * Signs access tokens for logins that the fill has inserted. Hundreds of password hashes would take
 * longer than the whole measurement.
 */
export async function mintLogins(
  url: string,
  env: NodeJS.ProcessEnv,
  users: number,
): Promise<Login[]> {
  const { keyRing } = await createConfig(loadEnv(env))
  const { signing } = keyRing(new Date())
  const now = Math.floor(Date.now() / 1_000)
  const logins: Login[] = []
  for (let user = 0; user < users; user += 1) {
    const claims = { userId: idOf('user', user), sid: idOf('login', user), expiresAt: now + 3_600 }
    const access = await signAccessToken(signing, claims, now)
    logins.push(await withCsrf(url, user, new Map([['access', access]])))
  }
  return logins
}

async function logIn(url: string, user: number): Promise<Login> {
  const jar = new Map<string, string>()
  const { headers } = await withCsrf(url, user, jar)
  const res = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ login: usernameOf(user), password: PASSWORD }),
  })
  if (!res.ok) throw new Error(`Login of ${usernameOf(user)}: ${res.status} ${await res.text()}`)
  storeCookies(res, jar)
  return withCsrf(url, user, jar)
}

async function withCsrf(url: string, user: number, jar: Map<string, string>): Promise<Login> {
  const res = await fetch(`${url}/api/v1/auth/csrf`, { headers: { cookie: cookieHeader(jar) } })
  if (!res.ok) throw new Error(`CSRF token: ${res.status} ${await res.text()}`)
  const { csrfToken } = (await res.json()) as { csrfToken: string }
  storeCookies(res, jar)
  return { user, headers: { cookie: cookieHeader(jar), 'x-csrf-token': csrfToken } }
}

function storeCookies(res: Response, jar: Map<string, string>): void {
  for (const line of res.headers.getSetCookie()) {
    const [pair = ''] = line.split(';', 1)
    const at = pair.indexOf('=')
    jar.set(pair.slice(0, at), pair.slice(at + 1))
  }
}

const cookieHeader = (jar: Map<string, string>) =>
  [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
