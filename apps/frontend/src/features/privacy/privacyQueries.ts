import { type Call, consentsApi, privacyApi } from '@fitvibe/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { call } from '../../lib/api.ts'

/** The stored data with purpose and time, in the language of the app. */
export function useStored() {
  const { i18n } = useTranslation()
  return useQuery({
    queryKey: ['stored', i18n.language],
    staleTime: Infinity,
    queryFn: ({ signal }) => call(privacyApi.listStored, {}, { signal }),
  })
}

const consentsKey = ['consents'] as const

/** The terms and the privacy notice in the language of the app. */
export function useDocuments() {
  const { i18n } = useTranslation()
  return useQuery({
    queryKey: ['documents', i18n.language],
    staleTime: 300_000,
    queryFn: ({ signal }) => call(consentsApi.listDocuments, {}, { signal }),
  })
}

/** The user's consents, and the documents to ask for. */
export function useConsents() {
  return useQuery({
    queryKey: consentsKey,
    staleTime: 300_000,
    queryFn: ({ signal }) => call(consentsApi.listConsents, {}, { signal }),
  })
}

export function useGiveConsents() {
  const client = useQueryClient()
  return useMutation({
    meta: { changes: ['documents'] },
    mutationFn: (body: Call<typeof consentsApi.giveConsents>['body']) =>
      call(consentsApi.giveConsents, { body }),
    onSuccess: (consents) => client.setQueryData(consentsKey, consents),
  })
}
