import { type DistanceUnit, type Language, usersApi, type WeekStart } from '@fitvibe/contract'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { ApiError, call } from './api.ts'
import { localeOf } from './language.ts'
import { meKey } from './queryClient.ts'
import { showLanguage } from './showLanguage.ts'
import type { Unit } from './units.ts'

const hintKey = 'fitvibe.athlete'

/**
 * Stores the id of the user who logged in on this device, for all tabs. Only a hint, which saves
 * visitors two failing requests per page: the cookies decide who is logged in.
 */
export function storeLogin(userId: string): void {
  localStorage.setItem(hintKey, userId)
}

/** The id of the user who logged in last on this device, in any tab. */
export function storedLogin(): string | null {
  return localStorage.getItem(hintKey)
}

export function deleteStoredLogin(): void {
  localStorage.removeItem(hintKey)
}

/** The user's own profile, which sets the language of the app; null when logged out. */
export function useMe() {
  return useQuery({
    queryKey: meKey,
    staleTime: 300_000,
    queryFn: async ({ signal }) => {
      if (!storedLogin()) return null
      try {
        const me = await call(usersApi.getMe, {}, { signal })
        // Before anything asks on behalf of the user: its answers then come in the right language.
        // If the texts cannot be loaded, the app stays in the language it has.
        await showLanguage(me.preferredLang).catch(() => undefined)
        return me
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'AUTH_REQUIRED') throw error
        deleteStoredLogin()
        return null
      }
    },
  })
}

export interface Preferences {
  readonly locale: string
  readonly timezone: string
  readonly unit: Unit
  readonly distanceUnit: DistanceUnit
  readonly weekStart: WeekStart
}

export function usePreferences(): Preferences {
  const { i18n } = useTranslation()
  const { data: me } = useMe()
  return {
    locale: localeOf(i18n.language as Language),
    timezone: me?.timezone ?? deviceTimezone(),
    unit: me?.unit ?? 'kg',
    distanceUnit: me?.distanceUnit ?? 'km',
    weekStart: me?.weekStart ?? 'monday',
  }
}

export function deviceTimezone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}
