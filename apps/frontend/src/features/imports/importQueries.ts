import { historyApi, importsApi, type Call } from '@fitvibe/contract'
import { useMutation, useQuery } from '@tanstack/react-query'

import { call, download } from '../../lib/api.ts'
import { useIdempotencyKey } from '../../lib/idempotency.ts'

export type Commit = Call<typeof importsApi.commitImport>['body']

export function usePreviewImport() {
  return useMutation({
    mutationFn: async (file: File) =>
      call(importsApi.previewImport, {
        query: { fileName: file.name.slice(0, 200) },
        body: new Uint8Array(await file.arrayBuffer()),
      }),
    meta: { showsErrors: true },
  })
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
  })
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

export function useExport(kind: 'csv' | 'json') {
  return useMutation({
    mutationFn: () =>
      download(kind === 'csv' ? historyApi.exportHistoryCsv : historyApi.exportHistoryJson),
  })
}
