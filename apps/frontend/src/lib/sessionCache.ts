import type { sessionsApi } from '@fitvibe/contract'

import { queryClient } from './queryClient.ts'

export const sessionKey = (id: string) => ['sessions', 'one', id]

/** Shows a session from the server's answer without fetching it again. */
export function cacheSession(session: sessionsApi.Session): void {
  queryClient.setQueryData(sessionKey(session.id), session)
}
