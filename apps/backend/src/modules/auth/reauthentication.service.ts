import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { checkPassword } from '../../utils/passwords.ts'
import * as accountsService from '../users/accounts.service.ts'
import * as guessesService from './guesses.service.ts'
import type { Caller } from './guesses.service.ts'

/** The hash a password was compared with: it may be another's by the time one writes. */
export interface Confirmed {
  readonly passwordHash: string
}

/**
 * Makes sure that whoever is logged in knows the password, before what must not happen at a screen
 * left open. What follows writes under `hold`. Wrong ones count as guesses; never call it inside a
 * transaction.
 * @throws AppError AUTH_INVALID_CREDENTIALS for a wrong password, RATE_LIMITED after too many,
 * UNAVAILABLE as `checkPassword`
 */
export async function confirmPassword(
  ctx: Context,
  { id: owner }: { readonly id: string },
  password: string,
  caller: Caller,
): Promise<Confirmed> {
  const guess = { purpose: 'confirm', name: owner, owner, caller } as const
  return guessesService.guard(ctx, guess, async () => {
    const passwordHash = await accountsService.findPasswordHash(ctx, owner)
    const isRight = await checkPassword(ctx.config, password, passwordHash)
    if (passwordHash === undefined || !isRight) throw refused()
    return { passwordHash }
  })
}

/**
 * Locks the account to the end of the caller's transaction, in which the password is still the one
 * that was confirmed.
 * @throws AppError AUTH_INVALID_CREDENTIALS when it has been changed since
 */
export async function hold(
  ctx: Context,
  user: { readonly id: string },
  confirmed: Confirmed,
): Promise<void> {
  const passwordHash = await accountsService.lockPasswordHash(ctx, user.id)
  if (passwordHash !== confirmed.passwordHash) throw refused()
}

const refused = () => new AppError('AUTH_INVALID_CREDENTIALS', 'errors.passwordWrong')
