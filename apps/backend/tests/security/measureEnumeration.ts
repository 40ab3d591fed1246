import { authApi } from '@fitvibe/contract'
import type { Express } from 'express'
import request from 'supertest'

import { createApp } from '../../src/app.ts'
import type { Context } from '../../src/context.ts'
import * as authService from '../../src/modules/auth/auth.service.ts'
import * as demoAccountService from '../../src/modules/auth/demoAccount.service.ts'
import { PASSWORD } from '../testApp.ts'

const PATHS = {
  login: authApi.login.path,
  register: authApi.register.path,
  forgotPassword: authApi.forgotPassword.path,
  resendVerification: authApi.resendVerification.path,
} as const
type Probe = keyof typeof PATHS
const PROBES = Object.keys(PATHS) as Probe[]

/** What two requests that should be indistinguishable came to. */
export interface Enumeration {
  readonly probe: Probe
  /** Distinct answers, ids of requests aside: 1 when nothing can be told from them. */
  readonly answers: number
  /** Distinct numbers of statements. */
  readonly statements: number
  readonly knownMs: number
  readonly unknownMs: number
  /** How far the medians are apart, as a share of the smaller one. */
  readonly difference: number
}

/**
 * Asks about accounts that exist and accounts that do not, in turn, and compares. Each pair has an
 * account, and an address of its own, so that no limit is reached; the context has to trust one
 * proxy and to be used by nobody else meanwhile. `maker` makes the accounts.
 */
export async function measureEnumeration(
  ctx: Context,
  pairs: number,
  maker: Context = ctx,
): Promise<Enumeration[]> {
  const app = createApp(ctx)
  const found: Enumeration[] = []
  for (const probe of PROBES) {
    const newAccount = () => makeAccount(maker, probe)
    found.push(await measure(ctx, app, { probe, pairs, newAccount }))
  }
  return found
}

interface Plan {
  readonly probe: Probe
  readonly pairs: number
  readonly newAccount: () => Promise<{ email: string }>
}

async function measure(ctx: Context, app: Express, { probe, pairs, newAccount }: Plan) {
  const answers = new Set<string>()
  const statements = new Set<number>()
  const times = { known: [] as number[], unknown: [] as number[] }
  for (let i = 0; i < pairs; i += 1) {
    const account = await newAccount()
    const order = i % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)
    for (const kind of order) {
      const email = kind === 'known' ? account.email : `${name(ctx)}@example.org`
      const from = `10.${PROBES.indexOf(probe)}.${i}.${kind === 'known' ? 1 : 2}`
      const sent = await ask(ctx, app, { probe, email, from })
      answers.add(sent.answer)
      statements.add(sent.statements)
      times[kind].push(sent.ms)
    }
  }
  const [knownMs, unknownMs] = [median(times.known), median(times.unknown)]
  const difference = Math.abs(knownMs - unknownMs) / Math.min(knownMs, unknownMs)
  const counts = { answers: answers.size, statements: statements.size }
  return { probe, ...counts, knownMs, unknownMs, difference }
}

const name = (ctx: Context) => `e${ctx.newId().replaceAll('-', '').slice(-24)}`

/** An account whose address the probe asks about; a resend asks about one that is not verified. */
async function makeAccount(ctx: Context, probe: Probe): Promise<{ email: string }> {
  const username = name(ctx)
  const profile = { preferredLang: 'en', timezone: 'UTC' } as const
  const account = { username, email: `${username}@example.org`, password: PASSWORD, ...profile }
  if (probe === 'resendVerification') await authService.register(ctx, account)
  else await demoAccountService.createVerified(ctx, account)
  return account
}

function bodyOf(ctx: Context, probe: Probe, email: string) {
  if (probe === 'login') return { login: email, password: 'wrong' }
  if (probe === 'register') return { email, username: name(ctx), password: PASSWORD }
  return { email }
}

async function ask(
  ctx: Context,
  app: Express,
  { probe, email, from }: { probe: Probe; email: string; from: string },
) {
  const agent = request.agent(app)
  const { body: csrf } = await agent.get('/api/v1/auth/csrf').set('x-forwarded-for', from)
  let statements = 0
  const count = () => (statements += 1)
  ctx.db.on('query', count)
  const post = agent
    .post(`/api/v1${PATHS[probe]}`)
    .set({ 'x-csrf-token': csrf.csrfToken, 'x-forwarded-for': from })
  const begun = performance.now()
  const { status, headers, text } = await post.send(bodyOf(ctx, probe, email))
  const ms = performance.now() - begun
  ctx.db.off('query', count)
  const { date: _, 'x-request-id': requestId, ...rest } = headers as Record<string, string>
  const answer = `${status} ${JSON.stringify(rest)} ${text.replaceAll(requestId ?? '', '')}`
  return { answer, statements, ms }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
