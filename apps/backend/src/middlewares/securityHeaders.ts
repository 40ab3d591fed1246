import { randomBytes } from 'node:crypto'

import type { Response } from 'express'
import helmet from 'helmet'

/**
 * Allows only our own files: no inline code, no frames, nothing from other sites. Icons of the style
 * sheets are images in `data:` addresses; a picture that the user crops is a `blob:` until it is sent.
 */
export function securityHeaders(isProduction: boolean) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        ...(isProduction && { upgradeInsecureRequests: [] }),
      },
    },
    crossOriginResourcePolicy: { policy: 'same-site' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: isProduction && { maxAge: 63_072_000, includeSubDomains: true },
  })
}

const POLICY = 'content-security-policy'

/** Allows style elements with a nonce on this page; returns the nonce. */
export function allowStyles(res: Response): string {
  const nonce = randomBytes(16).toString('base64')
  const policy = String(res.getHeader(POLICY) ?? '')
  res.setHeader(POLICY, policy.replace("style-src 'self'", `$& 'nonce-${nonce}'`))
  return nonce
}

/** Allows our own pages to frame the HTML of a mail, which may hold styles and links and nothing else. */
export function sandboxFrame(res: Response): void {
  const sandbox = 'sandbox allow-popups allow-popups-to-escape-sandbox'
  res.setHeader(
    POLICY,
    `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; ${sandbox}`,
  )
}

/** Allows frames of our own pages on this page. */
export function frameOwnPages(res: Response): void {
  res.setHeader(POLICY, `${String(res.getHeader(POLICY) ?? '')};frame-src 'self'`)
}
