import { type Call, mailsApi } from '@fitvibe/contract'
import { useMutation, useQuery } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'
import { queryClient } from '../../lib/queryClient.ts'

const settingsKey = ['mailSettings'] as const

export function useMailSettings() {
  return useQuery({
    queryKey: settingsKey,
    queryFn: ({ signal }) => call(mailsApi.getMailSettings, {}, { signal }),
  })
}

export function useUpdateMailSettings() {
  return useMutation({
    meta: { showsErrors: true, changes: [] },
    mutationFn: (body: Call<typeof mailsApi.updateMailSettings>['body']) =>
      call(mailsApi.updateMailSettings, { body }),
    onSuccess: (settings) => queryClient.setQueryData(settingsKey, settings),
  })
}

export function useStopMails() {
  return useMutation({
    meta: { showsErrors: true, changes: [settingsKey[0]] },
    mutationFn: (token: string) => call(mailsApi.stopMails, { query: { token } }),
  })
}
