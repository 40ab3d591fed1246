import { type Call, totpApi } from '@fitvibe/contract'
import { useMutation, useQuery } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'

const inForm = { meta: { showsErrors: true } } as const

export function useTotp() {
  return useQuery({
    queryKey: ['totp'],
    queryFn: ({ signal }) => call(totpApi.getTotp, {}, { signal }),
  })
}

export function useEnrolTotp() {
  return useMutation({
    ...inForm,
    mutationFn: (password: string) => call(totpApi.enrolTotp, { body: { password } }),
  })
}

export function useConfirmTotp() {
  return useMutation({
    ...inForm,
    mutationFn: async (code: string) =>
      (await call(totpApi.confirmTotp, { body: { code } })).recoveryCodes,
  })
}

export function useRenewRecoveryCodes() {
  return useMutation({
    ...inForm,
    mutationFn: async (body: Call<typeof totpApi.renewRecoveryCodes>['body']) =>
      (await call(totpApi.renewRecoveryCodes, { body })).recoveryCodes,
  })
}

export function useDisableTotp() {
  return useMutation({
    ...inForm,
    mutationFn: (body: Call<typeof totpApi.disableTotp>['body']) =>
      call(totpApi.disableTotp, { body }),
  })
}
