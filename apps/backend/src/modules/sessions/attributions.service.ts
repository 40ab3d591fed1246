import type { Context } from '../../context.ts'
import type { StoredAttribution, StoredSource } from '../../db/fragments.ts'
import * as sessionsRepository from './sessions.repository.ts'

interface Cloneable {
  readonly attribution: StoredAttribution | null
}

/**
 * Removes the session ids of clone sources that `viewer` cannot see, the names of suspended users,
 * and the aliases of profiles that have become private. Runs one statement for all sessions, and
 * none if no session is a clone. Null is a visitor without login.
 */
export async function link<T extends Cloneable>(
  ctx: Context,
  viewer: string | null,
  sessions: readonly T[],
): Promise<T[]> {
  const sources = sessions.flatMap(({ attribution }) =>
    attribution ? [attribution, ...(attribution.origin ? [attribution.origin] : [])] : [],
  )
  const ids = sources.flatMap(({ sessionId }) => sessionId ?? [])
  const owners = [...new Set(sources.flatMap(({ owner }) => owner ?? []))]
  if (ids.length === 0) return [...sessions]
  const found = await sessionsRepository.findSources(ctx.db, viewer, { ids, owners })
  const visible = new Set(found.visible)
  const hidden = new Map(found.hidden.map((owner) => [owner.id, owner]))
  const nameOf = ({ owner, name }: StoredSource) => {
    const known = owner === null ? undefined : hidden.get(owner)
    if (known?.isSuspended) return null
    return known && name === known.alias ? known.username : name
  }
  const linked = <S extends StoredSource>(source: S): S => ({
    ...source,
    sessionId: source.sessionId !== null && visible.has(source.sessionId) ? source.sessionId : null,
    name: nameOf(source),
  })
  return sessions.map((session) => {
    const { attribution } = session
    if (!attribution) return session
    const origin = attribution.origin && linked(attribution.origin)
    return { ...session, attribution: { ...linked(attribution), origin } }
  })
}
