import type { Context } from '../../context.ts'
import { counterKey } from '../../utils/counters.ts'
import * as countersService from './counters.service.ts'

const HOUR = 3_600

/** Five mails, then none for an hour. The counter is reset after an hour without mail. */
const FIVE_AN_HOUR = {
  free: 5,
  firstWaitSeconds: HOUR,
  longestWaitSeconds: HOUR,
  resetAfterSeconds: HOUR,
}

/**
 * Counts a mail to an address that any visitor may enter, and returns whether it may be sent. Works
 * the same for every address, so response times do not reveal whether an account exists; callers do
 * not report a refusal. A rollback of the caller's transaction also undoes the count (not in Redis).
 */
export async function spend(ctx: Context, email: string): Promise<boolean> {
  const key = keyOf(ctx, email)
  return (await countersService.increment(ctx, [{ key, ...FIVE_AN_HOUR }])).isCounted
}

/** Deletes the count of an address. */
export function forget(ctx: Context, email: string): Promise<void> {
  return countersService.deleteKeys(ctx, [keyOf(ctx, email)])
}

const keyOf = (ctx: Context, email: string) =>
  counterKey(ctx.config.counterSecret, 'mail', mailboxOf(email))

/** Ignores case and tags (RFC 5233): `ada+1@` and `ada+2@` share one mailbox. */
function mailboxOf(email: string): string {
  return email.toLowerCase().replace(/^([^+@]*)\+[^@]*@/, '$1@')
}
