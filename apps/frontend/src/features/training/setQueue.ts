import { loggingApi } from '@fitvibe/contract'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'

import { ApiError, call } from '../../lib/api.ts'
import { i18n } from '../../lib/i18n.ts'
import { storedLogin, useMe } from '../../lib/me.ts'
import { meKey, queryClient } from '../../lib/queryClient.ts'
import { draftText, storeDraft } from '../../lib/storedState.ts'
import { toastError } from '../../lib/toast.ts'
import { queued, type SetChange, withChange } from './liveLog.ts'
import { logKey } from './trainingQueries.ts'

/**
 * A set that waits to be sent. Ticked sets are stored on the device per user and survive reloads and
 * a lost network until the server has them. Repeated and late requests do no harm: the server keeps
 * the set that was ticked last. A rejected set, as of a session that another device has finished, is
 * dropped with an error message.
 */
interface Waiting extends SetChange {
  readonly sessionId: string
}

/** Delay after a change, so that typing does not send a request per key. */
const SETTLE_MS = 300
const RETRY_MS = 5_000
const STORAGE_KEY = 'sets'
const CHANGED_EVENT = 'fitvibe.sets'

/** The queue of a session, to add to; `useSendSets` empties it. */
export function useSetQueue(sessionId: string) {
  const owner = useMe().data?.id ?? ''
  const waiting = useWaiting(owner)
  return {
    pending: waiting.filter((change) => change.sessionId === sessionId),
    put: (change: Omit<SetChange, 'at'>) =>
      updateQueue(owner, (all) =>
        queued(all, { ...change, sessionId, at: new Date().toISOString() }),
      ),
    /** Sends all waiting sets; throws if that is not possible now. */
    flush: async () => {
      for (const change of read(draftText(owner, STORAGE_KEY))) {
        if (change.sessionId === sessionId) await sendAndRemove(owner, change)
      }
    },
  }
}

/**
 * Sends the ticked sets from any page as soon as there is a network, and never with another user's
 * login. Use it once, in the shell around all pages.
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
        await sendAndRemove(owner, next)
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
    const sendNow = () => void attempt()
    window.addEventListener('online', sendNow)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('online', sendNow)
    }
  }, [owner, next, failures, isSending])

  return { waiting: waiting.length, isStuck: failures > 0 && waiting.length > 0 }
}

/** The user's waiting sets from all tabs. */
function useWaiting(owner: string): readonly Waiting[] {
  const text = useSyncExternalStore(subscribe, () => draftText(owner, STORAGE_KEY))
  return useMemo(() => read(text), [text])
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('storage', onChange)
  window.addEventListener(CHANGED_EVENT, onChange)
  return () => {
    window.removeEventListener('storage', onChange)
    window.removeEventListener(CHANGED_EVENT, onChange)
  }
}

function updateQueue(owner: string, change: (all: readonly Waiting[]) => readonly Waiting[]): void {
  const all = change(read(draftText(owner, STORAGE_KEY)))
  storeDraft(owner, STORAGE_KEY, all.length > 0 ? all : null)
  window.dispatchEvent(new Event(CHANGED_EVENT))
}

function read(text: string | null): readonly Waiting[] {
  try {
    const stored: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(stored) ? stored : []
  } catch {
    return []
  }
}

/** Changes on their way to the server, so that finishing does not send again what is being sent. */
const inFlight = new Map<string, Promise<void>>()

/** @throws ApiError if the set cannot be sent now */
function sendAndRemove(owner: string, change: Waiting): Promise<void> {
  const { sessionId, exerciseId, position, at } = change
  const key = [owner, sessionId, exerciseId, position, at].join(' ')
  const sending = inFlight.get(key) ?? sendOnce(owner, change).finally(() => inFlight.delete(key))
  inFlight.set(key, sending)
  return sending
}

async function sendOnce(owner: string, change: Waiting): Promise<void> {
  if (storedLogin() !== owner) {
    void queryClient.invalidateQueries({ queryKey: meKey })
    throw new ApiError('AUTH_REQUIRED', i18n.t('error.otherLogin'))
  }
  try {
    await send(change)
    await updateLog(change)
    // The open page may have loaded a state without this late set.
    if (ageOf(change) > RETRY_MS) void queryClient.invalidateQueries({ queryKey: ['sessions'] })
  } catch (error) {
    if (isTransient(error)) throw error
    toastError((error as Error).message)
    void queryClient.invalidateQueries({ queryKey: ['sessions'] })
  }
  // A set that changed in the meantime stays in the queue.
  updateQueue(owner, (all) => all.filter((other) => !isSame(other, change)))
}

/** Adds a change that was sent to the log on the screen. */
async function updateLog(change: Waiting): Promise<void> {
  const queryKey = logKey(change.sessionId)
  // An answer that is on its way may be older than the change, and would undo it.
  const isFetching = queryClient.isFetching({ queryKey }) > 0
  await queryClient.cancelQueries({ queryKey })
  queryClient.setQueryData<loggingApi.SessionLog>(queryKey, (log) => log && withChange(log, change))
  if (isFetching) void queryClient.invalidateQueries({ queryKey })
}

const ageOf = ({ at }: SetChange) => Date.now() - Date.parse(at)

const isSame = (a: SetChange, b: SetChange) =>
  a.exerciseId === b.exerciseId && a.position === b.position && a.at === b.at

function send({ sessionId, exerciseId, position, set, at }: Waiting): Promise<void> {
  const params = { id: sessionId, exerciseId, position }
  if (!set) return call(loggingApi.deleteSet, { params, query: { removedAt: at } })
  const { sets: _, ...body } = set
  return call(loggingApi.putSet, { params, body: { ...body, loggedAt: at } })
}

const transientCodes = [
  'NETWORK',
  'UNAVAILABLE',
  'RATE_LIMITED',
  'INTERNAL',
  'AUTH_REQUIRED',
  'BAD_ANSWER',
]

const isTransient = (error: unknown) =>
  !(error instanceof ApiError) || transientCodes.includes(error.code)
