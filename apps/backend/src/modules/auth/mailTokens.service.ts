import type { Context } from '../../context.ts'
import { unprocessable } from '../../errors.ts'
import { hashToken, unpackToken } from '../../utils/tokens.ts'
import * as accountTokensRepository from './accountTokens.repository.ts'
import type { TokenKind } from './accountTokens.repository.ts'

/** A token from a mail, unpacked: its user and its hash. */
export interface MailToken {
  readonly owner: string
  readonly hash: Buffer
}

/** @throws AppError UNPROCESSABLE for text that is not one of our tokens */
export function read(token: string): MailToken {
  const unpacked = unpackToken(token, 1)
  const [owner] = unpacked?.ids ?? []
  if (!unpacked || !owner) throw unprocessable('errors.tokenInvalid')
  return { owner, hash: hashToken(unpacked.secret) }
}

/**
 * Consumes a token and returns the id of the address (contact) it was mailed to.
 * @throws AppError UNPROCESSABLE for a token that is unknown, used or expired
 */
export async function consume(ctx: Context, kind: TokenKind, token: MailToken): Promise<string> {
  const { owner, hash } = token
  const key = { owner, kind, hash, now: ctx.clock() }
  const contactId = await accountTokensRepository.setTokenUsed(ctx.db, key)
  if (contactId === undefined) throw unprocessable('errors.tokenInvalid')
  return contactId
}
