import { timingSafeEqual } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'

import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { hashToken, newSecret, packToken, unpackToken } from '../../utils/tokens.ts'
import * as calendarRepository from './calendar.repository.ts'
import { writeCalendar } from './icalendar.rules.ts'

const DAY_SECONDS = 86_400
const BACK_SECONDS = 90 * DAY_SECONDS
const AHEAD_SECONDS = 84 * DAY_SECONDS

/** Far more than anybody trains in half a year; it bounds what one address costs. */
const MOST_EVENTS = 2_000

export async function get(ctx: Context, owner: string) {
  const feed = await calendarRepository.findFeed(ctx.db, owner)
  return { isOn: feed !== undefined, since: feed?.createdAt ?? null }
}

/** Makes the address of somebody's calendar; the one before leads nowhere from then on. */
export async function renew(ctx: Context, owner: string): Promise<{ url: string }> {
  const secret = newSecret()
  const secretHash = hashToken(secret)
  await calendarRepository.setFeed(ctx.db, owner, { secretHash, createdAt: ctx.clock() })
  return { url: `${ctx.config.publicOrigin}/calendar/${packToken([owner], secret)}.ics` }
}

export async function turnOff(ctx: Context, owner: string): Promise<void> {
  await calendarRepository.deleteFeed(ctx.db, owner)
}

/**
 * The calendar an address leads to, as iCalendar: the last 90 days and the next 12 weeks.
 * @throws AppError NOT_FOUND for an address that is not one, was renewed or turned off
 */
export async function read(ctx: Context, token: string): Promise<string> {
  const { ids, secret } = unpackToken(token, 1) ?? {}
  const [owner] = ids ?? []
  if (!owner || !secret) throw notFound('errors.notFound.calendar')
  const feed = await calendarRepository.findFeed(ctx.db, owner)
  if (!feed || !timingSafeEqual(feed.secretHash, hashToken(secret)))
    throw notFound('errors.notFound.calendar')
  const now = ctx.clock()
  const events = await calendarRepository.listEvents(ctx.db, {
    owner,
    from: secondsAfter(now, -BACK_SECONDS),
    to: secondsAfter(now, AHEAD_SECONDS),
    limit: MOST_EVENTS,
  })
  let text = ''
  for (const piece of writeCalendar(events, ctx.config.publicOrigin)) {
    text += piece
    await setImmediate()
  }
  return text
}
