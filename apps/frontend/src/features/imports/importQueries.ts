import { importProgressApi, importsApi, type Call } from '@fitvibe/contract'
import {
  useMutation,
  useQuery,
  useQueryClient,
  type QueryKey,
  type QueryState,
} from '@tanstack/react-query'
import { useState } from 'react'

import { ApiError, call, start } from '../../lib/api.ts'
import { useIdempotencyKey } from '../../lib/idempotency.ts'
import { maxLengthOf } from '../../lib/schemaForm.ts'

const POLL_MS = 1_000
const MAX_POLL_MS = 10_000
const RETRY_MS = 3_000

const maxNameLength = maxLengthOf(importsApi.previewImport.query.shape.fileName)

type Progress = importProgressApi.ImportProgress

export type Commit = Call<typeof importsApi.commitImport>['body']

/** Uploads a file for its preview. `sent` is the share of it that has left this device. */
export function usePreviewImport() {
  const [sent, setSent] = useState(0)
  const preview = useMutation({
    mutationFn: async (file: File) => {
      setSent(0)
      return call(
        importsApi.previewImport,
        {
          query: { fileName: file.name.slice(0, maxNameLength) },
          body: new Uint8Array(await file.arrayBuffer()),
        },
        { onSent: setSent },
      )
    },
    meta: { showsErrors: true, changes: ['imports'] },
  })
  return { ...preview, sent }
}

/** Starts the commit of an import; `useImportProgress` follows it. */
export function useCommitImport(id: string) {
  const client = useQueryClient()
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: Commit) => startCommit(id, body, keyFor([id, body])),
    meta: { showsErrors: true },
    onSuccess: (progress) => client.setQueryData(progressKey(id), progress),
    retry: (failures, error) => failures < 3 && isLost(error),
    retryDelay: RETRY_MS,
  })
}

async function startCommit(id: string, body: Commit, idempotencyKey: string): Promise<Progress> {
  try {
    return await start(importsApi.commitImport, { params: { id }, body }, { idempotencyKey })
  } catch (error) {
    // An earlier request may have started it although its answer was lost.
    const progress = await call(importProgressApi.getImportProgress, { params: { id } })
    if (isRunning(progress) || progress.step === 'done') return progress
    throw error
  }
}

/** Whether the server was not reached: it may still work. */
const isLost = (error: Error) =>
  error instanceof ApiError &&
  ['NETWORK', 'UNAVAILABLE', 'BAD_ANSWER', 'RATE_LIMITED'].includes(error.code)

const progressKey = (id: string) => ['imports', id, 'progress']

/** Fetching progress again would cancel the request whose answer has just come. */
const isNoProgress = ({ queryKey }: { queryKey: QueryKey }) => queryKey[2] !== 'progress'

export const isRunning = ({ step }: Pick<Progress, 'step'>): boolean =>
  step === 'waiting' || step === 'reading' || step === 'writing'

/**
 * Follows the commit of an import until it ends, also through a lost connection. Fetches everything on
 * the screen again when it is done. `progress` is undefined until known.
 */
export function useImportProgress(id: string, isFollowed: boolean) {
  const client = useQueryClient()
  const { data, error } = useQuery<Progress>({
    queryKey: progressKey(id),
    enabled: ({ state }) => isFollowed && (state.data === undefined || isRunning(state.data)),
    retry: false,
    refetchInterval: ({ state }) => pauseAfter(state),
    queryFn: async ({ signal }) => {
      const progress = await call(
        importProgressApi.getImportProgress,
        { params: { id } },
        { signal },
      )
      if (!isRunning(progress)) void client.invalidateQueries({ predicate: isNoProgress })
      return progress
    },
  })
  return isFollowed
    ? { progress: data, isLost: error !== null && isLost(error) }
    : { progress: undefined, isLost: false }
}

/** Asks each second; after a lost connection, after as long as it is lost. */
function pauseAfter({ error, dataUpdatedAt }: QueryState<Progress>): number | false {
  if (!error) return POLL_MS
  const lostMs = Date.now() - dataUpdatedAt
  return isLost(error) && Math.min(Math.max(lostMs, POLL_MS), MAX_POLL_MS)
}

/** The error of a commit that has failed. */
export const problemOf = (progress: Pick<Progress, 'problem'> | undefined): ApiError | null => {
  if (!progress?.problem) return null
  const { code, message, details, requestId } = progress.problem
  return new ApiError(code, message, details, requestId)
}

export function useImports() {
  return useQuery({
    queryKey: ['imports'],
    queryFn: async ({ signal }) => (await call(importsApi.listImports, {}, { signal })).items,
  })
}

export function useUndoImport() {
  return useMutation({
    mutationFn: (id: string) => call(importsApi.undoImport, { params: { id } }),
  })
}
