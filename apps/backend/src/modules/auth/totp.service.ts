import { generateSecret } from 'otplib'
import { toDataURL } from 'qrcode'

import { inTransaction, type Context, type User } from '../../context.ts'
import { conflict, notFound, unprocessable } from '../../errors.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import { seal, unseal } from '../../utils/sealedBox.ts'
import { hashRecoveryCode, newRecoveryCode, stepOf, totpUri } from '../../utils/totp.ts'
import * as guessesService from '../limits/guesses.service.ts'
import type { Caller } from '../limits/guesses.service.ts'
import * as auditService from '../system/audit.service.ts'
import * as accountsService from '../users/accounts.service.ts'
import * as loginsService from './logins.service.ts'
import * as reauthenticationService from './reauthentication.service.ts'
import * as secondFactorService from './secondFactor.service.ts'
import * as totpRepository from './totp.repository.ts'

const RECOVERY_CODES = 10

interface Proof {
  readonly password: string
  readonly code: string
}

export async function get(ctx: Context, user: User) {
  const stored = await totpRepository.findTotp(ctx.db, { owner: user.id })
  return {
    isOffered: ctx.config.hasTotp,
    isEnabled: Boolean(stored?.confirmedAt),
    recoveryCodesLeft: stored?.recoveryCodesLeft ?? 0,
  }
}

/**
 * Creates a secret, to be confirmed with its first code.
 * @throws AppError AUTH_INVALID_CREDENTIALS for a wrong password, RATE_LIMITED after too many,
 * CONFLICT if two-factor login is on already, NOT_FOUND if the installation does not offer it
 */
export async function enrol(ctx: Context, user: User, password: string, caller: Caller) {
  assertOffered(ctx)
  const owner = user.id
  const confirmed = await reauthenticationService.confirmPassword(ctx, user, password, caller)
  const secret = generateSecret()
  const sealed = seal(ctx.config.totpSecrets, owner, secret)
  await inTransaction(ctx, async (ctx) => {
    await reauthenticationService.lockIfUnchanged(ctx, user, confirmed)
    const totp = { owner, secret: sealed, createdAt: ctx.clock() }
    if (!(await totpRepository.insertSecret(ctx.db, totp))) throw conflict('errors.totpEnabled')
  })
  const uri = totpUri(user.username, secret)
  return { secret, uri, qr: await toDataURL(uri, { errorCorrectionLevel: 'M' }) }
}

/**
 * Turns two-factor login on, ends all other logins and returns the recovery codes.
 * @throws AppError UNPROCESSABLE for a wrong code, RATE_LIMITED after too many, CONFLICT if there is
 * no secret to confirm, NOT_FOUND if the installation does not offer it
 */
export async function confirm(
  ctx: Context,
  user: User,
  code: string,
  caller: Caller,
): Promise<string[]> {
  assertOffered(ctx)
  const owner = user.id
  const guess = { purpose: 'totp', name: owner, owner, caller } as const
  const first = await guessesService.guard(ctx, guess, async () => {
    const stored = await totpRepository.findTotp(ctx.db, { owner })
    if (!stored || stored.confirmedAt) throw conflict('errors.totpNotWaiting')
    const secret = unseal(ctx.config.totpSecrets, owner, stored.secret)
    if (secret === undefined) throw conflict('errors.totpNotWaiting')
    const step = stepOf(secret, code, ctx.clock())
    if (step === undefined) throw unprocessable('errors.totpWrong', 'body.code')
    return { secret: stored.secret, step }
  })
  return inTransaction(ctx, async (ctx) => {
    await loginsService.endOthers(ctx, user, 'totp_enabled')
    if (!(await totpRepository.setConfirmed(ctx.db, { owner, ...first, now: ctx.clock() })))
      throw conflict('errors.totpNotWaiting')
    await accountsService.setHasTotp(ctx, { owner, hasTotp: true })
    await auditService.record(ctx, { owner, event: 'totp.enabled' })
    await enqueue(ctx.db, 'sendAccountMail', { owner, mail: 'totpEnabled' })
    return replaceRecoveryCodes(ctx, owner)
  })
}

/**
 * Replaces all recovery codes and returns the new ones.
 * @throws AppError as `disable`
 */
export async function renewRecoveryCodes(
  ctx: Context,
  user: User,
  proof: Proof,
  caller: Caller,
): Promise<string[]> {
  const confirmed = await reauthenticate(ctx, user, proof, caller)
  return inTransaction(ctx, async (ctx) => {
    await reauthenticationService.lockIfUnchanged(ctx, user, confirmed)
    await auditService.record(ctx, { owner: user.id, event: 'totp.recovery_renewed' })
    return replaceRecoveryCodes(ctx, user.id)
  })
}

/**
 * Turns two-factor login off and ends all other logins.
 * @throws AppError AUTH_INVALID_CREDENTIALS for a wrong password, TOTP_REQUIRED for a wrong code,
 * RATE_LIMITED after too many of either
 */
export async function disable(
  ctx: Context,
  user: User,
  proof: Proof,
  caller: Caller,
): Promise<void> {
  const owner = user.id
  const confirmed = await reauthenticate(ctx, user, proof, caller)
  await inTransaction(ctx, async (ctx) => {
    await reauthenticationService.lockIfUnchanged(ctx, user, confirmed)
    await loginsService.endOthers(ctx, user, 'totp_disabled')
    await turnOff(ctx, owner)
  })
}

/**
 * Turns two-factor login off for a user who has lost the second factor, ends their logins and
 * notifies them by mail. Returns false if it was not on.
 * @throws AppError NOT_FOUND if no active account has the name
 */
export function disableFor(ctx: Context, username: string): Promise<boolean> {
  return inTransaction(ctx, async (ctx) => {
    const account = await accountsService.findCredentials(ctx, username)
    if (account?.status !== 'active') throw notFound('errors.notFound.account')
    if (!account.hasTotp) return false
    await loginsService.endAll(ctx, { owner: account.id, reason: 'totp_disabled' })
    await turnOff(ctx, account.id, { by: 'command line' })
    return true
  })
}

async function turnOff(
  ctx: Context,
  owner: string,
  details: Readonly<Record<string, string>> = {},
) {
  await totpRepository.deleteTotp(ctx.db, { owner })
  await accountsService.setHasTotp(ctx, { owner, hasTotp: false })
  await auditService.record(ctx, { owner, event: 'totp.disabled', details })
  await enqueue(ctx.db, 'sendAccountMail', { owner, mail: 'totpDisabled' })
}

async function reauthenticate(ctx: Context, user: User, proof: Proof, caller: Caller) {
  const confirmed = await reauthenticationService.confirmPassword(ctx, user, proof.password, caller)
  await secondFactorService.verify(ctx, { owner: user.id }, proof.code, caller)
  return confirmed
}

async function replaceRecoveryCodes(ctx: Context, owner: string): Promise<string[]> {
  const [key] = ctx.config.totpSecrets
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode)
  const hashed = codes.map((code) => ({
    id: ctx.newId(),
    hash: hashRecoveryCode(key, owner, code),
  }))
  await totpRepository.deleteRecoveryCodes(ctx.db, { owner })
  await totpRepository.insertRecoveryCodes(ctx.db, { owner }, hashed)
  return codes
}

function assertOffered(ctx: Context): void {
  if (!ctx.config.hasTotp) throw notFound('errors.notFound.route')
}
