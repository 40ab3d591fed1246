import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'

import { ApiError } from './api.ts'
import { toastError } from './toast.ts'

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** The form shows the errors itself, so no toast is needed. */
      showsErrors?: boolean
      /**
       * First parts of the keys of the queries that show what the write changes; all by default. A
       * write that updates the cache itself, or that no query shows, has none.
       */
      changes?: readonly string[]
    }
  }
}

export const meKey = ['me'] as const

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: endLoginIfLost }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _result, mutation) => {
      endLoginIfLost(error)
      if (!mutation.meta?.showsErrors) toastError(error.message)
    },
    onSuccess: (_data, _variables, _result, mutation) => fetchAgain(mutation.meta?.changes),
  }),
  defaultOptions: {
    // Requests run and fail when offline too: a silent wait would look like a hang.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      refetchOnReconnect: true,
      staleTime: 30_000,
      retry: (failures, error) => failures < 2 && isTransient(error),
    },
  },
})

/** A write can change totals, points and lists: by default everything on the screen is fetched again. */
function fetchAgain(changes?: readonly string[]): void {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) => !changes || changes.includes(String(queryKey[0])),
  })
}

function endLoginIfLost(error: Error): void {
  if (error instanceof ApiError && error.code === 'AUTH_REQUIRED') {
    queryClient.setQueryData(meKey, null)
  }
}

function isTransient(error: Error): boolean {
  return error instanceof ApiError && ['NETWORK', 'UNAVAILABLE'].includes(error.code)
}
