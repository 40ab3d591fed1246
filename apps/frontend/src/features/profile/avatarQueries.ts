import { mediaApi, type usersApi } from '@fitvibe/contract'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { ApiError, call } from '../../lib/api.ts'
import { meKey, queryClient } from '../../lib/queryClient.ts'

/** Waits of 1, 2, 4 and 8 seconds; after that, the next attempt is when the network returns. */
const RETRIES = 4
const FIRST_WAIT_MS = 1_000

/** The server may still work on an upload whose connection was lost. */
const isStillRunning = (error: Error) => error instanceof ApiError && error.code === 'CONFLICT'

const isLost = (error: Error | null) =>
  error instanceof ApiError && ['NETWORK', 'UNAVAILABLE'].includes(error.code)

function showAvatar(avatarUrl: string | null): void {
  queryClient.setQueryData<usersApi.Me>(meKey, (me) => me && { ...me, avatarUrl })
}

/**
 * Uploads an avatar. Sending it twice does no harm, so a lost connection is retried, and again when the
 * browser reports a network. `sent` is the share that has left this device.
 */
export function usePutAvatar() {
  const [sent, setSent] = useState(0)
  const upload = useMutation({
    mutationFn: (body: Uint8Array) => {
      setSent(0)
      return call(mediaApi.putAvatar, { body }, { onSent: setSent })
    },
    meta: { showsErrors: true },
    retry: (failures, error) => failures < RETRIES && (isLost(error) || isStillRunning(error)),
    retryDelay: (failures) => FIRST_WAIT_MS * 2 ** failures,
    onSuccess: ({ avatarUrl }) => showAvatar(avatarUrl),
  })
  const { mutate, variables, error } = upload
  const isWaiting = isLost(upload.failureReason)
  useEffect(() => {
    if (!isLost(error) || !variables) return undefined
    const again = () => mutate(variables)
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [error, variables, mutate])
  return { ...upload, sent, isWaiting }
}

export function useDeleteAvatar() {
  return useMutation({
    mutationFn: () => call(mediaApi.deleteAvatar, {}),
    onSuccess: () => showAvatar(null),
  })
}
