import type { Context } from '../../context.ts'
import { isRefusedForGood, type Mail } from '../../utils/mailer.ts'
import type { Recipient } from './accounts.repository.ts'
import * as contactsRepository from './contacts.repository.ts'

/**
 * Sends a mail to an address of a user. If the address is refused for good, marks it instead of failing:
 * another try would be refused too, and the app tells the user.
 * @throws Error if a later try may succeed
 */
export async function deliver(
  ctx: Context,
  { id: owner, contactId, email }: Pick<Recipient, 'id' | 'contactId' | 'email'>,
  mail: Omit<Mail, 'to'>,
): Promise<void> {
  try {
    await ctx.mailer.send({ to: email, ...mail })
  } catch (error) {
    if (!isRefusedForGood(error)) throw error
    const { responseCode } = error as { responseCode: number }
    ctx.logger.warn({ module: 'users', owner, responseCode }, 'the mail server refused the address')
    await contactsRepository.setRefused(ctx.db, { owner, id: contactId }, ctx.clock())
  }
}
