import { loggingApi } from '@fitvibe/contract'
import { useCallback, useEffect, useRef, useState } from 'react'

import { ApiError, call } from '../../lib/api.ts'
import { queryClient } from '../../lib/queryClient.ts'
import { useStoredState } from '../../lib/storedState.ts'
import { toastError } from '../../lib/toast.ts'
import { queued, type SetChange, withChange } from './liveLog.ts'
import { logKey } from './sessionQueries.ts'

/** So that not every key pressed is a request. */
const SETTLE_MS = 300
const RETRY_MS = 5_000

/**
 * Sets on their way to the server. What is ticked is kept on the device, through reloads and
 * without a network, until the server has it, and sent while the page of the session is open.
 * Repeated and late requests do no harm: the server goes by when a set was ticked. A refusal, as of
 * a session that another device has finished, is told and the set given up.
 */
export function useSetQueue(id: string) {
  const [pending, setPending] = useStoredState<readonly SetChange[]>(
    `sets.${id}`,
    () => [],
    Array.isArray,
  )
  const [failures, setFailures] = useState(0)
  const isBusy = useRef(false)
  const [next] = pending

  const settle = useCallback(
    async (change: SetChange) => {
      try {
        await send(id, change)
        queryClient.setQueryData<loggingApi.SessionLog>(
          logKey(id),
          (log) => log && withChange(log, change),
        )
      } catch (error) {
        if (isPassing(error)) throw error
        toastError((error as Error).message)
        void queryClient.invalidateQueries({ queryKey: ['sessions'] })
      }
      // One that was changed meanwhile is still to be sent.
      setPending((all) => all.filter((other) => !isSame(other, change)))
    },
    [id, setPending],
  )

  useEffect(() => {
    if (!next) return undefined
    const attempt = async () => {
      if (isBusy.current) return
      isBusy.current = true
      try {
        await settle(next)
        setFailures(0)
      } catch {
        setFailures((count) => count + 1)
      } finally {
        isBusy.current = false
      }
    }
    const timer = setTimeout(() => void attempt(), failures > 0 ? RETRY_MS : SETTLE_MS)
    const hurry = () => void attempt()
    window.addEventListener('online', hurry)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('online', hurry)
    }
  }, [next, failures, settle])

  return {
    pending,
    isStuck: failures > 0 && pending.length > 0,
    put: (change: Omit<SetChange, 'at'>) =>
      setPending((all) => queued(all, { ...change, at: new Date().toISOString() })),
    /** Sends all that waits; throws where that cannot be done now. */
    flush: async () => {
      for (const change of pending) await settle(change)
    },
  }
}

const isSame = (one: SetChange, other: SetChange) =>
  one.exerciseId === other.exerciseId && one.position === other.position && one.at === other.at

function send(id: string, { exerciseId, position, set, at }: SetChange): Promise<void> {
  const params = { id, exerciseId, position }
  if (!set) return call(loggingApi.deleteSet, { params, query: { removedAt: at } })
  const { sets: _, ...body } = set
  return call(loggingApi.putSet, { params, body: { ...body, loggedAt: at } })
}

const passing = [
  'NETWORK',
  'UNAVAILABLE',
  'RATE_LIMITED',
  'INTERNAL',
  'AUTH_REQUIRED',
  'BAD_ANSWER',
]

const isPassing = (error: unknown) => !(error instanceof ApiError) || passing.includes(error.code)
