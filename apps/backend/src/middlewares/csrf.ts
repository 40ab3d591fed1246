import { randomUUID } from 'node:crypto'

import { doubleCsrf } from 'csrf-csrf'
import type { Request, RequestHandler, Response } from 'express'

import type { Config } from '../config/config.ts'
import { forbidden } from '../errors.ts'
import { baseCookie, CSRF_COOKIE, VISITOR_COOKIE } from './cookies.ts'

export interface Csrf {
  /** Rejects unsafe requests from other sites or without the token of their login. */
  readonly protect: RequestHandler[]
  /** Sets and returns a new token for the login `sid`, or for a visitor if there is none. */
  issue(req: Request, res: Response, sid: string | undefined): string
}

/**
 * Signed double submit: our pages can read the cookie `csrf`, and `X-CSRF-Token` must repeat it. The
 * signature covers the login of the access token, so a token that another site has planted or that
 * belongs to another login is invalid.
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
        if (!isFromOwnSite(req, config.allowedOrigins)) throw forbidden('errors.crossSite')
        if (!validateRequest(req)) throw forbidden('errors.csrf')
        next()
      },
    ],
    issue(req, res, sid) {
      subjects.set(req, sid ? `login:${sid}` : `visitor:${ensureVisitor(req, res, config)}`)
      return generateCsrfToken(req, res, { overwrite: true })
    },
  }
}

const isSafe = (req: Request) => ['GET', 'HEAD', 'OPTIONS'].includes(req.method)

function subjectOf(req: Request): string {
  if (req.claims) return `login:${req.claims.sid}`
  return `visitor:${knownVisitor(req) ?? ''}`
}

/** The cookie parser may return an object (`j:` prefix); our own values are strings. */
function knownVisitor(req: Request): string | undefined {
  const name: unknown = req.cookies[VISITOR_COOKIE]
  return typeof name === 'string' && name ? name : undefined
}

function ensureVisitor(req: Request, res: Response, config: Config): string {
  const known = knownVisitor(req)
  if (known) return known
  const id = randomUUID()
  res.cookie(VISITOR_COOKIE, id, baseCookie(config))
  return id
}

/** Browsers send the origin of a request. Other clients send none and are not subject to CSRF. */
function isFromOwnSite(req: Request, allowedOrigins: readonly string[]): boolean {
  const site = req.get('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return true
  const origin = req.get('origin')
  if (origin === undefined) return site === undefined
  return allowedOrigins.includes(origin) || (site === undefined && isSameHost(origin, req))
}

function isSameHost(origin: string, req: Request): boolean {
  return URL.canParse(origin) && new URL(origin).host === req.get('host')
}
