import { RETENTION_MONTHS, RETENTION_SECONDS } from '../../config/retention.ts'
import type { Context } from '../../context.ts'
import { monthsBefore } from '../../utils/calendar.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { isPseudonym, pseudonymOf } from '../../utils/erasures.ts'
import { cursorPage, seek, type CursorQuery } from '../../utils/lists.ts'
import { repeatInBatches } from '../../utils/repeated.ts'
import * as auditRepository from './audit.repository.ts'

/** Events of the audit log. Never rename one: stored entries outlive the code. */
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
  | 'account.deleted'
  | 'account.kept'
  | 'account.erased'
  | 'export.requested'
  | 'export.opened'
  | 'account.suspended'
  | 'account.reinstated'
  | 'report.dismissed'
  | 'session.hidden'
  | 'session.shown'
  | 'exercise.hidden'
  | 'exercise.shown'
  | 'points.adjusted'
  | 'admin.granted'
  | 'admin.revoked'
  | 'translation.requested'

/** Owner of entries without an account: a login with an unknown name. */
export const NO_ACCOUNT = '00000000-0000-0000-0000-000000000000'

interface NewEntry {
  /** The account that the event is about. */
  readonly owner: string
  readonly event: SecurityEvent
  /** The user who did it, if not the owner. */
  readonly actor?: string
  /** Never a name, token, password or address; an IP address only cut to its network. */
  readonly details?: Readonly<Record<string, string | number | boolean>>
}

/** Adds an entry to the audit log, in the caller's transaction if there is one. */
export function record(ctx: Context, { owner, event, actor, details }: NewEntry): Promise<void> {
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

/** Replaces the users of entries older than 90 days by their pseudonyms, as an erasure does. */
export function pseudonymize({ db, clock, config }: Context): Promise<number> {
  const until = secondsAfter(clock(), -RETENTION_SECONDS.auditName)
  const nameOf = (id: string) =>
    id === NO_ACCOUNT || isPseudonym(id) ? id : pseudonymOf(config.erasureSecrets[0], id)
  return repeatInBatches(async (limit) => {
    const named = await auditRepository.listNamed(db, until, limit)
    await auditRepository.setPseudonyms(
      db,
      named.map(({ owner, id, actor }) => ({
        owner,
        id,
        actor,
        ownerName: nameOf(owner),
        actorName: actor && nameOf(actor),
      })),
    )
    return named.length
  })
}

/** Deletes entries older than two years. */
export function deleteOld({ db, clock }: Context): Promise<number> {
  const until = monthsBefore(clock(), RETENTION_MONTHS.audit)
  return repeatInBatches((limit) => auditRepository.deleteOld(db, until, limit))
}
