import type { RequestHandler } from 'express'

/**
 * Sets the language that a request asks for: `?lang=`, otherwise the best of `Accept-Language`. If
 * it names none of ours, the profile's language applies, or the installation's default.
 */
export const detectLanguage: RequestHandler = (req, _res, next) => {
  const asked = req.query['lang']
  if (asked === 'en' || asked === 'de') req.lang = asked
  else if (/\b(?:en|de)\b/i.test(req.get('accept-language') ?? '')) {
    const best = req.acceptsLanguages('en', 'de')
    if (best === 'en' || best === 'de') req.lang = best
  }
  next()
}
