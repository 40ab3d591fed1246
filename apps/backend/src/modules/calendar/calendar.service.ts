import { createHash, timingSafeEqual } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'

import type { Language, TextAnswer } from '@fitvibe/contract'

import type { Context, User } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { hashToken, newSecret, packToken, unpackToken } from '../../utils/tokens.ts'
import { version as appVersion } from '../../version.ts'
import { namesInLanguage } from '../exercises/present.ts'
import * as calendarRepository from './calendar.repository.ts'
import { writeCalendar } from './icalendar.rules.ts'

const DAY_SECONDS = 86_400
const PAST_SECONDS = 90 * DAY_SECONDS
const FUTURE_SECONDS = 84 * DAY_SECONDS

/** Bounds the cost of a request; far more sessions than a user has in half a year. */
const MAX_EVENTS = 1_000
/** Bounds the description of an event: most calendars show fewer lines. */
const MAX_NAMES = 10
const MAX_NOTE_LENGTH = 1_000

/** Changes whenever `writeCalendar` writes the same sessions differently; the library, with each version. */
const FORMAT = 3

export async function get(ctx: Context, user: User) {
  const feed = await calendarRepository.findFeed(ctx.db, { owner: user.id })
  return { isOn: feed !== undefined, since: feed?.createdAt ?? null }
}

/** Creates the address of the user's calendar and invalidates the previous address. */
export async function renew(ctx: Context, user: User): Promise<{ url: string }> {
  const secret = newSecret()
  await calendarRepository.setFeed(ctx.db, {
    owner: user.id,
    secretHash: hashToken(secret),
    createdAt: ctx.clock(),
  })
  return { url: `${ctx.config.publicOrigin}/calendar/${packToken([user.id], secret)}.ics` }
}

export async function turnOff(ctx: Context, user: User): Promise<void> {
  await calendarRepository.deleteFeed(ctx.db, { owner: user.id })
}

/**
 * Returns the sessions of the last 90 days and the next 12 weeks as iCalendar. The version takes one
 * statement; only a client without it costs more.
 * @throws AppError NOT_FOUND for a token that is invalid, or was replaced or turned off
 */
export async function read(ctx: Context, token: string): Promise<TextAnswer> {
  const { ids, secret } = unpackToken(token, 1) ?? {}
  const [owner] = ids ?? []
  if (!owner || !secret) throw notFound('errors.notFound.calendar')
  const now = ctx.clock()
  const window = {
    owner,
    from: secondsAfter(now, -PAST_SECONDS),
    to: secondsAfter(now, FUTURE_SECONDS),
    limit: MAX_EVENTS,
  }
  const feed = await calendarRepository.findVersion(ctx.db, window)
  if (!feed || !timingSafeEqual(feed.secretHash, hashToken(secret)))
    throw notFound('errors.notFound.calendar')
  const { publicOrigin } = ctx.config
  const version = createHash('sha256')
    .update(JSON.stringify([FORMAT, appVersion, publicOrigin, feed.lang, feed.version]))
    .digest('base64url')
  return { version, write: () => write(ctx, window, feed.lang) }
}

async function write(
  ctx: Context,
  window: { owner: string; from: Date; to: Date; limit: number },
  lang: Language,
): Promise<string> {
  const bounds = { names: MAX_NAMES, noteLength: MAX_NOTE_LENGTH }
  const stored = await calendarRepository.listEvents(ctx.db, { ...window, ...bounds })
  const events = stored.map((event) => ({
    ...event,
    exerciseNames: namesInLanguage(event, lang),
  }))
  let text = ''
  for (const chunk of writeCalendar(events, ctx.config.publicOrigin)) {
    text += chunk
    await setImmediate()
  }
  return text
}
