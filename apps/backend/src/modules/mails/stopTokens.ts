import { createHmac, timingSafeEqual } from 'node:crypto'

import { mailsApi } from '@fitvibe/contract'

import type { Context } from '../../context.ts'
import type { Keys } from '../../utils/sealedBox.ts'
import { packToken, unpackToken } from '../../utils/tokens.ts'

const sign = (key: string, owner: string, mail: mailsApi.WantedMail): Buffer =>
  createHmac('sha256', key)
    .update(JSON.stringify([owner, mail]))
    .digest()

/** Returns the token that turns a mail of a user off. It never expires, like the mail that holds it. */
export const stopTokenOf = ([key]: Keys, owner: string, mail: mailsApi.WantedMail): string =>
  packToken([owner], sign(key, owner, mail))

/** Reads a token that is signed with one of the keys; undefined for anything else. */
export function readStopToken(
  keys: Keys,
  token: string,
): { owner: string; mail: mailsApi.WantedMail } | undefined {
  const { ids, secret } = unpackToken(token, 1) ?? {}
  const [owner] = ids ?? []
  if (!owner || !secret) return undefined
  const mail = mailsApi.WantedMail.options.find((each) =>
    keys.some((key) => timingSafeEqual(sign(key, owner, each), secret)),
  )
  return mail && { owner, mail }
}

/** Returns the address that turns a mail of a user off: a page for people, one click for mail programs. */
export const stopLinkOf = ({ config }: Context, owner: string, mail: mailsApi.WantedMail): string =>
  `${config.publicOrigin}/stop-mails?token=${stopTokenOf(config.stopMailSecrets, owner, mail)}`
