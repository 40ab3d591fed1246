import { accountDeletionApi, type Call } from '@fitvibe/contract'
import { useMutation } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'

/** Deletes the account. The login has ended afterwards: `forgetAthlete` clears the device. */
export function useDeleteMe() {
  return useMutation({
    meta: { showsErrors: true, changes: [] },
    mutationFn: (body: Call<typeof accountDeletionApi.deleteMe>['body']) =>
      call(accountDeletionApi.deleteMe, { body }),
  })
}

export function useKeepAccount() {
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: (token: string) => call(accountDeletionApi.keepAccount, { body: { token } }),
  })
}
