import type { Context, User } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { checkPassword } from '../../utils/passwords.ts'
import * as guessesService from '../limits/guesses.service.ts'
import type { Caller } from '../limits/guesses.service.ts'
import * as accountsService from '../users/accounts.service.ts'

/** The hash that the password was compared with. Another request may replace it before the write. */
export interface Confirmed {
  readonly passwordHash: string
}

/**
 * Checks the user's password before a sensitive change, which must not be possible for anyone at an
 * unattended screen. The change itself then calls `lockIfUnchanged`. A wrong password counts as a
 * guess; never call it inside a transaction.
 * @throws AppError AUTH_INVALID_CREDENTIALS for a wrong password, RATE_LIMITED after too many,
 * UNAVAILABLE as `checkPassword`
 */
export async function confirmPassword(
  ctx: Context,
  { id: owner }: User,
  password: string,
  caller: Caller,
): Promise<Confirmed> {
  const guess = { purpose: 'confirm', name: owner, owner, caller } as const
  return guessesService.guard(ctx, guess, async () => {
    const passwordHash = await accountsService.findPasswordHash(ctx, { owner })
    const isRight = await checkPassword(ctx.config, password, passwordHash)
    if (passwordHash === undefined || !isRight) throw refused()
    return { passwordHash }
  })
}

/**
 * Locks the account until the end of the caller's transaction and checks that the password is still
 * the confirmed one.
 * @throws AppError AUTH_INVALID_CREDENTIALS if it has changed since
 */
export async function lockIfUnchanged(
  ctx: Context,
  { id: owner }: User,
  confirmed: Confirmed,
): Promise<void> {
  const passwordHash = await accountsService.lockPasswordHash(ctx, { owner })
  if (passwordHash !== confirmed.passwordHash) throw refused()
}

const refused = () => new AppError('AUTH_INVALID_CREDENTIALS', 'errors.passwordWrong')
