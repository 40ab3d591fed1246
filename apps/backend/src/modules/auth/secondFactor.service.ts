import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import { seal, unseal } from '../../utils/sealedBox.ts'
import { hashRecoveryCode, stepOf } from '../../utils/totp.ts'
import * as auditService from '../system/audit.service.ts'
import * as guessesService from './guesses.service.ts'
import type { Caller } from './guesses.service.ts'
import * as totpRepository from './totp.repository.ts'

/**
 * Lets pass who shows the second factor that is on, by a code of the app or a recovery code; each
 * works once. Where the installation has stopped offering it, those who turned it on are still
 * asked: a flag must not open accounts. Wrong codes count as guesses, and being asked for one does
 * not; never call it inside a transaction.
 * @throws AppError TOTP_REQUIRED without a code, with a wrong one or one that has been used,
 * RATE_LIMITED after too many
 */
export async function demand(
  ctx: Context,
  owner: string,
  code: string | undefined,
  caller: Caller,
): Promise<void> {
  if (code === undefined) throw new AppError('TOTP_REQUIRED', 'errors.totpRequired')
  await guessesService.guard(ctx, { purpose: 'totp', name: owner, owner, caller }, async () => {
    const isRight = (await useStep(ctx, owner, code)) || (await useRecoveryCode(ctx, owner, code))
    if (isRight) return
    await auditService.record(ctx, { owner, event: 'totp.refused' })
    throw new AppError('TOTP_REQUIRED', 'errors.totpWrong', {
      details: [{ path: 'body.code', message: 'errors.totpWrong' }],
    })
  })
}

async function useStep(ctx: Context, owner: string, code: string): Promise<boolean> {
  const stored = await totpRepository.findTotp(ctx.db, owner)
  if (!stored?.confirmedAt) return false
  const secret = unseal(ctx.config.totpSecrets, owner, stored.secret)
  if (secret === undefined) {
    ctx.logger.error({ module: 'auth', owner }, 'sealed with an APP_SECRET that is not known')
    return false
  }
  const step = stepOf(secret, code, ctx.clock())
  if (step === undefined) return false
  // Sealed anew each time, so that it follows a new APP_SECRET.
  const sealed = seal(ctx.config.totpSecrets, owner, secret)
  return totpRepository.setStepUsed(ctx.db, { owner, step, secret: sealed })
}

async function useRecoveryCode(ctx: Context, owner: string, code: string): Promise<boolean> {
  const hashes = ctx.config.totpSecrets.map((key) => hashRecoveryCode(key, owner, code))
  const now = ctx.clock()
  const isUsed = await totpRepository.setRecoveryCodeUsed(ctx.db, { owner, hashes, now })
  if (!isUsed) return false
  await auditService.record(ctx, { owner, event: 'totp.recovery_used' })
  await enqueue(ctx.db, 'sendAccountMail', { owner, mail: 'recoveryCodeUsed' })
  return true
}
