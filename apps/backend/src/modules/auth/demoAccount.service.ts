import { inTransaction, type Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { checkPassword, hashPassword } from '../../utils/passwords.ts'
import * as accountsService from '../users/accounts.service.ts'

const DEMO = { username: 'demo', password: 'Train-with-me-2026' }

/**
 * Makes an account one can log in with at once, on a machine of one's own where nothing was there
 * before, and returns how. Undefined where somebody else has the name or the address, or where the
 * password has been changed.
 */
export async function ensure(ctx: Context): Promise<typeof DEMO | undefined> {
  const existing = await accountsService.findCredentials(ctx, DEMO.username)
  if (existing) {
    const isOurs = await checkPassword(ctx.config, DEMO.password, existing.passwordHash)
    return isOurs ? DEMO : undefined
  }
  try {
    await createVerified(ctx, {
      ...DEMO,
      email: 'demo@fitvibe.localhost',
      preferredLang: ctx.config.defaultLang,
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    })
    return DEMO
  } catch (error) {
    if (error instanceof AppError && error.code === 'CONFLICT') return undefined
    throw error
  }
}

/** Creates an account without the detour by mail. */
export async function createVerified(
  ctx: Context,
  account: {
    username: string
    password: string
    email: string
    preferredLang: 'en' | 'de'
    timezone: string
  },
): Promise<string> {
  const passwordHash = await hashPassword(ctx.config, account.password)
  return inTransaction(ctx, async (ctx) => {
    const userId = await accountsService.create(ctx, { ...account, passwordHash })
    const recipient = await accountsService.findRecipient(ctx, userId)
    if (recipient) await accountsService.activate(ctx, userId, recipient.contactId)
    return userId
  })
}
