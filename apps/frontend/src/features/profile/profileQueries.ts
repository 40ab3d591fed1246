import { type Call, usersApi } from '@fitvibe/contract'
import { useMutation } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'
import { meKey, queryClient } from '../../lib/queryClient.ts'

export type ProfileChange = Call<typeof usersApi.updateMe>['body']

export function useUpdateMe() {
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: (body: ProfileChange) => call(usersApi.updateMe, { body }),
    onSuccess: (me) => queryClient.setQueryData(meKey, me),
  })
}
