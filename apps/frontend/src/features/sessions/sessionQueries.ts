import {
  type Call,
  loggingApi,
  type Output,
  type Scope,
  seriesApi,
  sessionsApi,
} from '@fitvibe/contract'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'
import { randomId, useIdempotencyKey } from '../../lib/idempotency.ts'
import { queryClient } from '../../lib/queryClient.ts'
import type { PickedExercise } from '../../lib/work.ts'

export type SessionInput = Call<typeof sessionsApi.createSession>['body']
export type SessionChange = Call<typeof sessionsApi.updateSession>['body']
export type Completion = Call<typeof sessionsApi.completeSession>['body']
export type Series = Output<typeof seriesApi.listSeries>['items'][number]
type ListQuery = NonNullable<Call<typeof sessionsApi.listSessions>['query']>
export type SessionFilter = Pick<ListQuery, 'from' | 'to' | 'status' | 'exerciseId'>

const sessionKey = (id: string) => ['sessions', 'one', id]
const remember = (session: sessionsApi.Session) =>
  queryClient.setQueryData(sessionKey(session.id), session)

export function useSession(id: string | null) {
  return useQuery({
    queryKey: sessionKey(id ?? ''),
    enabled: id !== null,
    queryFn: ({ signal }) => call(sessionsApi.getSession, { params: { id: id ?? '' } }, { signal }),
  })
}

export function useSessionList(filter: SessionFilter) {
  return useInfiniteQuery({
    queryKey: ['sessions', 'list', filter],
    initialPageParam: 1,
    queryFn: ({ pageParam, signal }) =>
      call(sessionsApi.listSessions, { query: { ...filter, page: pageParam } }, { signal }),
    getNextPageParam: ({ page, pageSize, total }) => (page * pageSize < total ? page + 1 : null),
  })
}

/** Everything still to be done, soonest first; what has no date comes last. */
export function useOpenSessions() {
  return useQuery({
    queryKey: ['sessions', 'open'],
    queryFn: ({ signal }) =>
      call(sessionsApi.listSessions, { query: { status: 'planned', pageSize: 100 } }, { signal }),
    select: ({ items }) =>
      items.toSorted((one, other) =>
        (one.plannedFor ?? '9999').localeCompare(other.plannedFor ?? '9999'),
      ),
  })
}

export function useCreateSession() {
  const keyFor = useIdempotencyKey()
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: (body: SessionInput) =>
      call(sessionsApi.createSession, { body }, { idempotencyKey: keyFor(body) }),
  })
}

export function useUpdateSession(id: string) {
  return useMutation({
    mutationFn: (body: SessionChange) => call(sessionsApi.updateSession, { params: { id }, body }),
    onSuccess: remember,
  })
}

/** Changes a session of a series, and as much of that as is meant. */
export function useUpdateSeries(id: string) {
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: ({ scope, body }: { scope: Scope; body: SessionChange }) =>
      call(sessionsApi.updateSession, { params: { id }, query: { scope }, body }),
    onSuccess: remember,
  })
}

export function useShiftSession(id: string) {
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: (days: number) =>
      call(sessionsApi.shiftSession, { params: { id }, body: { days } }),
    onSuccess: remember,
  })
}

export function useCompleteSession(id: string) {
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: Completion) =>
      call(sessionsApi.completeSession, { params: { id }, body }, { idempotencyKey: keyFor(body) }),
  })
}

export function useCancelSession(id: string) {
  return useMutation({
    mutationFn: (scope: Scope) =>
      call(sessionsApi.cancelSession, { params: { id }, query: { scope } }),
    onSuccess: remember,
  })
}

export function useDeleteSession(id: string) {
  return useMutation({
    mutationFn: (scope: Scope) =>
      call(sessionsApi.deleteSession, { params: { id }, query: { scope } }),
    onSuccess: () => queryClient.removeQueries({ queryKey: sessionKey(id) }),
  })
}

export const logKey = (id: string) => ['sessions', 'log', id]

/** Plan, log so far and last time; looked at again for what another device logs. */
export function useLog(id: string) {
  return useQuery({
    queryKey: logKey(id),
    refetchInterval: 20_000,
    queryFn: ({ signal }) => call(loggingApi.getLog, { params: { id } }, { signal }),
  })
}

/** Offline it may fail: the first set starts a session as well. */
export function useStartSession(id: string) {
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: () => call(loggingApi.startSession, { params: { id } }),
    onSuccess: remember,
  })
}

export function useUndoStart(id: string) {
  return useMutation({
    mutationFn: () => call(loggingApi.undoStart, { params: { id } }),
    onSuccess: remember,
  })
}

interface Addition {
  readonly picked: readonly PickedExercise[]
  /** The planned exercise it is done in place of. */
  readonly substitutes: string | null
}

/** Puts exercises into a session under way, one after the other. */
export function useAddExercise(id: string) {
  return useMutation({
    mutationFn: async ({ picked, substitutes }: Addition) => {
      for (const { exerciseId, name, metric } of picked) {
        const body = {
          ...(exerciseId === null ? { name, metric } : { exerciseId }),
          ...(substitutes !== null && { substitutes }),
        }
        const options = { idempotencyKey: randomId() }
        await call(loggingApi.addExercise, { params: { id }, body }, options)
      }
    },
  })
}

export function useSkipExercise(id: string) {
  return useMutation({
    mutationFn: ({ exerciseId, isSkipped }: { exerciseId: string; isSkipped: boolean }) =>
      call(loggingApi.skipExercise, { params: { id, exerciseId }, body: { isSkipped } }),
  })
}

export function useRemoveExercise(id: string) {
  return useMutation({
    mutationFn: (exerciseId: string) =>
      call(loggingApi.removeExercise, { params: { id, exerciseId } }),
  })
}

export function useSeriesList() {
  return useInfiniteQuery({
    queryKey: ['series', 'list'],
    initialPageParam: 1,
    queryFn: ({ pageParam, signal }) =>
      call(seriesApi.listSeries, { query: { page: pageParam } }, { signal }),
    getNextPageParam: ({ page, pageSize, total }) => (page * pageSize < total ? page + 1 : null),
  })
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
