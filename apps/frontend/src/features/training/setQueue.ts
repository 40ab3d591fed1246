import { loggingApi } from '@fitvibe/contract'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'

import { ApiError, call } from '../../lib/api.ts'
import { i18n } from '../../lib/i18n.ts'
import { rememberedLogin, useMe } from '../../lib/me.ts'
import { meKey, queryClient } from '../../lib/queryClient.ts'
import { draftText, keepDraft } from '../../lib/storedState.ts'
import { toastError } from '../../lib/toast.ts'
import { queued, type SetChange, withChange } from './liveLog.ts'
import { logKey } from './trainingQueries.ts'

/**
 * Sets on their way to the server. What is ticked is kept on the device with whose it is, through
 * reloads and without a network, until the server has it. Repeated and late requests do no harm:
 * the server goes by when a set was ticked. A refusal, as of a session that another device has
 * finished, is told and the set given up.
 */
interface Waiting extends SetChange {
  readonly sessionId: string
}

/** So that not every key pressed is a request. */
const SETTLE_MS = 300
const RETRY_MS = 5_000
const PLACE = 'sets'
const CHANGED = 'fitvibe.sets'

/** The queue of a session, to be added to; `useSendSets` is what empties it. */
export function useSetQueue(sessionId: string) {
  const owner = useMe().data?.id ?? ''
  const waiting = useWaiting(owner)
  return {
    pending: waiting.filter((change) => change.sessionId === sessionId),
    put: (change: Omit<SetChange, 'at'>) =>
      keep(owner, (all) => queued(all, { ...change, sessionId, at: new Date().toISOString() })),
    /** Sends all that waits; throws where that cannot be done now. */
    flush: async () => {
      for (const change of read(draftText(owner, PLACE))) {
        if (change.sessionId === sessionId) await settle(owner, change)
      }
    },
  }
}

/**
 * Sends what the athlete has ticked, whatever page is open: once there is a network, and never with
 * the login of somebody else. To be used once, where every page stands.
 */
export function useSendSets() {
  const owner = useMe().data?.id ?? ''
  const waiting = useWaiting(owner)
  const [failures, setFailures] = useState(0)
  const [isSending, setIsSending] = useState(false)
  const [next] = waiting

  useEffect(() => {
    if (!next || isSending) return undefined
    const attempt = async () => {
      setIsSending(true)
      try {
        await settle(owner, next)
        setFailures(0)
      } catch {
        setFailures((count) => count + 1)
      } finally {
        setIsSending(false)
      }
    }
    const timer = setTimeout(
      () => void attempt(),
      failures > 0 ? RETRY_MS : Math.max(0, SETTLE_MS - ageOf(next)),
    )
    const hurry = () => void attempt()
    window.addEventListener('online', hurry)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('online', hurry)
    }
  }, [owner, next, failures, isSending])

  return { waiting: waiting.length, isStuck: failures > 0 && waiting.length > 0 }
}

/** What waits of an athlete's, in whatever tab it was ticked. */
function useWaiting(owner: string): readonly Waiting[] {
  const text = useSyncExternalStore(subscribe, () => draftText(owner, PLACE))
  return useMemo(() => read(text), [text])
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('storage', onChange)
  window.addEventListener(CHANGED, onChange)
  return () => {
    window.removeEventListener('storage', onChange)
    window.removeEventListener(CHANGED, onChange)
  }
}

function keep(owner: string, change: (all: readonly Waiting[]) => readonly Waiting[]): void {
  const all = change(read(draftText(owner, PLACE)))
  keepDraft(owner, PLACE, all.length > 0 ? all : null)
  window.dispatchEvent(new Event(CHANGED))
}

function read(text: string | null): readonly Waiting[] {
  try {
    const stored: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(stored) ? stored : []
  } catch {
    return []
  }
}

/** @throws ApiError where it cannot be sent now */
async function settle(owner: string, change: Waiting): Promise<void> {
  if (rememberedLogin() !== owner) {
    void queryClient.invalidateQueries({ queryKey: meKey })
    throw new ApiError('AUTH_REQUIRED', i18n.t('error.otherLogin'))
  }
  try {
    await send(change)
    queryClient.setQueryData<loggingApi.SessionLog>(
      logKey(change.sessionId),
      (log) => log && withChange(log, change),
    )
    // What came late is news to the page that is open.
    if (ageOf(change) > RETRY_MS) void queryClient.invalidateQueries({ queryKey: ['sessions'] })
  } catch (error) {
    if (isPassing(error)) throw error
    toastError((error as Error).message)
    void queryClient.invalidateQueries({ queryKey: ['sessions'] })
  }
  // One that was changed meanwhile is still to be sent.
  keep(owner, (all) => all.filter((other) => !isSame(other, change)))
}

const ageOf = ({ at }: SetChange) => Date.now() - Date.parse(at)

const isSame = (one: SetChange, other: SetChange) =>
  one.exerciseId === other.exerciseId && one.position === other.position && one.at === other.at

function send({ sessionId, exerciseId, position, set, at }: Waiting): Promise<void> {
  const params = { id: sessionId, exerciseId, position }
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
