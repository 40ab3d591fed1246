import { translate } from '../../config/i18n.ts'
import type { Context } from '../../context.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { hashToken, newSecret, packToken } from '../../utils/tokens.ts'
import * as accountsService from '../users/accounts.service.ts'
import type { Recipient } from '../users/accounts.service.ts'
import * as authRepository from './auth.repository.ts'
import type { TokenKind } from './auth.repository.ts'

const TOKEN_TTL_SECONDS = 900

/**
 * Sends the mail an account waits for. The token is made here, when the mail goes out, so that it
 * is never stored but as a hash; sent again, it has a new one. An account that does not exist or
 * has no use for the mail gets none.
 */
export async function send(ctx: Context, owner: string, mail: 'verify' | 'reset'): Promise<void> {
  const recipient = await accountsService.findRecipient(ctx, owner)
  if (!recipient) return
  if (mail === 'reset') {
    if (recipient.status !== 'active' || recipient.emailOwner !== owner) return
    const link = await tokenLink(ctx, recipient, 'reset_password', '/reset')
    return post(ctx, recipient, 'reset', link)
  }
  if (recipient.status !== 'inactive') return
  if (recipient.emailOwner) return remindOfAccount(ctx, recipient.emailOwner)
  const link = await tokenLink(ctx, recipient, 'verify_email', '/verify')
  return post(ctx, recipient, 'verify', link)
}

/** Somebody registered with an address that has an account: only its owner is told. */
async function remindOfAccount(ctx: Context, owner: string): Promise<void> {
  const recipient = await accountsService.findRecipient(ctx, owner)
  if (!recipient) return
  await post(ctx, recipient, 'alreadyRegistered', `${ctx.config.publicOrigin}/forgot`)
}

async function tokenLink(ctx: Context, recipient: Recipient, kind: TokenKind, path: string) {
  const secret = newSecret()
  const now = ctx.clock()
  await authRepository.insertToken(ctx.db, {
    owner: recipient.id,
    id: ctx.newId(),
    kind,
    hash: hashToken(secret),
    contactId: recipient.contactId,
    createdAt: now,
    expiresAt: secondsAfter(now, TOKEN_TTL_SECONDS),
  })
  return `${ctx.config.publicOrigin}${path}?token=${packToken([recipient.id], secret)}`
}

async function post(
  ctx: Context,
  { email, username, lang }: Recipient,
  mail: 'verify' | 'reset' | 'alreadyRegistered',
  link: string,
): Promise<void> {
  const greeting = translate(lang, 'mail.greeting', { username })
  const body = translate(lang, `mail.${mail}.body`)
  const ignore = translate(lang, 'mail.ignore')
  await ctx.mailer.send({
    to: email,
    subject: translate(lang, `mail.${mail}.subject`),
    text: `${greeting}\n\n${body}\n\n${link}\n\n${ignore}\n`,
    html: `<p>${greeting}</p><p>${body}</p><p><a href="${link}">${link}</a></p><p>${ignore}</p>`,
  })
}
