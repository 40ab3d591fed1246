import { inTransaction, type Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { checkPassword, hashPassword } from '../../utils/passwords.ts'
import * as consentsService from '../privacy/consents.service.ts'
import * as accountsService from '../users/accounts.service.ts'
import type { NewAccount } from '../users/accounts.service.ts'

export const USERNAME = 'demo'

const DEMO = { username: USERNAME, password: 'Train-with-me-2026' }

export type Credentials = typeof DEMO

/**
 * Creates a verified demo account on a fresh local installation and returns its credentials. Returns
 * undefined if another account has the name or address, or if the password has been changed. Calls
 * `onCreated` in the transaction that creates the account.
 */
export async function ensure(
  ctx: Context,
  onCreated?: (ctx: Context, account: { owner: string; timezone: string }) => Promise<void>,
): Promise<Credentials | undefined> {
  const existing = await accountsService.findCredentials(ctx, DEMO.username)
  if (existing) {
    const isOurs = await checkPassword(ctx.config, DEMO.password, existing.passwordHash)
    return isOurs ? DEMO : undefined
  }
  const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions()
  const passwordHash = await hashPassword(ctx.config, DEMO.password)
  try {
    await inTransaction(ctx, async (ctx) => {
      const owner = await createActive(ctx, {
        username: DEMO.username,
        passwordHash,
        email: 'demo@fitvibe.localhost',
        preferredLang: ctx.config.defaultLang,
        timezone,
      })
      // The demo does not begin with a question.
      const { terms, privacy } = ctx.config.legal
      const consents = { terms: terms.version, privacy: privacy.version }
      await consentsService.give(ctx, owner, consents)
      await onCreated?.(ctx, { owner, timezone })
    })
    return DEMO
  } catch (error) {
    if (error instanceof AppError && error.code === 'CONFLICT') return undefined
    throw error
  }
}

/** Creates an active account without the verification mail. */
export async function createVerified(
  ctx: Context,
  { password, ...account }: Omit<NewAccount, 'passwordHash'> & { readonly password: string },
): Promise<string> {
  const passwordHash = await hashPassword(ctx.config, password)
  return inTransaction(ctx, (ctx) => createActive(ctx, { ...account, passwordHash }))
}

/** Creates an active account without the verification mail, in the caller's transaction. */
export async function createActive(ctx: Context, account: NewAccount): Promise<string> {
  const owner = await accountsService.create(ctx, account)
  const recipient = await accountsService.findRecipient(ctx, { owner })
  if (recipient) await accountsService.activate(ctx, { owner, contactId: recipient.contactId })
  return owner
}
