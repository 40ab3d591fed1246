import { importProgressApi, importsApi, type Call } from '@fitvibe/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { ApiError, call } from '../../lib/api.ts'
import { useIdempotencyKey } from '../../lib/idempotency.ts'
import { maxLengthOf } from '../../lib/schemaForm.ts'

const POLL_MS = 1_000
const RETRY_MS = 3_000

const maxNameLength = maxLengthOf(importsApi.previewImport.query.shape.fileName)

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

export function useCommitImport(id: string) {
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: Commit) =>
      call(
        importsApi.commitImport,
        { params: { id }, body },
        { idempotencyKey: keyFor([id, body]) },
      ),
    meta: { showsErrors: true },
    // A lost connection says nothing about the import: the repeated request waits for the first one
    // and gets its answer.
    retry: (failures, error) => failures < 3 && isLost(error),
    retryDelay: RETRY_MS,
  })
}

const isLost = (error: Error) =>
  error instanceof ApiError && ['NETWORK', 'UNAVAILABLE', 'BAD_ANSWER'].includes(error.code)

/** How far the running commit of an import has come; undefined until known. */
export function useImportProgress(id: string, isRunning: boolean) {
  const { data } = useQuery({
    queryKey: ['imports', id, 'progress'],
    enabled: isRunning,
    refetchInterval: isRunning ? POLL_MS : false,
    gcTime: 0,
    queryFn: ({ signal }) =>
      call(importProgressApi.getImportProgress, { params: { id } }, { signal }),
  })
  return isRunning ? data : undefined
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
