import type { Context } from '../../context.ts'
import type { AccountMail } from '../../jobs/enqueue.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { hashToken, newSecret, packToken } from '../../utils/tokens.ts'
import * as accountsService from '../users/accounts.service.ts'
import type { Recipient } from '../users/accounts.service.ts'
import * as deletionsService from '../users/deletions.service.ts'
import * as deliveryService from '../users/delivery.service.ts'
import * as emailChangeService from '../users/emailChange.service.ts'
import * as accountTokensRepository from './accountTokens.repository.ts'
import type { TokenKind } from './accountTokens.repository.ts'
import { composeAccountMail, type MailName } from './composeAccountMail.ts'

const TOKEN_TTL_SECONDS = 900

/**
 * Sends an account mail. Creates the token only now, so that the database stores nothing but its
 * hash; a retry mails a new token. Sends nothing if the account does not exist or does not need the
 * mail.
 */
export async function send(
  ctx: Context,
  { owner, mail }: { owner: string; mail: AccountMail },
): Promise<void> {
  switch (mail) {
    case 'verify':
      return mailVerification(ctx, owner)
    case 'changeEmail':
      return mailEmailChange(ctx, owner)
    case 'emailLeft':
      return notifyFormerAddresses(ctx, owner)
    case 'reset':
      return mailReset(ctx, owner)
    case 'passwordChanged':
    case 'emailChangeRequested':
    case 'totpEnabled':
    case 'totpDisabled':
    case 'recoveryCodeUsed':
      return notify(ctx, owner, mail, '/forgot')
    case 'accountDeleting':
      return mailDeletion(ctx, owner)
    case 'accountKept':
    case 'emailChanged':
      return notify(ctx, owner, mail, '/profile')
  }
}

async function mailVerification(ctx: Context, owner: string): Promise<void> {
  const recipient = await accountsService.findRecipient(ctx, { owner })
  if (recipient?.status !== 'inactive') return
  if (recipient.emailOwner) {
    // An account that its user has deleted: the link keeps it, which a registration cannot.
    await mailDeletion(ctx, recipient.emailOwner)
    return notify(ctx, recipient.emailOwner, 'alreadyRegistered')
  }
  // A registration that came while this job waited has ended the links of this one.
  if ((await accountsService.findUnverified(ctx, recipient.email)) !== owner) return
  const link = await tokenLink(ctx, recipient, 'verify_email', '/verify')
  return post(ctx, recipient, 'verify', link)
}

async function mailReset(ctx: Context, owner: string): Promise<void> {
  const recipient = await findVerified(ctx, owner)
  // A user who has deleted the account keeps it first; the link does not need the password.
  if (!recipient) return mailDeletion(ctx, owner)
  const link = await tokenLink(ctx, recipient, 'reset_password', '/reset')
  return post(ctx, recipient, 'reset', link)
}

async function mailEmailChange(ctx: Context, owner: string): Promise<void> {
  const recipient = await emailChangeService.findPending(ctx, { owner })
  if (recipient?.status !== 'active') return
  const { emailOwner } = recipient
  // Their own address may be verified again after it refused a mail.
  const isAgain = emailOwner === owner && (await emailChangeService.isRefused(ctx, { owner }))
  if (emailOwner && !isAgain) return notify(ctx, emailOwner, 'addressTaken', '/login')
  const link = await tokenLink(ctx, recipient, 'change_email', '/verify-email')
  return post(ctx, recipient, 'changeEmail', link)
}

/** Mails the link that keeps the account, if its user has deleted it. */
async function mailDeletion(ctx: Context, owner: string): Promise<void> {
  const recipient = await accountsService.findRecipient(ctx, { owner })
  const erasesAt = await deletionsService.findErasesAt(ctx, { owner })
  if (recipient?.status !== 'deleting' || !erasesAt) return
  const link = await tokenLink(ctx, recipient, 'keep_account', '/keep-account', erasesAt)
  return post(ctx, recipient, 'accountDeleting', link, { until: timeFor(recipient, erasesAt) })
}

/** Mails the link to an export. */
export async function sendExport(
  ctx: Context,
  { owner, link, expiresAt }: { owner: string; link: string; expiresAt: Date },
): Promise<void> {
  const recipient = await accountsService.findRecipient(ctx, { owner })
  if (recipient)
    await post(ctx, recipient, 'exportReady', link, { until: timeFor(recipient, expiresAt) })
}

/** Formats a time in the language and the zone of the recipient. */
function timeFor({ lang, timezone: timeZone }: Recipient, time: Date): string {
  const format = new Intl.DateTimeFormat(lang, { dateStyle: 'full', timeStyle: 'short', timeZone })
  return format.format(time)
}

/** Mails that the erasure of the account is complete, just before it is. */
export async function sendFarewell(ctx: Context, { owner }: { owner: string }): Promise<void> {
  const recipient = await accountsService.findRecipient(ctx, { owner })
  if (recipient) await post(ctx, recipient, 'accountErased', ctx.config.publicOrigin)
}

/** Notifies each former address of an account, unless it is verified again, and then deletes it. */
async function notifyFormerAddresses(ctx: Context, owner: string): Promise<void> {
  for (const recipient of await emailChangeService.listFormer(ctx, { owner })) {
    if (recipient.emailOwner !== owner)
      await post(ctx, recipient, 'emailLeft', `${ctx.config.publicOrigin}/login`)
    await emailChangeService.deleteFormer(ctx, recipient)
  }
}

/** Mails a notice to the verified address of an account, if it has one. */
async function notify(
  ctx: Context,
  owner: string,
  mail: MailName,
  path = '/forgot',
): Promise<void> {
  const recipient = await findVerified(ctx, owner)
  if (recipient) await post(ctx, recipient, mail, `${ctx.config.publicOrigin}${path}`)
}

/** Finds an active account as a recipient, if its address is verified. */
async function findVerified(ctx: Context, owner: string): Promise<Recipient | undefined> {
  const recipient = await accountsService.findRecipient(ctx, { owner })
  const isReachable = recipient?.status === 'active' && recipient.emailOwner === owner
  return isReachable ? recipient : undefined
}

async function tokenLink(
  ctx: Context,
  recipient: Recipient,
  kind: TokenKind,
  path: string,
  expiresAt = secondsAfter(ctx.clock(), TOKEN_TTL_SECONDS),
) {
  const secret = newSecret()
  await accountTokensRepository.insertToken(ctx.db, {
    owner: recipient.id,
    id: ctx.newId(),
    kind,
    hash: hashToken(secret),
    contactId: recipient.contactId,
    createdAt: ctx.clock(),
    expiresAt,
  })
  return `${ctx.config.publicOrigin}${path}?token=${packToken([recipient.id], secret)}`
}

async function post(
  ctx: Context,
  recipient: Recipient,
  mail: MailName,
  link: string,
  params: Readonly<Record<string, string>> = {},
): Promise<void> {
  const origin = ctx.config.publicOrigin
  const { lang, username } = recipient
  const composed = composeAccountMail(lang, mail, { username, link, origin, params })
  await deliveryService.deliver(ctx, recipient, composed)
}
