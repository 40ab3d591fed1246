import { usersApi } from '@fitvibe/contract'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { ApiError, call } from './api.ts'
import { localeOf } from './language.ts'
import { meKey } from './queryClient.ts'
import type { Unit } from './units.ts'

const hintKey = 'fitvibe.athlete'

/**
 * Notes who has logged in on this device, for all its tabs; the cookies alone decide who is. It
 * spares strangers two refused requests a page.
 */
export function rememberLogin(userId: string): void {
  localStorage.setItem(hintKey, userId)
}

/** The id of who logged in last on this device, in whatever tab. */
export function rememberedLogin(): string | null {
  return localStorage.getItem(hintKey)
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
      if (!rememberedLogin()) return null
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
