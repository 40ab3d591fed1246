import type { CookieOptions, Response } from 'express'

import type { Config } from '../config/config.ts'

export const ACCESS_COOKIE = 'access'
export const REFRESH_COOKIE = 'refresh'
/** Identifies a device that has logged in to an account before; it is no login. */
export const DEVICE_COOKIE = 'device'
export const CSRF_COOKIE = 'csrf'
/** Identifies a visitor who is not logged in, so that the CSRF token can be bound to it. */
export const VISITOR_COOKIE = 'visitor'

const REFRESH_PATH = '/api/v1/auth'

const DEVICE_MS = 180 * 86_400_000

/** Options shared by all our cookies. */
export function baseCookie(config: Config) {
  return {
    httpOnly: true,
    secure: config.isProduction,
    sameSite: 'lax',
    path: '/',
    ...(config.cookieDomain && { domain: config.cookieDomain }),
  } satisfies CookieOptions
}

/**
 * Sets the cookies of a login. The access cookie lives as long as the refresh cookie although its
 * token expires sooner: it still names the login of a request, for CSRF and for a correct 401.
 */
export function setLoginCookies(
  res: Response,
  config: Config,
  tokens: { access: string; refresh: string; lifetimeSeconds: number },
) {
  const cookie = { ...baseCookie(config), maxAge: tokens.lifetimeSeconds * 1_000 }
  res.cookie(ACCESS_COOKIE, tokens.access, cookie)
  res.cookie(REFRESH_COOKIE, tokens.refresh, { ...cookie, path: REFRESH_PATH })
}

/** Outlives the login, because it is needed at the next one. */
export function setDeviceCookie(res: Response, config: Config, device: string) {
  res.cookie(DEVICE_COOKIE, device, { ...baseCookie(config), maxAge: DEVICE_MS })
}

export function clearLoginCookies(res: Response, config: Config) {
  const cookie = baseCookie(config)
  res.clearCookie(ACCESS_COOKIE, cookie)
  res.clearCookie(REFRESH_COOKIE, { ...cookie, path: REFRESH_PATH })
}
