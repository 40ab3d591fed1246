import type { Attribution } from '@fitvibe/contract'

import type { Context } from '../../context.ts'
import * as sessionsRepository from './sessions.repository.ts'

interface Cloneable {
  readonly attribution: Attribution | null
}

/**
 * Removes the session ids of clone sources that `viewer` cannot see; their names stay. Runs one
 * statement for all sessions, and none if no session is a clone. Null is a visitor without login.
 */
export async function link<T extends Cloneable>(
  ctx: Context,
  viewer: string | null,
  sessions: readonly T[],
): Promise<T[]> {
  const ids = sessions.flatMap(({ attribution }) =>
    [attribution?.sessionId, attribution?.origin?.sessionId].filter((id) => typeof id === 'string'),
  )
  if (ids.length === 0) return [...sessions]
  const visible = new Set(await sessionsRepository.listVisible(ctx.db, viewer, ids))
  const linked = <S extends { sessionId: string | null }>(source: S): S =>
    source.sessionId !== null && visible.has(source.sessionId)
      ? source
      : { ...source, sessionId: null }
  return sessions.map((session) => {
    const { attribution } = session
    if (!attribution) return session
    const origin = attribution.origin && linked(attribution.origin)
    return { ...session, attribution: { ...linked(attribution), origin } }
  })
}
