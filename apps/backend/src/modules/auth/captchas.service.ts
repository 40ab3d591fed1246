import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { secondsAfter, unixSeconds } from '../../utils/clock.ts'
import { counterKey } from '../../utils/counters.ts'
import * as countersService from './counters.service.ts'

const TTL_SECONDS = 300

/**
 * A challenge that costs its solver some time and us nothing to keep: it carries when it ends and
 * our signature.
 * @throws AppError NOT_FOUND where captchas are not asked for
 */
export function challenge({ config, clock }: Context) {
  if (!config.hasCaptcha) throw notFound('errors.notFound.route')
  const expiresAt = secondsAfter(clock(), TTL_SECONDS)
  const text = `${randomBytes(16).toString('base64url')}~${unixSeconds(expiresAt)}`
  return {
    challenge: `${text}~${sign(config.captchaSecret, text)}`,
    bits: config.captchaBits,
    expiresAt: expiresAt.toISOString(),
  }
}

/**
 * Whether an answer solves a challenge of ours that has not ended and was not used before; from now
 * on it has been. Where captchas are not asked for, anything does.
 */
export async function isSolved(ctx: Context, answer: string | undefined): Promise<boolean> {
  const { config, clock } = ctx
  if (!config.hasCaptcha) return true
  const [, challenge = '', id = '', expiresAt = '', signature = ''] =
    /^((\S{22})~(\d+)~([\w-]{43}))\.[A-Za-z0-9]{1,32}$/.exec(answer ?? '') ?? []
  const expected = sign(config.captchaSecret, `${id}~${expiresAt}`)
  if (!challenge || !isSame(signature, expected)) return false
  if (Number(expiresAt) <= unixSeconds(clock())) return false
  if (zeroBits(answer ?? '') < config.captchaBits) return false
  const used = { key: counterKey(config.counterSecret, 'captcha', id), ...ONCE }
  return (await countersService.count(ctx, [used])).isCounted
}

/** A counter that lets one through, for as long as a challenge is good. */
const ONCE = {
  free: 1,
  firstWaitSeconds: TTL_SECONDS,
  longestWaitSeconds: TTL_SECONDS,
  forgottenAfterSeconds: TTL_SECONDS,
}

const sign = (secret: string, text: string) =>
  createHmac('sha256', secret).update(text).digest('base64url')

const isSame = (a: string, b: string) =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** How many zero bits the hash of a text begins with. */
function zeroBits(text: string): number {
  const first = createHash('sha256').update(text).digest().readUInt32BE()
  return Math.clz32(first)
}
