import { authApi } from '@fitvibe/contract'
import { useMutation, useQuery } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'

export function useLogins() {
  return useQuery({
    queryKey: ['logins'],
    queryFn: async ({ signal }) => (await call(authApi.listLogins, {}, { signal })).items,
  })
}

export function useEndLogin() {
  return useMutation({
    mutationFn: (id: string) => call(authApi.endLogin, { params: { id } }),
  })
}

export function useEndOtherLogins() {
  return useMutation({
    mutationFn: () => call(authApi.endOtherLogins, {}),
  })
}
