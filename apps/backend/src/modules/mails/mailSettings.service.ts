import type { Input, mailsApi } from '@fitvibe/contract'

import type { Context, User } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import * as mailSettingsRepository from './mailSettings.repository.ts'
import { readStopToken } from './stopTokens.ts'

const NONE = { reminderHours: null, weekSummary: false } as const

export async function get(ctx: Context, { id: owner }: User): Promise<mailsApi.MailSettings> {
  return (await mailSettingsRepository.findSettings(ctx.db, { owner })) ?? NONE
}

/** Changes the given settings. */
export function update(
  ctx: Context,
  { id: owner }: User,
  changes: Input<typeof mailsApi.updateMailSettings>['body'],
): Promise<mailsApi.MailSettings> {
  return mailSettingsRepository.setSettings(ctx.db, { owner }, changes)
}

/**
 * Turns the mail off whose link has this token.
 * @throws AppError UNPROCESSABLE for a token that we have not signed
 */
export async function stop(ctx: Context, token: string): Promise<mailsApi.WantedMail> {
  const signed = readStopToken(ctx.config.stopMailSecrets, token)
  if (!signed) throw unprocessable('errors.stopInvalid', 'query.token')
  await mailSettingsRepository.stop(ctx.db, signed, signed.mail)
  return signed.mail
}
