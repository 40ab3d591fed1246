import { fieldErrors } from '../../lib/formErrors.ts'
import { i18n } from '../../lib/i18n.ts'

/** What a form says about the link it was opened with: cut short, it is no token at all. */
export function linkError(error: Error | null): Error | null {
  return error && fieldErrors(error).token ? new Error(i18n.t('auth.linkBroken')) : error
}
