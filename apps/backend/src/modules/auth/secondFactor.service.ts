import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import { seal, unseal } from '../../utils/sealedBox.ts'
import { hashRecoveryCode, stepOf } from '../../utils/totp.ts'
import * as guessesService from '../limits/guesses.service.ts'
import type { Caller } from '../limits/guesses.service.ts'
import * as auditService from '../system/audit.service.ts'
import * as totpRepository from './totp.repository.ts'

/**
 * Requires a valid TOTP or recovery code; each works once. Still enforced when FEATURE_TOTP is off,
 * because a flag must not open accounts. A wrong code counts as a guess, a missing one does not.
 * Never call it inside a transaction.
 * @throws AppError TOTP_REQUIRED for a code that is missing, wrong or used, RATE_LIMITED after too
 * many
 */
export async function verify(
  ctx: Context,
  { owner }: { owner: string },
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
  const stored = await totpRepository.findTotp(ctx.db, { owner })
  if (!stored?.confirmedAt) return false
  const secret = unseal(ctx.config.totpSecrets, owner, stored.secret)
  if (secret === undefined) {
    ctx.logger.error({ module: 'auth', owner }, 'sealed with an unknown APP_SECRET')
    return false
  }
  const step = stepOf(secret, code, ctx.clock())
  if (step === undefined) return false
  // Sealed again on each use, so that it migrates to a new APP_SECRET.
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
