import { fieldErrors } from '../../lib/formErrors.ts'
import { i18n } from '../../lib/i18n.ts'

/** Explains a token that the server cannot parse: the link was probably cut off. */
export function linkError(error: Error | null): Error | null {
  return error && fieldErrors(error).token ? new Error(i18n.t('auth.linkBroken')) : error
}
