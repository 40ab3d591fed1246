import type { CookieOptions, Response } from 'express'

import type { Config } from '../config/config.ts'

export const ACCESS_COOKIE = 'access'
export const REFRESH_COOKIE = 'refresh'
/** Names a device that has logged in to an account before; it lets nobody in. */
export const DEVICE_COOKIE = 'device'
export const CSRF_COOKIE = 'csrf'
/** Names a visitor who is not logged in, for the CSRF token to be bound to. */
export const VISITOR_COOKIE = 'visitor'

const REFRESH_PATH = '/api/v1/auth'

const DEVICE_MS = 180 * 86_400_000

/** What all our cookies have in common. */
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
 * Hands out a login. The access cookie stays as long as the refresh cookie though its token ends
 * sooner: it still tells whose login a request belongs to, for CSRF and for a 401 that is honest.
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

/** Stays beyond the login: it is of use at the next one. */
export function setDeviceCookie(res: Response, config: Config, device: string) {
  res.cookie(DEVICE_COOKIE, device, { ...baseCookie(config), maxAge: DEVICE_MS })
}

export function clearLoginCookies(res: Response, config: Config) {
  const cookie = baseCookie(config)
  res.clearCookie(ACCESS_COOKIE, cookie)
  res.clearCookie(REFRESH_COOKIE, { ...cookie, path: REFRESH_PATH })
}
