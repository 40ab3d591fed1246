import { type Call, loggingApi, sessionsApi } from '@fitvibe/contract'
import { useMutation, useQuery } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'
import { randomId, useIdempotencyKey } from '../../lib/idempotency.ts'
import { cacheSession } from '../../lib/sessionCache.ts'
import type { PickedExercise } from '../../lib/work.ts'

export type Completion = Call<typeof sessionsApi.completeSession>['body']

export function useCompleteSession(id: string) {
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: Completion) =>
      call(sessionsApi.completeSession, { params: { id }, body }, { idempotencyKey: keyFor(body) }),
  })
}

export const logKey = (id: string) => ['sessions', 'log', id]

/** The plan, the logged sets and the last time; polled, because another device may log too. */
export function useLog(id: string) {
  return useQuery({
    queryKey: logKey(id),
    refetchInterval: 20_000,
    queryFn: ({ signal }) => call(loggingApi.getLog, { params: { id } }, { signal }),
  })
}

/** Asks the server how many sets it has. */
export async function countLoggedSets(id: string): Promise<number> {
  const { exercises } = await call(loggingApi.getLog, { params: { id } })
  return exercises.reduce((count, { logged }) => count + logged.length, 0)
}

/** May fail offline without harm: the first set starts the session as well. */
export function useStartSession(id: string) {
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: () => call(loggingApi.startSession, { params: { id } }),
    onSuccess: cacheSession,
  })
}

export function useUndoStart(id: string) {
  return useMutation({
    mutationFn: () => call(loggingApi.undoStart, { params: { id } }),
    onSuccess: cacheSession,
  })
}

interface Addition {
  readonly picked: readonly PickedExercise[]
  /** The planned exercise that the picked one replaces. */
  readonly substitutes: string | null
}

/** Adds exercises to a session in progress, one request after the other to keep their order. */
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
