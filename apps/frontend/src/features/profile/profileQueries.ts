import { type Call, usersApi } from '@fitvibe/contract'
import { useMutation } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'
import { changeLanguage } from '../../lib/i18n.ts'
import { meKey, queryClient } from '../../lib/queryClient.ts'

export type ProfileChange = Call<typeof usersApi.updateMe>['body']

export function useUpdateMe() {
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: async (body: ProfileChange) => {
      // A profile that is being fetched would bring back the language before.
      await queryClient.cancelQueries({ queryKey: meKey })
      const me = await call(usersApi.updateMe, { body })
      // Everything on the screen is fetched again after the write: in the new language, then.
      await changeLanguage(me.preferredLang)
      return me
    },
    onSuccess: (me) => queryClient.setQueryData(meKey, me),
  })
}
