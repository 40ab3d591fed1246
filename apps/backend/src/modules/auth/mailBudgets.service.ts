import type { Context } from '../../context.ts'
import { counterKey } from '../../utils/counters.ts'
import * as countersService from './counters.service.ts'

const HOUR = 3_600

/** Five mails, then none for an hour; an hour without any forgets them. */
const FIVE_AN_HOUR = {
  free: 5,
  firstWaitSeconds: HOUR,
  longestWaitSeconds: HOUR,
  forgottenAfterSeconds: HOUR,
}

/**
 * Whether one more mail may go to an address that a stranger names, and counts it. Whose address it
 * is makes no difference, so that a refusal, which nobody is told of, costs the same for all. In a
 * transaction the count is taken back with it.
 */
export async function spend(ctx: Context, email: string): Promise<boolean> {
  const key = counterKey(ctx.config.counterSecret, 'mail', mailboxOf(email))
  return (await countersService.count(ctx, [{ key, ...FIVE_AN_HOUR }])).isCounted
}

/** Case does not count, nor does a tag (RFC 5233): `ada+1@` and `ada+2@` are Ada's. */
function mailboxOf(email: string): string {
  return email.toLowerCase().replace(/\+[^@]*@/, '@')
}
