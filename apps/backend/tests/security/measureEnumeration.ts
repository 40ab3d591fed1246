import { authApi } from '@fitvibe/contract'
import type { Express } from 'express'

import { createApp } from '../../src/app.ts'
import type { Context } from '../../src/context.ts'
import * as demoAccountService from '../../src/modules/auth/demoAccount.service.ts'
import * as registrationService from '../../src/modules/auth/registration.service.ts'
import { passwordHashes } from '../../src/utils/metrics.ts'
import { PASSWORD } from '../testApp.ts'
import { connectTo, type Client } from './client.ts'

const PATHS = {
  login: authApi.login.path,
  register: authApi.register.path,
  forgotPassword: authApi.forgotPassword.path,
  resendVerification: authApi.resendVerification.path,
} as const
export type Probe = keyof typeof PATHS

/** Apart by more than this, the two kinds can be told from the time they take. */
export const TOLERANCE = 0.05

/** What two requests that should be indistinguishable came to. */
export interface Enumeration {
  readonly probe: Probe
  readonly pairs: number
  /** Distinct answers, ids of requests aside: 1 when nothing can be told from them. */
  readonly answers: number
  /** Distinct numbers of statements. */
  readonly statements: number
  /** Distinct numbers of passwords hashed. */
  readonly hashes: number
  /** Medians. */
  readonly knownMs: number
  readonly unknownMs: number
  /**
   * How far the two are apart, as a share of the smaller median: the median of the differences
   * within the pairs. Both of a pair meet the same load of the machine, which the medians do not:
   * measured with others at work, those of 60 pairs were up to 21 % apart where this was 4 %.
   */
  readonly difference: number
}

interface Plan {
  readonly pairs: number
  /** How often as many pairs may be added while the times are apart: a busy machine is noisy. */
  readonly retries?: number
  /** In place of the application as it is. */
  readonly app?: Express
}

/**
 * Asks about accounts that exist and accounts that do not, in turn, and compares. Each pair has an
 * account, and each request an address of its own, so that no limit is reached; the context has to
 * trust one proxy and to be used by nobody else meanwhile.
 */
export async function measureEnumeration(
  ctx: Context,
  probe: Probe,
  { pairs, retries = 0, app = createApp(ctx) }: Plan,
): Promise<Enumeration> {
  const ask = await asker(ctx, await connectTo(app), probe)
  const seen = { answers: new Set(), statements: new Set(), hashes: new Set() }
  const times: Pair[] = []
  do {
    for (let i = 0; i < pairs; i += 1)
      times.push(await askPair(ctx, ask, seen, { probe, isKnownFirst: i % 2 > 0 }))
  } while (apart(times).difference > TOLERANCE && times.length <= pairs * retries)
  return {
    probe,
    pairs: times.length,
    answers: seen.answers.size,
    statements: seen.statements.size,
    hashes: seen.hashes.size,
    ...apart(times),
  }
}

type Pair = Record<'known' | 'unknown', number>

async function askPair(
  ctx: Context,
  ask: Awaited<ReturnType<typeof asker>>,
  seen: Record<'answers' | 'statements' | 'hashes', Set<unknown>>,
  { probe, isKnownFirst }: { probe: Probe; isKnownFirst: boolean },
): Promise<Pair> {
  const account = await makeAccount(ctx, probe)
  const pair = { known: 0, unknown: 0 }
  const order = isKnownFirst ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)
  for (const kind of order) {
    const email = kind === 'known' ? account.email : `${name(ctx)}@example.org`
    const sent = await ask(email)
    seen.answers.add(sent.answer)
    seen.statements.add(sent.statements)
    seen.hashes.add(sent.hashes)
    pair[kind] = sent.ms
  }
  return pair
}

const name = (ctx: Context) => `e${ctx.newId().replaceAll('-', '').slice(-24)}`

/** An account whose address the probe asks about; a resend asks about one that is not verified. */
async function makeAccount(real: Context, probe: Probe): Promise<{ email: string }> {
  // A login alone compares with the account's hash.
  const ctx = probe === 'login' ? real : { ...real, config: { ...real.config, passwordCost: 4 } }
  const username = name(ctx)
  const profile = { preferredLang: 'en', timezone: 'UTC' } as const
  const account = { username, email: `${username}@example.org`, password: PASSWORD, ...profile }
  if (probe === 'resendVerification') await registrationService.register(ctx, account)
  else await demoAccountService.createVerified(ctx, account)
  // As if its first mail had gone out: a job that waits is found by the next one.
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
    const begun = performance.now()
    const sent = await client.raw(caller, 'POST', `/api/v1${PATHS[probe]}`, body, from)
    const ms = performance.now() - begun
    ctx.db.off('query', count)
    const { date: _, 'x-request-id': id, ...headers } = sent.headers
    const text = sent.text.replaceAll(String(id), '')
    const answer = `${sent.status} ${JSON.stringify(headers)} ${text}`
    return { answer, statements, hashes: (await hashes()) - hashesBefore, ms }
  }
}

/** One that no limit has heard of. */
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
