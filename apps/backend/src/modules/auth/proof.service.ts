import type { Context, User } from '../../context.ts'
import type { Caller } from '../limits/guesses.service.ts'
import * as reauthenticationService from './reauthentication.service.ts'
import type { Confirmed } from './reauthentication.service.ts'
import * as secondFactorService from './secondFactor.service.ts'
import * as totpService from './totp.service.ts'

export interface Proof {
  readonly password: string
  readonly code?: string | undefined
}

/**
 * Checks the user's password, and a code if two-factor login is on. The change itself then calls
 * `reauthenticationService.lockIfUnchanged`. Never call it inside a transaction.
 * @throws AppError AUTH_INVALID_CREDENTIALS for a wrong password, TOTP_REQUIRED for a wrong code,
 * RATE_LIMITED after too many of either
 */
export async function confirm(
  ctx: Context,
  user: User,
  { password, code }: Proof,
  caller: Caller,
): Promise<Confirmed> {
  const confirmed = await reauthenticationService.confirmPassword(ctx, user, password, caller)
  const { isEnabled } = await totpService.get(ctx, user)
  if (isEnabled) await secondFactorService.verify(ctx, { owner: user.id }, code, caller)
  return confirmed
}
