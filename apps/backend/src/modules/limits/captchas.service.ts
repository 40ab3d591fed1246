import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { secondsAfter, unixSeconds } from '../../utils/clock.ts'
import { counterKey } from '../../utils/counters.ts'
import * as countersService from './counters.service.ts'

const TTL_SECONDS = 300

/**
 * Creates a challenge that takes the client some computing time. The server stores nothing: the
 * challenge holds its expiry and our signature.
 * @throws AppError NOT_FOUND if captchas are switched off
 */
export function challenge({ config, clock }: Context) {
  if (!config.hasCaptcha) throw notFound('errors.notFound.route')
  const expiresAt = secondsAfter(clock(), TTL_SECONDS)
  const text = `${randomBytes(16).toString('base64url')}~${unixSeconds(expiresAt)}`
  return {
    challenge: `${text}~${sign(config.captchaSecret, text)}`,
    bits: config.captchaBits,
    expiresAt,
  }
}

/**
 * Returns whether an answer solves one of our challenges that is neither expired nor used, and marks
 * the challenge as used. Always true if captchas are switched off.
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
  return (await countersService.increment(ctx, [used])).isCounted
}

/** Allows one use during the lifetime of a challenge. */
const ONCE = {
  free: 1,
  firstWaitSeconds: TTL_SECONDS,
  longestWaitSeconds: TTL_SECONDS,
  resetAfterSeconds: TTL_SECONDS,
}

const sign = (secret: string, text: string) =>
  createHmac('sha256', secret).update(text).digest('base64url')

const isSame = (a: string, b: string) =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** Counts the leading zero bits of a text's hash, up to 32. */
function zeroBits(text: string): number {
  const first = createHash('sha256').update(text).digest().readUInt32BE()
  return Math.clz32(first)
}
