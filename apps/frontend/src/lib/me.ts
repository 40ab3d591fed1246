import { usersApi } from '@fitvibe/contract'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { ApiError, call } from './api.ts'
import { localeOf } from './language.ts'
import { meKey } from './queryClient.ts'
import type { Unit } from './units.ts'

const hintKey = 'fitvibe.loggedIn'

/** Spares strangers two refused requests a page; the cookies alone decide who is logged in. */
export function rememberLogin(): void {
  localStorage.setItem(hintKey, '1')
}

export function forgetLogin(): void {
  localStorage.removeItem(hintKey)
}

/** The caller's profile; null when nobody is logged in. */
export function useMe() {
  return useQuery({
    queryKey: meKey,
    staleTime: 300_000,
    queryFn: async ({ signal }) => {
      if (!localStorage.getItem(hintKey)) return null
      try {
        return await call(usersApi.getMe, {}, { signal })
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'AUTH_REQUIRED') throw error
        forgetLogin()
        return null
      }
    },
  })
}

export interface Preferences {
  readonly locale: string
  readonly timezone: string
  readonly unit: Unit
}

export function usePreferences(): Preferences {
  const { i18n } = useTranslation()
  const { data: me } = useMe()
  return {
    locale: localeOf(i18n.language),
    timezone: me?.timezone ?? deviceTimezone(),
    unit: me?.unit ?? 'kg',
  }
}

export function deviceTimezone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}
