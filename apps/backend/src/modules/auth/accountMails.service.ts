import { translate } from '../../config/i18n.ts'
import type { Context } from '../../context.ts'
import type { AccountMail } from '../../jobs/enqueue.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { hashToken, newSecret, packToken } from '../../utils/tokens.ts'
import * as accountsService from '../users/accounts.service.ts'
import type { Recipient } from '../users/accounts.service.ts'
import * as emailChangeService from '../users/emailChange.service.ts'
import * as authRepository from './auth.repository.ts'
import type { TokenKind } from './auth.repository.ts'

const TOKEN_TTL_SECONDS = 900

/**
 * Sends the mail an account waits for. The token is made here, when the mail goes out, so that it
 * is never stored but as a hash; sent again, it has a new one. An account that does not exist or
 * has no use for the mail gets none.
 */
export async function send(ctx: Context, owner: string, mail: AccountMail): Promise<void> {
  switch (mail) {
    case 'verify':
      return askToVerify(ctx, owner)
    case 'changeEmail':
      return askNewAddress(ctx, owner)
    case 'emailLeft':
      return tellLeftAddresses(ctx, owner)
    case 'reset':
      return sendReset(ctx, owner)
    case 'passwordChanged':
    case 'emailChangeRequested':
    case 'totpEnabled':
    case 'totpDisabled':
    case 'recoveryCodeUsed':
      return tellOwner(ctx, owner, mail, '/forgot')
    case 'emailChanged':
      return tellOwner(ctx, owner, mail, '/profile')
  }
}

async function askToVerify(ctx: Context, owner: string): Promise<void> {
  const recipient = await accountsService.findRecipient(ctx, owner)
  if (recipient?.status !== 'inactive') return
  if (recipient.emailOwner) return tellOwner(ctx, recipient.emailOwner, 'alreadyRegistered')
  const link = await tokenLink(ctx, recipient, 'verify_email', '/verify')
  return post(ctx, recipient, 'verify', link)
}

async function sendReset(ctx: Context, owner: string): Promise<void> {
  const recipient = await findOwner(ctx, owner)
  if (!recipient) return
  const link = await tokenLink(ctx, recipient, 'reset_password', '/reset')
  return post(ctx, recipient, 'reset', link)
}

async function askNewAddress(ctx: Context, owner: string): Promise<void> {
  const recipient = await emailChangeService.findWaiting(ctx, owner)
  if (recipient?.status !== 'active') return
  if (recipient.emailOwner) return tellOwner(ctx, recipient.emailOwner, 'addressTaken', '/login')
  const link = await tokenLink(ctx, recipient, 'change_email', '/verify-email')
  return post(ctx, recipient, 'changeEmail', link)
}

/** Tells the addresses an account has left and deletes each that has been told. */
async function tellLeftAddresses(ctx: Context, owner: string): Promise<void> {
  for (const recipient of await emailChangeService.listLeft(ctx, owner)) {
    await post(ctx, recipient, 'emailLeft', `${ctx.config.publicOrigin}/login`)
    await emailChangeService.forgetLeft(ctx, recipient)
  }
}

/** Tells the verified address of an account, where there is one. */
async function tellOwner(
  ctx: Context,
  owner: string,
  mail: keyof typeof MAILS,
  path = '/forgot',
): Promise<void> {
  const recipient = await findOwner(ctx, owner)
  if (recipient) await post(ctx, recipient, mail, `${ctx.config.publicOrigin}${path}`)
}

/** An active account by the address that is verified to be its. */
async function findOwner(ctx: Context, owner: string): Promise<Recipient | undefined> {
  const recipient = await accountsService.findRecipient(ctx, owner)
  const isReachable = recipient?.status === 'active' && recipient.emailOwner === owner
  return isReachable ? recipient : undefined
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

/** The mails there are, and whether somebody who asked for none may ignore it. */
const MAILS = {
  verify: true,
  reset: true,
  alreadyRegistered: true,
  changeEmail: true,
  addressTaken: false,
  passwordChanged: false,
  emailChangeRequested: false,
  emailChanged: false,
  emailLeft: false,
  totpEnabled: false,
  totpDisabled: false,
  recoveryCodeUsed: false,
} as const

async function post(
  ctx: Context,
  { email, username, lang }: Recipient,
  mail: keyof typeof MAILS,
  link: string,
): Promise<void> {
  const greeting = translate(lang, 'mail.greeting', { username })
  const body = translate(lang, `mail.${mail}.body`)
  const endings = MAILS[mail] ? [translate(lang, 'mail.ignore')] : []
  const paragraphs = [greeting, body, `<a href="${link}">${link}</a>`, ...endings]
  await ctx.mailer.send({
    to: email,
    subject: translate(lang, `mail.${mail}.subject`),
    text: `${[greeting, body, link, ...endings].join('\n\n')}\n`,
    html: paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join(''),
  })
}
