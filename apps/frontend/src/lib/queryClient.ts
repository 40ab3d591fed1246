import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'

import { ApiError } from './api.ts'
import { toastError } from './toast.ts'

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** The form shows its refusals itself. */
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
    // A write can touch sums, points and lists alike; what is on the screen is fetched afresh.
    onSuccess: () => {
      void queryClient.invalidateQueries()
    },
  }),
  defaultOptions: {
    // Offline too a request is tried and refused: waiting in silence would look like a hang.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      refetchOnReconnect: true,
      staleTime: 30_000,
      retry: (failures, error) => failures < 2 && isPassing(error),
    },
  },
})

function endLoginIfLost(error: Error): void {
  if (error instanceof ApiError && error.code === 'AUTH_REQUIRED') {
    queryClient.setQueryData(meKey, null)
  }
}

function isPassing(error: Error): boolean {
  return error instanceof ApiError && ['NETWORK', 'UNAVAILABLE'].includes(error.code)
}
