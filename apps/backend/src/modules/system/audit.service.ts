import type { Context } from '../../context.ts'
import { cursorPage, seek, type CursorQuery } from '../../utils/lists.ts'
import * as auditRepository from './audit.repository.ts'

/** What is kept of an account's security; names are for ever, the log outlives the code. */
type SecurityEvent =
  | 'login.opened'
  | 'login.ended'
  | 'login.refused'
  | 'refresh.reused'
  | 'password.changed'
  | 'password.reset'
  | 'email.change_requested'
  | 'email.changed'
  | 'totp.enabled'
  | 'totp.disabled'
  | 'totp.recovery_renewed'
  | 'totp.recovery_used'
  | 'totp.refused'
  | 'account.suspended'
  | 'account.reinstated'
  | 'report.dismissed'
  | 'session.hidden'
  | 'session.shown'
  | 'points.adjusted'
  | 'admin.granted'
  | 'admin.revoked'

/** The owner of what is about no account: a login with a name that nobody has. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'

interface Happening {
  /** Whose account it is about. */
  readonly owner: string
  readonly event: SecurityEvent
  /** Who did it, where that is not the owner. */
  readonly actor?: string
  /** Never a name, a token, a password or an address, unless it is cut to its network. */
  readonly details?: Readonly<Record<string, string | number | boolean>>
}

/** Writes down what happened, in the caller's transaction where there is one. */
export function record(ctx: Context, { owner, event, actor, details }: Happening): Promise<void> {
  return auditRepository.insertEntry(ctx.db, {
    owner,
    id: ctx.newId(),
    event,
    actor: actor ?? null,
    details: details ?? null,
    createdAt: ctx.clock(),
  })
}

export async function list(
  ctx: Context,
  query: CursorQuery & { owner?: string | undefined; event?: string | undefined },
) {
  const { owner, event } = query
  const found = await auditRepository.listEntries(ctx.db, { owner, event, ...seek(query) })
  return cursorPage(found, query.limit, ({ createdAt: at, id }) => ({ at, id }))
}
