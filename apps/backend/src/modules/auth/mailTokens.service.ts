import type { Context } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import { hashToken, unpackToken } from '../../utils/tokens.ts'
import * as authRepository from './auth.repository.ts'
import type { TokenKind } from './auth.repository.ts'

/** A token from a mail, taken apart: whose it is and the hash it is known by. */
export interface MailToken {
  readonly owner: string
  readonly hash: Buffer
}

/** @throws AppError UNPROCESSABLE for what cannot be a token of ours */
export function read(token: string): MailToken {
  const unpacked = unpackToken(token, 1)
  const [owner] = unpacked?.ids ?? []
  if (!unpacked || !owner) throw unprocessable('errors.tokenInvalid')
  return { owner, hash: hashToken(unpacked.secret) }
}

/**
 * Consumes a token and returns the address it was mailed to.
 * @throws AppError UNPROCESSABLE for one that is unknown, used or expired
 */
export async function consume(ctx: Context, kind: TokenKind, token: MailToken): Promise<string> {
  const { owner, hash } = token
  const key = { owner, kind, hash, now: ctx.clock() }
  const contactId = await authRepository.consumeToken(ctx.db, key)
  if (contactId === undefined) throw unprocessable('errors.tokenInvalid')
  return contactId
}
