import type { Context } from '../../context.ts'
import type { StoredAttribution, StoredSource } from '../../db/fragments.ts'
import * as sessionsRepository from './sessions.repository.ts'
import type { HiddenOwner } from './sessions.repository.ts'

interface Cloneable {
  readonly attribution: StoredAttribution | null
}

/**
 * Removes the session ids of clone sources that `viewer` cannot see, the names of users who are not
 * active, and the aliases of profiles that have become private. Runs one statement for all sessions, and
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
  const linked = <S extends StoredSource>(source: S): S => {
    const { sessionId, name } = source
    const owner = source.owner === null ? undefined : hidden.get(source.owner)
    return {
      ...source,
      sessionId: sessionId !== null && visible.has(sessionId) ? sessionId : null,
      name: nameOf(name, owner),
      ...(owner?.isDeleting && { isDeleted: true as const }),
    }
  }
  return sessions.map((session) => {
    const { attribution } = session
    if (!attribution) return session
    const origin = attribution.origin && linked(attribution.origin)
    return { ...session, attribution: { ...linked(attribution), origin } }
  })
}

function nameOf(name: string | null, owner: HiddenOwner | undefined): string | null {
  if (owner && !owner.isActive) return null
  return owner && name === owner.alias ? owner.username : name
}
