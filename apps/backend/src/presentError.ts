import type { Language } from '@fitvibe/contract'

import { translate } from './config/i18n.ts'
import type { AppError } from './errors.ts'

/** The parts of an error that can be stored, and translated when they are read. */
export interface StorableError extends Pick<AppError, 'code' | 'key'> {
  readonly options: Pick<AppError['options'], 'params' | 'details'>
}

/** Presents an error in a language. */
export function presentError({ code, key, options }: StorableError, lang: Language) {
  const { params, details } = options
  return {
    code,
    message: translate(lang, key, params),
    ...(details && {
      details: details.map(({ path, message }) => ({
        path,
        message: translate(lang, message, params),
      })),
    }),
  }
}
