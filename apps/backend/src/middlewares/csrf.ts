import { randomUUID } from 'node:crypto'

import { doubleCsrf } from 'csrf-csrf'
import type { Request, RequestHandler, Response } from 'express'

import type { Config } from '../config/config.ts'
import { forbidden } from '../errors.ts'
import { baseCookie, CSRF_COOKIE, VISITOR_COOKIE } from './cookies.ts'

export interface Csrf {
  /** Refuses unsafe requests without the token of their own login, or sent by another site. */
  readonly protect: RequestHandler[]
  /** Sets a new token for the login `sid`, or for a visitor without one, and returns it. */
  issue(req: Request, res: Response, sid: string | undefined): string
}

/**
 * Signed double submit: the cookie `csrf` can be read by our pages, and `X-CSRF-Token` must repeat
 * it. The signature covers the login the access token names, so a token planted by another site or
 * taken from another login is worth nothing.
 */
export function createCsrf(config: Config): Csrf {
  const subjects = new WeakMap<Request, string>()
  const { generateCsrfToken, validateRequest } = doubleCsrf({
    getSecret: () => config.csrfSecret,
    getSessionIdentifier: (req) => subjects.get(req) ?? subjectOf(req),
    cookieName: CSRF_COOKIE,
    cookieOptions: { ...baseCookie(config), httpOnly: false },
    getCsrfTokenFromRequest: (req) => req.get('x-csrf-token'),
  })
  return {
    protect: [
      (req, _res, next) => {
        if (isSafe(req)) return next()
        if (!isFromUs(req, config.allowedOrigins)) throw forbidden('errors.crossSite')
        if (!validateRequest(req)) throw forbidden('errors.csrf')
        next()
      },
    ],
    issue(req, res, sid) {
      subjects.set(req, sid ? `login:${sid}` : `visitor:${visitor(req, res, config)}`)
      return generateCsrfToken(req, res, { overwrite: true })
    },
  }
}

const isSafe = (req: Request) => ['GET', 'HEAD', 'OPTIONS'].includes(req.method)

function subjectOf(req: Request): string {
  if (req.claims) return `login:${req.claims.sid}`
  return `visitor:${knownVisitor(req) ?? ''}`
}

/** A cookie may hold what was parsed into an object: only a word is one of ours. */
function knownVisitor(req: Request): string | undefined {
  const name: unknown = req.cookies[VISITOR_COOKIE]
  return typeof name === 'string' && name ? name : undefined
}

function visitor(req: Request, res: Response, config: Config): string {
  const known = knownVisitor(req)
  if (known) return known
  const made = randomUUID()
  res.cookie(VISITOR_COOKIE, made, baseCookie(config))
  return made
}

/** Browsers say where a request comes from; programs say nothing and are not what CSRF is about. */
function isFromUs(req: Request, allowedOrigins: readonly string[]): boolean {
  const site = req.get('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return true
  const origin = req.get('origin')
  if (origin === undefined) return site === undefined
  return allowedOrigins.includes(origin) || (site === undefined && isSameHost(origin, req))
}

function isSameHost(origin: string, req: Request): boolean {
  return URL.canParse(origin) && new URL(origin).host === req.get('host')
}
