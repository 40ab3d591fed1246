import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { secondsBetween } from '../../utils/clock.ts'
import { counterKey } from '../../utils/counters.ts'
import { readDevice, signDevice, type KnownDevice } from '../../utils/devices.ts'
import * as captchasService from './captchas.service.ts'
import * as countersService from './counters.service.ts'
import { countersFor, limits, PURPOSES, type CounterKind, type Purpose } from './guesses.rules.ts'

/** The origin of a guess. */
export interface Caller {
  /** IP address; IPv6 cut to its /64. */
  readonly address: string
  /** The cookie of a device that has logged in before, unverified. */
  readonly deviceCookie: string | undefined
}

interface Guess {
  readonly purpose: Purpose
  /** The account as the caller names it: a login name or an id. It need not exist. */
  readonly name: string
  /** The id of that account; undefined if it does not exist. */
  readonly owner: string | undefined
  readonly caller: Caller
  /** Set where a captcha may be required; `answer` is what the caller sent. */
  readonly captcha?: { readonly answer: string | undefined }
}

/**
 * Runs `work`, which checks a secret. Counts the guess first, so concurrent guesses cannot exceed
 * the limits. AUTH_INVALID_CREDENTIALS, TOTP_REQUIRED or UNPROCESSABLE from `work` is a wrong guess;
 * after any other error the count is undone. Never call it inside a transaction: a rollback would
 * undo the count.
 * @throws AppError RATE_LIMITED while the caller has to wait, UNPROCESSABLE if a captcha is required
 * and missing or wrong
 */
export async function guard<T>(ctx: Context, guess: Guess, work: () => Promise<T>): Promise<T> {
  const counters = countersOf(ctx, guess)
  const { isCounted, isOverFree } = await countersService.increment(ctx, counters)
  if (!isCounted) throw rateLimited(ctx, await countersService.findBlockedUntil(ctx, counters))
  const undoCount = () => countersService.decrement(ctx, counters)
  if (isOverFree && guess.captcha && !(await captchasService.isSolved(ctx, guess.captcha.answer))) {
    await undoCount()
    throw new AppError('UNPROCESSABLE', 'errors.captcha', {
      details: [{ path: 'body.captcha', message: 'errors.captcha' }],
    })
  }
  const result = await work().catch(async (error: unknown) => {
    if (!isWrongGuess(error)) await undoCount()
    throw error
  })
  await countersService.clear(ctx, counters)
  return result
}

/**
 * Deletes the counters of accounts by the names that callers use for them. Those that also count by
 * address or device expire within a day.
 */
export async function forget(ctx: Context, names: readonly string[]): Promise<void> {
  const keys = names.flatMap((name) =>
    PURPOSES.map((purpose) =>
      counterKey(ctx.config.counterSecret, purpose, 'account', accountNamed(name)),
    ),
  )
  await countersService.deleteKeys(ctx, keys)
}

/** Returns the cookie of a device that has just logged in; keeps the device's id for this account. */
export function deviceCookieFor(ctx: Context, owner: string, caller: Caller): string {
  const known = knownDevice(ctx, owner, caller)
  return signDevice(ctx.config.deviceSecret, known ?? { owner, id: ctx.newId() })
}

function knownDevice(
  { config }: Context,
  owner: string | undefined,
  { deviceCookie }: Caller,
): KnownDevice | undefined {
  const known = readDevice(config.deviceSecret, deviceCookie)
  return known && known.owner === owner ? known : undefined
}

function countersOf(ctx: Context, { purpose, name, owner, caller }: Guess) {
  const device = knownDevice(ctx, owner, caller)
  const account = accountNamed(name)
  const named: Record<CounterKind, readonly string[]> = {
    device: [device?.id ?? ''],
    pair: [account, caller.address],
    address: [caller.address],
    account: [account],
  }
  return countersFor(purpose, device !== undefined).map((kind) => ({
    ...limits[kind],
    key: counterKey(ctx.config.counterSecret, purpose, kind, ...named[kind]),
  }))
}

const accountNamed = (name: string) => name.normalize('NFC').toLowerCase()

function rateLimited(ctx: Context, until: Date | undefined): AppError {
  const retryAfterSeconds = Math.max(1, until ? secondsBetween(ctx.clock(), until) : 1)
  return new AppError('RATE_LIMITED', 'errors.rateLimited', { retryAfterSeconds })
}

/** Codes that `work` throws for a wrong secret. */
const WRONG_GUESS = new Set(['AUTH_INVALID_CREDENTIALS', 'TOTP_REQUIRED', 'UNPROCESSABLE'])

function isWrongGuess(error: unknown): boolean {
  if (!(error instanceof AppError)) return false
  return WRONG_GUESS.has(error.code)
}
