import { inTransaction, type Context } from '../../context.ts'
import { isLockTimeout } from '../../db/failures.ts'
import { dayOf } from '../../utils/calendar.ts'
import { secondsAfter } from '../../utils/clock.ts'
import * as demoAccountService from '../auth/demoAccount.service.ts'
import * as accountsService from '../users/accounts.service.ts'
import * as demoRepository from './demo.repository.ts'
import { writeScript } from './script.rules.ts'
import type { Step } from './step.ts'
import * as stepsService from './steps.service.ts'

const YEAR_SECONDS = 366 * 86_400

/**
 * Creates the demo account on a fresh local installation and returns its credentials, like
 * `demoAccountService.ensure`. In a database without any account, it also notes that the account
 * gets a year of training, which `fillYear` writes. Does nothing in production or in a database of the
 * operator's own.
 */
export async function ensure(ctx: Context): Promise<demoAccountService.Credentials | undefined> {
  const { isProduction, databaseUrl, hasDemo } = ctx.config
  if (isProduction || databaseUrl !== undefined) return undefined
  const isFilled = hasDemo && (await demoRepository.isWithoutAccounts(ctx.db))
  if (!isFilled) return demoAccountService.ensure(ctx)
  const beganAt = ctx.clock()
  // The account is older than its first session.
  const yearAgo = { ...ctx, clock: () => secondsAfter(beganAt, -YEAR_SECONDS) }
  return demoAccountService.ensure(yearAgo, (ctx, { owner, timezone }) =>
    demoRepository.insertYear(ctx.db, { owner, beganAt, timezone }),
  )
}

/**
 * Writes the year of the demo account and its friends, step by step. A call after a crash or a stop
 * continues where the last one ended. Does nothing for an account that `ensure` has not noted, or
 * once the year is complete.
 */
export async function fillYear(ctx: Context, signal?: AbortSignal): Promise<void> {
  if (!ctx.config.hasDemo) return
  const account = await accountsService.findCredentials(ctx, demoAccountService.USERNAME)
  const key = { owner: account?.id ?? '' }
  const year = account && (await demoRepository.findYear(ctx.db, key))
  if (!year || year.isFinished) return
  const script = writeScript(dayOf(year.beganAt, year.timezone))
  let isFinished = false
  while (!isFinished) {
    if (signal?.aborted) return
    isFinished = await takeStep(ctx, key, script)
  }
  ctx.logger.info({ module: 'demo' }, 'the demo account is complete')
}

/** Takes the next step in a transaction of its own, and returns whether no step is left. */
async function takeStep(
  ctx: Context,
  key: { owner: string },
  script: readonly Step[],
): Promise<boolean> {
  try {
    return await inTransaction(ctx, (ctx) => takeStepLocked(ctx, key, script))
  } catch (error) {
    // A request of the user was slower than the timeout: its lock is gone at the next try.
    if (isLockTimeout(error)) return false
    throw error
  }
}

/**
 * One step a transaction, because its locks make writes of the same athlete wait: for as long as a
 * request of their own would.
 */
async function takeStepLocked(
  ctx: Context,
  key: { owner: string },
  script: readonly Step[],
): Promise<boolean> {
  const year = await demoRepository.lockYear(ctx.db, key)
  const step = year && script[year.stepsDone]
  if (!year || !step) return true
  await stepsService.take(ctx, step, year.timezone)
  const stepsDone = year.stepsDone + 1
  const isFinished = stepsDone === script.length
  await demoRepository.setStepsDone(ctx.db, key, { stepsDone, isFinished })
  return isFinished
}
