import { authApi, type Call } from '@fitvibe/contract'
import { useMutation } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'
import { deleteStoredLogin, storedLogin, storeLogin } from '../../lib/me.ts'
import { meKey, queryClient } from '../../lib/queryClient.ts'
import { deleteDrafts } from '../../lib/storedState.ts'
import { withCaptcha } from './captcha.ts'

export type Registration = Call<typeof authApi.register>['body']

const inForm = { meta: { showsErrors: true } } as const
/** Changes nothing that a query shows, or updates the cache itself. */
const alone = { meta: { showsErrors: true, changes: [] } } as const

export function useRegister() {
  return useMutation({
    ...alone,
    mutationFn: (body: Registration) => call(authApi.register, { body }),
  })
}

export function useVerify() {
  return useMutation({
    ...inForm,
    mutationFn: (token: string) => call(authApi.verifyEmail, { body: { token } }),
  })
}

export function useResend() {
  return useMutation({
    ...alone,
    mutationFn: (email: string) => call(authApi.resendVerification, { body: { email } }),
  })
}

export function useLogin() {
  return useMutation({
    ...alone,
    mutationFn: async (body: Call<typeof authApi.login>['body']) => {
      const { user } = await withCaptcha((captcha) =>
        call(authApi.login, { body: { ...body, captcha } }),
      )
      storeLogin(user.id)
      // Data of a previous user must not flash up.
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meKey[0] })
      await queryClient.refetchQueries({ queryKey: meKey })
      return user
    },
  })
}

export function useLogout() {
  return useMutation({
    meta: { changes: [] },
    mutationFn: async () => {
      await call(authApi.logout, {})
      await forgetAthlete()
    },
  })
}

/** Deletes what this device stores of the athlete, whose login has ended. */
export async function forgetAthlete(): Promise<void> {
  const athlete = storedLogin()
  deleteStoredLogin()
  if (athlete) deleteDrafts(athlete)
  // A pending answer would restore the user's data.
  await queryClient.cancelQueries()
  queryClient.setQueryData(meKey, null)
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meKey[0] })
}

export function useChangePassword() {
  return useMutation({
    ...inForm,
    mutationFn: (body: Call<typeof authApi.changePassword>['body']) =>
      call(authApi.changePassword, { body }),
  })
}

export function useRequestEmailChange() {
  return useMutation({
    ...inForm,
    mutationFn: (body: Call<typeof authApi.requestEmailChange>['body']) =>
      call(authApi.requestEmailChange, { body }),
  })
}

export function useConfirmEmailChange() {
  return useMutation({
    ...inForm,
    mutationFn: (token: string) => call(authApi.confirmEmailChange, { body: { token } }),
  })
}

export function useForgotPassword() {
  return useMutation({
    ...alone,
    mutationFn: (email: string) => call(authApi.forgotPassword, { body: { email } }),
  })
}

export function useResetPassword() {
  return useMutation({
    ...inForm,
    mutationFn: (body: { token: string; newPassword: string }) =>
      call(authApi.resetPassword, { body }),
  })
}
