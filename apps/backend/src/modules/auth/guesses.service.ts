import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { secondsBetween } from '../../utils/clock.ts'
import { counterKey } from '../../utils/counters.ts'
import { readDevice, signDevice, type KnownDevice } from '../../utils/devices.ts'
import * as captchasService from './captchas.service.ts'
import * as countersService from './counters.service.ts'
import { countersFor, limits, type CounterKind, type Purpose } from './guesses.rules.ts'

/** Who a guess comes from. */
export interface Caller {
  /** IPv6 by /64. */
  readonly address: string
  /** The cookie that names a device which has logged in before, as it was sent. */
  readonly device: string | undefined
}

interface Guess {
  readonly purpose: Purpose
  /** The account as the caller names it: a login name, or an id; whether it exists or not. */
  readonly name: string
  /** Whose account it is; undefined when there is none. */
  readonly owner: string | undefined
  readonly caller: Caller
  /** Where captchas can be asked for, what the caller sent. */
  readonly captcha?: { readonly answer: string | undefined }
}

/**
 * Lets `work` try a secret and counts it before, so that however many guess at once no more than
 * the limits allow are tried. Work that throws AUTH_INVALID_CREDENTIALS, TOTP_REQUIRED or
 * UNPROCESSABLE was a wrong guess; any other failure was none and is not held against anyone. Never call it inside a
 * transaction: a rollback would take the count back.
 * @throws AppError RATE_LIMITED while the caller has to wait, UNPROCESSABLE without a captcha where
 * one is asked for
 */
export async function guard<T>(ctx: Context, guess: Guess, work: () => Promise<T>): Promise<T> {
  const counters = countersOf(ctx, guess)
  const { isCounted, isLate } = await countersService.count(ctx, counters)
  if (!isCounted) throw refused(ctx, await countersService.findBlockedUntil(ctx, counters))
  const takeBack = () => countersService.takeBack(ctx, counters)
  if (isLate && guess.captcha && !(await captchasService.isSolved(ctx, guess.captcha.answer))) {
    await takeBack()
    throw new AppError('UNPROCESSABLE', 'errors.captcha', {
      details: [{ path: 'body.captcha', message: 'errors.captcha' }],
    })
  }
  const result = await work().catch(async (error: unknown) => {
    if (!isWrongGuess(error)) await takeBack()
    throw error
  })
  await countersService.forget(ctx, counters)
  return result
}

/** The cookie for a device that has just logged in: the one it has, if it is this account's. */
export function rememberDevice(ctx: Context, owner: string, caller: Caller): string {
  const known = knownDevice(ctx, owner, caller)
  return signDevice(ctx.config.deviceSecret, known ?? { owner, id: ctx.newId() })
}

function knownDevice(
  { config }: Context,
  owner: string | undefined,
  { device }: Caller,
): KnownDevice | undefined {
  const known = readDevice(config.deviceSecret, device)
  return known && known.owner === owner ? known : undefined
}

function countersOf(ctx: Context, { purpose, name, owner, caller }: Guess) {
  const device = knownDevice(ctx, owner, caller)
  const account = name.normalize('NFC').toLowerCase()
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

function refused(ctx: Context, until: Date | undefined): AppError {
  const retryAfterSeconds = Math.max(1, until ? secondsBetween(ctx.clock(), until) : 1)
  return new AppError('RATE_LIMITED', 'errors.rateLimited', { retryAfterSeconds })
}

/** What a wrong secret is refused with. */
const WRONG_GUESS = new Set(['AUTH_INVALID_CREDENTIALS', 'TOTP_REQUIRED', 'UNPROCESSABLE'])

function isWrongGuess(error: unknown): boolean {
  if (!(error instanceof AppError)) return false
  return WRONG_GUESS.has(error.code)
}
