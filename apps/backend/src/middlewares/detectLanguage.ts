import { Language } from '@fitvibe/contract'
import type { RequestHandler } from 'express'

/**
 * Sets the language that a request asks for: `?lang=`, otherwise the best of `Accept-Language`. If
 * it names none of ours, the profile's language applies, or the installation's default.
 */
export const detectLanguage: RequestHandler = (req, _res, next) => {
  const asked = Language.safeParse(req.query['lang'])
  if (asked.success) req.lang = asked.data
  else if (namesLanguage(req.get('accept-language') ?? '')) {
    const best = Language.safeParse(req.acceptsLanguages(Language.options))
    if (best.success) req.lang = best.data
  }
  next()
}

/** Express matches `*` too, which names no language: the header must name one of ours. */
const namesLanguage = (header: string) =>
  header
    .toLowerCase()
    .split(/\W+/)
    .some((word) => Language.safeParse(word).success)
