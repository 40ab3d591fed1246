import type { consentsApi, DistanceUnit, Language, WeekStart } from '@fitvibe/contract'

import { inTransaction, type Context } from '../../context.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import * as mailBudgetsService from '../limits/mailBudgets.service.ts'
import * as consentsService from '../privacy/consents.service.ts'
import * as accountsService from '../users/accounts.service.ts'
import * as accountTokensRepository from './accountTokens.repository.ts'
import * as mailTokensService from './mailTokens.service.ts'
import * as newPasswordService from './newPassword.service.ts'
import { preferencesOf } from './preferences.rules.ts'

interface Registration {
  readonly email: string
  readonly username: string
  readonly password: string
  readonly preferredLang: Language
  readonly timezone: string
  readonly weekStart?: WeekStart | undefined
  readonly distanceUnit?: DistanceUnit | undefined
  readonly consents?: ReturnType<typeof consentsApi.GivenConsents.parse> | undefined
  /** Decides on preferences that the user does not choose. */
  readonly acceptLanguage?: string | undefined
}

/**
 * Creates an account with an unverified address. Does the same work whether or not another account
 * has the address; only the mail that follows differs. Ends the links of earlier registrations with the
 * same address, unless that address has had too many mails to get another one.
 * @throws AppError CONFLICT if the username is taken or a consent is outdated, VALIDATION_ERROR for a common password
 */
export async function register(ctx: Context, registration: Registration): Promise<void> {
  const { password, acceptLanguage, consents = {}, ...chosen } = registration
  const usual = preferencesOf(acceptLanguage)
  const account = {
    ...chosen,
    weekStart: chosen.weekStart ?? usual.weekStart,
    distanceUnit: chosen.distanceUnit ?? usual.distanceUnit,
  }
  const passwordHash = await newPasswordService.hash(ctx, password, 'body.password')
  await inTransaction(ctx, async (ctx) => {
    const owner = await accountsService.create(ctx, { ...account, passwordHash })
    await consentsService.give(ctx, owner, consents)
    if (await mailBudgetsService.spend(ctx, account.email)) {
      await accountTokensRepository.setOlderVerificationsUsed(ctx.db, {
        owner,
        email: account.email,
        now: ctx.clock(),
      })
      await enqueue(ctx.db, 'sendAccountMail', { owner, mail: 'verify' })
    }
  })
}

/**
 * Verifies the address that a token was mailed to, activates the account and returns its username.
 * @throws AppError UNPROCESSABLE for a token that is unknown, used or expired
 */
export function verify(ctx: Context, token: string): Promise<string> {
  const mailed = mailTokensService.read(token)
  return inTransaction(ctx, async (ctx) => {
    const contactId = await mailTokensService.consume(ctx, 'verify_email', mailed)
    return accountsService.activate(ctx, { owner: mailed.owner, contactId })
  })
}

/**
 * Mails a new link to an unverified address. For any other address it sends nothing, and neither
 * the answer nor its time shows the difference.
 */
export async function resendVerification(ctx: Context, email: string): Promise<void> {
  const owner = await accountsService.findUnverified(ctx, email)
  if (!(await mailBudgetsService.spend(ctx, email))) return
  await enqueue(ctx.db, 'sendAccountMail', { owner: owner ?? ctx.newId(), mail: 'verify' })
}
