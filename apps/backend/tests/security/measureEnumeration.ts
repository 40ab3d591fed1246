import { authApi } from '@fitvibe/contract'
import type { Express } from 'express'

import { createApp } from '../../src/app.ts'
import type { Context } from '../../src/context.ts'
import * as demoAccountService from '../../src/modules/auth/demoAccount.service.ts'
import * as registrationService from '../../src/modules/auth/registration.service.ts'
import { passwordHashes } from '../../src/utils/metrics.ts'
import { connectTo, type Client } from '../client.ts'
import { PASSWORD } from '../testApp.ts'

const PATHS = {
  login: authApi.login.path,
  register: authApi.register.path,
  forgotPassword: authApi.forgotPassword.path,
  resendVerification: authApi.resendVerification.path,
} as const
export type Probe = keyof typeof PATHS

/** A larger difference would let an attacker tell the two kinds apart by their time. */
export const TOLERANCE = 0.05

/** Measurements of two kinds of requests that should be indistinguishable. */
export interface Enumeration {
  readonly probe: Probe
  readonly pairs: number
  /** Distinct answers without their request ids: 1 if they reveal nothing. */
  readonly answers: number
  /** Distinct numbers of statements. */
  readonly statements: number
  /** Distinct numbers of passwords hashed. */
  readonly hashes: number
  /** Medians. */
  readonly knownMs: number
  readonly unknownMs: number
  /**
   * Median of the differences within the pairs, as a share of the smaller median. Both requests of
   * a pair meet the same load of the machine, which is not true of the two medians: on a busy
   * machine, the medians of 60 pairs were up to 21 % apart where this was 4 %.
   */
  readonly difference: number
}

interface Plan {
  readonly pairs: number
  /** How often as many pairs may be added while the times differ: a busy machine is noisy. */
  readonly retries?: number
  /** Replaces the unmodified application. */
  readonly app?: Express
}

/**
 * Asks in turn about accounts that exist and accounts that do not, and compares the answers. Each
 * pair has its own account and each request its own address, so no limit applies. The context has
 * to trust one proxy, and must not serve other requests meanwhile.
 */
export async function measureEnumeration(
  ctx: Context,
  probe: Probe,
  { pairs, retries = 0, app = createApp(ctx) }: Plan,
): Promise<Enumeration> {
  const client = await connectTo(app)
  const ask = await asker(ctx, client, probe)
  const distinct = { answers: new Set(), statements: new Set(), hashes: new Set() }
  const times: Pair[] = []
  do {
    for (let i = 0; i < pairs; i += 1)
      times.push(await askPair(ctx, ask, distinct, { probe, isKnownFirst: i % 2 > 0 }))
  } while (apart(times).difference > TOLERANCE && times.length <= pairs * retries)
  client.close()
  return {
    probe,
    pairs: times.length,
    answers: distinct.answers.size,
    statements: distinct.statements.size,
    hashes: distinct.hashes.size,
    ...apart(times),
  }
}

type Pair = Record<'known' | 'unknown', number>

async function askPair(
  ctx: Context,
  ask: Awaited<ReturnType<typeof asker>>,
  distinct: Record<'answers' | 'statements' | 'hashes', Set<unknown>>,
  { probe, isKnownFirst }: { probe: Probe; isKnownFirst: boolean },
): Promise<Pair> {
  const account = await makeAccount(ctx, probe)
  const pair = { known: 0, unknown: 0 }
  const order = isKnownFirst ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)
  for (const kind of order) {
    const email = kind === 'known' ? account.email : `${name(ctx)}@example.org`
    const sent = await ask(email)
    distinct.answers.add(sent.answer)
    distinct.statements.add(sent.statements)
    distinct.hashes.add(sent.hashes)
    pair[kind] = sent.ms
  }
  return pair
}

const name = (ctx: Context) => `e${ctx.newId().replaceAll('-', '').slice(-24)}`

/** Makes the account that the probe asks about. A resend needs an unverified address. */
async function makeAccount(real: Context, probe: Probe): Promise<{ email: string }> {
  // Only a login compares a password with the account's hash.
  const ctx = probe === 'login' ? real : { ...real, config: { ...real.config, passwordCost: 4 } }
  const username = name(ctx)
  const profile = { preferredLang: 'en', timezone: 'UTC' } as const
  const account = { username, email: `${username}@example.org`, password: PASSWORD, ...profile }
  if (probe === 'resendVerification') await registrationService.register(ctx, account)
  else await demoAccountService.createVerified(ctx, account)
  // Completes the job of the account's first mail, because the next mail would replace it.
  await ctx.db.raw(
    'select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))',
  )
  return account
}

function bodyOf(ctx: Context, probe: Probe, email: string) {
  if (probe === 'login') return { login: email, password: 'wrong' }
  if (probe === 'register') return { email, username: name(ctx), password: PASSWORD }
  return { email }
}

async function asker(ctx: Context, client: Client, probe: Probe) {
  const caller = await client.callerOf()
  return async (email: string) => {
    const body = JSON.stringify(bodyOf(ctx, probe, email))
    const from = { 'x-forwarded-for': newAddress() }
    let statements = 0
    const count = () => (statements += 1)
    const hashesBefore = await hashes()
    ctx.db.on('query', count)
    const startedAt = performance.now()
    const sent = await client.raw(caller, 'POST', `/api/v1${PATHS[probe]}`, body, from)
    const ms = performance.now() - startedAt
    ctx.db.off('query', count)
    const { date: _, 'x-request-id': id, ...headers } = sent.headers
    const text = sent.text.replaceAll(String(id), '')
    const answer = `${sent.status} ${JSON.stringify(headers)} ${text}`
    return { answer, statements, hashes: (await hashes()) - hashesBefore, ms }
  }
}

/** Returns an address that no limit has counted. */
const newAddress = () => `10.${(addresses += 1) >> 16}.${(addresses >> 8) & 255}.${addresses & 255}`
let addresses = 0

const hashes = async () => (await passwordHashes.get()).values[0]?.value ?? 0

function apart(pairs: readonly Pair[]) {
  const knownMs = median(pairs.map(({ known }) => known))
  const unknownMs = median(pairs.map(({ unknown }) => unknown))
  const withinPairs = median(pairs.map(({ known, unknown }) => known - unknown))
  const difference = Math.abs(withinPairs) / Math.min(knownMs, unknownMs)
  return { knownMs, unknownMs, difference }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2
}
