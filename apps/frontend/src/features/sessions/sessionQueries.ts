import { type Call, sessionsApi } from '@fitvibe/contract'
import { useMutation, useQuery } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'
import { cacheSession, sessionKey } from '../../lib/sessionCache.ts'
import { useCursorPages } from '../../lib/useCursorPages.ts'

type SessionChange = Call<typeof sessionsApi.updateSession>['body']
type ListQuery = NonNullable<Call<typeof sessionsApi.listSessions>['query']>
export type SessionFilter = Pick<ListQuery, 'from' | 'to' | 'status' | 'exerciseId'>

export function useSession(id: string | null) {
  return useQuery({
    queryKey: sessionKey(id ?? ''),
    enabled: id !== null,
    queryFn: ({ signal }) => call(sessionsApi.getSession, { params: { id: id ?? '' } }, { signal }),
  })
}

export function useSessionList(filter: SessionFilter) {
  return useCursorPages(['sessions', 'list', filter], (query, signal) =>
    call(sessionsApi.listSessions, { query: { ...filter, ...query } }, { signal }),
  )
}

/** Planned sessions, including those in progress: soonest first, those without a date last. */
export function useOpenSessions() {
  return useQuery({
    queryKey: ['sessions', 'open'],
    queryFn: ({ signal }) =>
      call(sessionsApi.listSessions, { query: { status: 'planned', pageSize: 100 } }, { signal }),
    select: ({ items }) =>
      items.toSorted((a, b) => (a.plannedFor ?? '9999').localeCompare(b.plannedFor ?? '9999')),
  })
}

/** Changes this session alone: its visibility, or the log of a completed one. */
export function useUpdateSession(id: string) {
  return useMutation({
    mutationFn: (body: SessionChange) => call(sessionsApi.updateSession, { params: { id }, body }),
    onSuccess: cacheSession,
  })
}
