import type { RequestHandler } from 'express'

/**
 * The language a request asks for: `?lang=`, else the best of `Accept-Language`. Where it names
 * none of ours, the profile's language holds, else the installation's.
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
