import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { isCommonPassword } from '../../utils/commonPasswords.ts'
import { hashPassword } from '../../utils/passwords.ts'

/**
 * Hashes a new password; `path` is its path in the request, for the error.
 * @throws AppError VALIDATION_ERROR for a common password, UNAVAILABLE as `hashPassword`
 */
export async function hash(ctx: Context, password: string, path: string): Promise<string> {
  if (isCommonPassword(password)) throw invalid(path, 'issues.passwordCommon')
  return hashPassword(ctx.config, password)
}
