import { type Call, privacyApi } from '@fitvibe/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'

const exportKey = ['dataExport'] as const
/** An export takes seconds; the page shows when it is ready. */
const WAIT_MS = 3_000

/** The state of the last export; asked again while one is prepared. */
export function useDataExport() {
  return useQuery({
    queryKey: exportKey,
    queryFn: ({ signal }) => call(privacyApi.getExport, {}, { signal }),
    refetchInterval: ({ state }) => state.data?.status === 'preparing' && WAIT_MS,
  })
}

export function useRequestExport() {
  const client = useQueryClient()
  return useMutation({
    meta: { showsErrors: true, changes: [] },
    mutationFn: (body: Call<typeof privacyApi.requestExport>['body']) =>
      call(privacyApi.requestExport, { body }),
    onSuccess: (state) => client.setQueryData(exportKey, state),
  })
}

export function useOpenExport() {
  return useMutation({
    meta: { showsErrors: true, changes: [] },
    mutationFn: (token: string) => call(privacyApi.openExport, { body: { token } }),
  })
}
