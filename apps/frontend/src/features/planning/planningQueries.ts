import { type Call, type Output, type Scope, seriesApi, sessionsApi } from '@fitvibe/contract'
import { useMutation, useQuery } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'
import { useIdempotencyKey } from '../../lib/idempotency.ts'
import { queryClient } from '../../lib/queryClient.ts'
import { cacheSession, sessionKey } from '../../lib/sessionCache.ts'
import { useCursorPages } from '../../lib/useCursorPages.ts'

export type SessionInput = Call<typeof sessionsApi.createSession>['body']
export type SessionChange = Call<typeof sessionsApi.updateSession>['body']
export type Series = Output<typeof seriesApi.listSeries>['items'][number]

export function useCreateSession() {
  const keyFor = useIdempotencyKey()
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: (body: SessionInput) =>
      call(sessionsApi.createSession, { body }, { idempotencyKey: keyFor(body) }),
  })
}

/** Changes the plan of a session and, by scope, of others in its series. */
export function useUpdatePlan(id: string) {
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: ({ scope, body }: { scope: Scope; body: SessionChange }) =>
      call(sessionsApi.updateSession, { params: { id }, query: { scope }, body }),
    onSuccess: cacheSession,
  })
}

export function useShiftSession(id: string) {
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: (body: Call<typeof sessionsApi.shiftSession>['body']) =>
      call(sessionsApi.shiftSession, { params: { id }, body }),
    onSuccess: cacheSession,
  })
}

export function useCancelSession(id: string) {
  return useMutation({
    mutationFn: (scope: Scope) =>
      call(sessionsApi.cancelSession, { params: { id }, query: { scope } }),
    onSuccess: cacheSession,
  })
}

export function useDeleteSession(id: string) {
  return useMutation({
    mutationFn: (scope: Scope) =>
      call(sessionsApi.deleteSession, { params: { id }, query: { scope } }),
    onSuccess: () => queryClient.removeQueries({ queryKey: sessionKey(id) }),
  })
}

export function useSeriesList() {
  return useCursorPages(['series', 'list'], (query, signal) =>
    call(seriesApi.listSeries, { query }, { signal }),
  )
}

export function useEndSeries(id: string) {
  return useMutation({
    mutationFn: () => call(seriesApi.endSeries, { params: { id } }),
  })
}

export function useSeries(id: string | null) {
  return useQuery({
    queryKey: ['series', id],
    enabled: id !== null,
    queryFn: ({ signal }) => call(seriesApi.getSeries, { params: { id: id ?? '' } }, { signal }),
  })
}
