import { randomBytes } from 'node:crypto'

import type { Response } from 'express'
import helmet from 'helmet'

/** Ours alone: nothing inline, nothing framed, nothing from elsewhere but https pictures. */
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
        imgSrc: ["'self'", 'data:', 'https:'],
        ...(isProduction && { upgradeInsecureRequests: [] }),
      },
    },
    crossOriginResourcePolicy: { policy: 'same-site' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: isProduction && { maxAge: 63_072_000, includeSubDomains: true },
  })
}

const POLICY = 'content-security-policy'

/** Lets a page have those style elements that carry the nonce this returns. */
export function allowStyles(res: Response): string {
  const nonce = randomBytes(16).toString('base64')
  const policy = String(res.getHeader(POLICY) ?? '')
  res.setHeader(POLICY, policy.replace("style-src 'self'", `$& 'nonce-${nonce}'`))
  return nonce
}
