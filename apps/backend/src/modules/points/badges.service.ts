import type { badgesApi, pointsApi, Language } from '@fitvibe/contract'

import { translate } from '../../config/i18n.ts'
import type { Context, User } from '../../context.ts'
import {
  addDays,
  dayOf,
  daysBetween,
  startOf,
  weekShiftOf,
  type WeekStart,
} from '../../utils/calendar.ts'
import * as streakService from '../progress/streak.service.ts'
import * as badgesRepository from './badges.repository.ts'
import type { EarnedBadge, TrainingHistory } from './badges.repository.ts'
import {
  BADGE_CODES,
  BADGES,
  earnedBadges,
  metresOnFoot,
  NO_FEATS,
  type BadgeInput,
  type SessionFeats,
} from './badges.rules.ts'
import type { SessionCompleted } from './sessionCompleted.ts'

type BadgeCode = badgesApi.BadgeCode

/** These sessions earn no badge themselves, but they count towards the next one. */
const REFUSALS_WITHOUT_BADGES = new Set<pointsApi.AwardDetails['refused']>([
  'implausible',
  'imported',
  'backdated',
])

/**
 * Awards the badges that a session earns, in the transaction that completes it. A correction also
 * deletes the badges that the session no longer earns. The caller must hold the athlete's lock.
 */
export async function award(
  ctx: Context,
  event: SessionCompleted,
  { refused }: pointsApi.AwardDetails,
): Promise<BadgeCode[]> {
  const { owner, sessionId, revision, trainedOn, timezone, plannedFor } = event
  const calendar = { today: dayOf(ctx.clock(), timezone), weekStart: event.weekStart }
  const dueOn = plannedFor && dayOf(plannedFor, timezone)
  const completing = { ...event, dueOn }
  const filter = { owner, on: trainedOn, ...calendar }
  const history = await findTrainingHistory(ctx, filter, completing)
  const canEarn = !REFUSALS_WITHOUT_BADGES.has(refused)
  const input = badgeInput(history, canEarn ? featsOf(event, history) : NO_FEATS, calendar)
  const earned = earnedBadges(input)

  const own = history.earned.filter((badge) => badge.sessionId === sessionId)
  const codes = own.filter(({ code }) => !earned.has(code)).map(({ code }) => code)
  if (codes.length > 0) await badgesRepository.deleteBadges(ctx.db, { owner, codes })
  if (revision > 0 && own.length > codes.length)
    await badgesRepository.setEarnedOn(ctx.db, { owner, sessionId, earnedOn: trainedOn })
  const known = new Set(history.earned.map(({ code }) => code))
  const gained = canEarn ? [...earned].filter((code) => !known.has(code)) : []
  if (gained.length === 0) return []
  const badges = gained.map((code) => ({
    code,
    details: { value: BADGES[code].measure(input), target: BADGES[code].target },
  }))
  const earner = { owner, sessionId, earnedOn: trainedOn, awardedAt: ctx.clock() }
  return badgesRepository.insertBadges(ctx.db, earner, badges)
}

/**
 * Deletes the badges of a deleted session, except those that the remaining sessions earn too. The
 * caller must hold the athlete's lock.
 */
export async function revoke(ctx: Context, user: User, sessionId: string): Promise<void> {
  const owner = user.id
  const codes = await badgesRepository.listEarnedBySession(ctx.db, { owner, sessionId })
  if (codes.length === 0) return
  const calendar = calendarOf(ctx, user)
  const filter = { owner, on: calendar.today, ...calendar }
  const history = await findTrainingHistory(ctx, filter, null)
  const earned = earnedBadges(badgeInput(history, NO_FEATS, calendar))
  const lost = codes.filter((code) => !earned.has(code))
  if (lost.length > 0) await badgesRepository.deleteBadges(ctx.db, { owner, codes: lost })
}

/** Lists all badges: earned ones with the day and reason, the others with the user's progress. */
export async function list(ctx: Context, user: User, lang: Language) {
  const owner = user.id
  const calendar = calendarOf(ctx, user)
  const earned = await badgesRepository.listEarned(ctx.db, { owner })
  const filter = { owner, on: calendar.today, ...calendar }
  const history = await findTrainingHistory(ctx, filter, null)
  const input = badgeInput(history, { ...NO_FEATS, muscles: history.muscles }, calendar)
  const earnedByCode = new Map(earned.map((badge) => [badge.code, badge]))
  return BADGE_CODES.map((code) => {
    const badge = earnedByCode.get(code)
    return {
      ...newBadge(lang, code),
      description: translate(lang, `badges.types.${code}.description`),
      earnedAt: badge?.awardedAt ?? null,
      session: badge?.session ?? null,
      explanation: badge ? explain(lang, badge) : null,
      progress: badge ? null : progressOf(lang, code, input),
    }
  })
}

export const newBadge = (lang: Language, code: BadgeCode): badgesApi.NewBadge => ({
  code,
  name: translate(lang, `badges.types.${code}.name`),
})

/** The athlete's current day, and the first day of their weeks. */
interface Calendar {
  readonly today: string
  readonly weekStart: WeekStart
}

const calendarOf = (ctx: Context, { timezone, weekStart }: User): Calendar => ({
  today: dayOf(ctx.clock(), timezone),
  weekStart,
})

function findTrainingHistory(
  ctx: Context,
  { owner, on, today, weekStart }: Calendar & { owner: string; on: string },
  completing: Parameters<typeof badgesRepository.findTrainingHistory>[2],
): Promise<TrainingHistory> {
  const until = addDays(startOf('week', today, weekStart), 7)
  const weekOn = startOf('week', on, weekStart)
  const filter = { owner, on, weekOn, until, weekShift: weekShiftOf(weekStart) }
  return badgesRepository.findTrainingHistory(ctx.db, filter, completing)
}

const featsOf = (
  { trainedOn, efforts }: SessionCompleted,
  { muscles, lastOn }: TrainingHistory,
): SessionFeats => ({
  muscles,
  pauseDays: lastOn === null ? 0 : daysBetween(lastOn, trainedOn),
  onFoot: metresOnFoot(efforts),
})

const badgeInput = (
  history: TrainingHistory,
  feats: SessionFeats,
  { today, weekStart }: Calendar,
): BadgeInput => ({
  ...history,
  ...streakService.consistencyUntil(history.weeks, today, weekStart),
  ...feats,
})

function progressOf(lang: Language, code: BadgeCode, input: BadgeInput) {
  const { target, measure, isAllOrNothing } = BADGES[code]
  if (isAllOrNothing) return null
  const value = Math.min(measure(input), target)
  return { value, target, text: formatValue(lang, code, { value, target }) }
}

function explain(lang: Language, { code, earnedOn, session, details }: EarnedBadge): string {
  const format = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' })
  const params = { day: format.format(new Date(earnedOn)), title: session?.title ?? '' }
  const why = translate(lang, session ? 'badges.earnedWith' : 'badges.earned', params)
  // "1 of 1" would add nothing.
  return details.target === 1 ? `${why}.` : `${why}: ${formatValue(lang, code, details)}.`
}

function formatValue(lang: Language, code: BadgeCode, { value, target }: EarnedBadge['details']) {
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 3 })
  const { unit } = BADGES[code]
  if (unit === 'metres')
    return translate(lang, 'badges.reached.metres', { km: number.format(value / 1_000) })
  return translate(lang, `badges.reached.${unit}`, {
    value: number.format(unit === 'days' ? value : Math.min(value, target)),
    target: number.format(target),
  })
}
