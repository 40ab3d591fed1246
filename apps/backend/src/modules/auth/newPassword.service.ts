import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { isCommonPassword } from '../../utils/commonPasswords.ts'
import { hashPassword } from '../../utils/passwords.ts'

/**
 * Hashes a password somebody has chosen; `path` says where in the request it stands.
 * @throws AppError VALIDATION_ERROR when it is a common one, UNAVAILABLE as `hashPassword`
 */
export async function hashChosen(ctx: Context, password: string, path: string): Promise<string> {
  if (isCommonPassword(password)) throw invalid(path, 'issues.passwordCommon')
  return hashPassword(ctx.config, password)
}
