import type { badgesApi, pointsApi } from '@fitvibe/contract'

import { translate, type Language } from '../../config/i18n.ts'
import type { Context, User } from '../../context.ts'
import { addDays, dayOf, daysBetween, startOf } from '../../utils/calendar.ts'
import * as streakService from '../progress/streak.service.ts'
import * as badgesRepository from './badges.repository.ts'
import type { EarnedBadge, Past } from './badges.repository.ts'
import { BADGE_CODES, BADGES, metresOnFoot, standing, type Facts } from './badges.rules.ts'
import type { SessionCompleted } from './sessionCompleted.ts'

type BadgeCode = badgesApi.BadgeCode

/** Sessions that earn no badge themselves, though they count for the next one that does. */
const UNFIT = new Set<pointsApi.AwardDetails['refused']>(['implausible', 'imported', 'backdated'])

/**
 * Gives a session the badges it earns, in the transaction that completes it. After a correction
 * those go that it no longer earns. Whoever calls holds the athlete's lock.
 */
export async function award(
  ctx: Context,
  event: SessionCompleted,
  { refused }: pointsApi.AwardDetails,
): Promise<BadgeCode[]> {
  const { owner, sessionId, revision, trainedOn, adherence, timezone, plannedFor } = event
  const today = dayOf(ctx.clock(), timezone)
  const dueOn = plannedFor && dayOf(plannedFor, timezone)
  const completing = { sessionId, dueOn, adherence }
  const past = await findPast(ctx, { owner, on: trainedOn, today }, completing)
  const isFit = !UNFIT.has(refused)
  const feats = isFit ? featsOf(event, past) : NO_FEATS
  const facts = factsOf(past, feats, today)
  const held = standing(facts)

  const lost = past.earned.filter((one) => one.sessionId === sessionId && !held.has(one.code))
  if (revision > 0 && lost.length > 0)
    await badgesRepository.deleteBadges(
      ctx.db,
      owner,
      lost.map(({ code }) => code),
    )
  const known = new Set(past.earned.map(({ code }) => code))
  const gained = isFit ? [...held].filter((code) => !known.has(code)) : []
  if (gained.length === 0) return []
  const badges = gained.map((code) => ({
    code,
    details: { value: BADGES[code].reached(facts), target: BADGES[code].target },
  }))
  const earner = { owner, sessionId, earnedOn: trainedOn, awardedAt: ctx.clock() }
  return badgesRepository.insertBadges(ctx.db, earner, badges)
}

/**
 * Takes back the badges of a deleted session that would not stand without it. Whoever calls holds
 * the athlete's lock.
 */
export async function takeBack(ctx: Context, user: User, sessionId: string): Promise<void> {
  const owner = user.id
  const own = await badgesRepository.listEarnedBy(ctx.db, { owner, sessionId })
  if (own.length === 0) return
  const today = dayOf(ctx.clock(), user.timezone)
  const past = await findPast(ctx, { owner, on: today, today }, null)
  const held = standing(factsOf(past, NO_FEATS, today))
  const lost = own.filter((code) => !held.has(code))
  if (lost.length > 0) await badgesRepository.deleteBadges(ctx.db, owner, lost)
}

/** All badges, with when and why, or how far the user is. */
export async function list(ctx: Context, user: User, lang: Language) {
  const today = dayOf(ctx.clock(), user.timezone)
  const earned = await badgesRepository.listEarned(ctx.db, user.id)
  const past = await findPast(ctx, { owner: user.id, on: today, today }, null)
  const facts = factsOf(past, { ...NO_FEATS, muscles: past.muscles }, today)
  const known = new Map(earned.map((badge) => [badge.code, badge]))
  return BADGE_CODES.map((code) => {
    const own = known.get(code)
    return {
      ...named(lang, code),
      description: translate(lang, `badges.types.${code}.description`),
      earnedAt: own?.awardedAt ?? null,
      session: own?.session ?? null,
      explanation: own ? explain(lang, own) : null,
      progress: own ? null : progressOf(lang, code, facts),
    }
  })
}

export const named = (lang: Language, code: BadgeCode): badgesApi.NewBadge => ({
  code,
  name: translate(lang, `badges.types.${code}.name`),
})

function findPast(
  ctx: Context,
  { owner, on, today }: { owner: string; on: string; today: string },
  completing: Parameters<typeof badgesRepository.findPast>[2],
): Promise<Past> {
  const until = addDays(startOf('week', today), 7)
  const asked = { owner, on, weekOn: startOf('week', on), until }
  return badgesRepository.findPast(ctx.db, asked, completing)
}

type Feats = Pick<Facts, 'muscles' | 'pauseDays' | 'onFoot'>

const NO_FEATS: Feats = { muscles: [], pauseDays: 0, onFoot: 0 }

/** What one session alone brings. */
const featsOf = ({ trainedOn, efforts }: SessionCompleted, { muscles, lastOn }: Past): Feats => ({
  muscles,
  pauseDays: lastOn === null ? 0 : daysBetween(lastOn, trainedOn),
  onFoot: metresOnFoot(efforts),
})

const factsOf = (past: Past, feats: Feats, today: string): Facts => ({
  sessions: past.sessions,
  weekdays: past.weekdays,
  months: past.months,
  ...streakService.sumUp(past.weeks, today),
  ...feats,
})

function progressOf(lang: Language, code: BadgeCode, facts: Facts) {
  const { target, reached, atOnce } = BADGES[code]
  if (atOnce) return null
  const value = Math.min(reached(facts), target)
  return { value, target, text: measured(lang, code, { value, target }) }
}

function explain(lang: Language, { code, earnedOn, session, details }: EarnedBadge): string {
  const format = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' })
  const params = { day: format.format(new Date(earnedOn)), title: session?.title ?? '' }
  const why = translate(lang, session ? 'badges.earnedWith' : 'badges.earned', params)
  // Of the first one there is no more to say.
  return details.target === 1 ? `${why}.` : `${why}: ${measured(lang, code, details)}.`
}

function measured(lang: Language, code: BadgeCode, { value, target }: EarnedBadge['details']) {
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 3 })
  const { unit } = BADGES[code]
  if (unit === 'metres')
    return translate(lang, 'badges.reached.metres', { km: number.format(value / 1_000) })
  return translate(lang, `badges.reached.${unit}`, {
    value: number.format(unit === 'days' ? value : Math.min(value, target)),
    target: number.format(target),
  })
}
