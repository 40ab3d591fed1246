import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'

import { ApiError } from './api.ts'
import { toastError } from './toast.ts'

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** The form shows the errors itself, so no toast is needed. */
      showsErrors?: boolean
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
    // A write can change totals, points and lists, so everything on the screen is fetched again.
    onSuccess: () => {
      void queryClient.invalidateQueries()
    },
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

function endLoginIfLost(error: Error): void {
  if (error instanceof ApiError && error.code === 'AUTH_REQUIRED') {
    queryClient.setQueryData(meKey, null)
  }
}

function isTransient(error: Error): boolean {
  return error instanceof ApiError && ['NETWORK', 'UNAVAILABLE'].includes(error.code)
}
