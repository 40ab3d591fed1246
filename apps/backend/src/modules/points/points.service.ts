import type { pointsApi } from '@fitvibe/contract'
import { MAX_CALORIES } from '@fitvibe/training/limits'

import { translate, type Language } from '../../config/i18n.ts'
import type { Context, User } from '../../context.ts'
import { dayOf, yearsBetween } from '../../utils/calendar.ts'
import { secondsAfter } from '../../utils/clock.ts'
import * as pointsRepository from './points.repository.ts'
import type { Standing } from './points.repository.ts'
import { ALGORITHM_VERSION, awardOf, caloriesOf, metMinutesOf } from './points.rules.ts'
import type { Consequences, SessionCompleted } from './sessionCompleted.ts'

/**
 * Awards a session's points in the transaction that completes it, or after a correction adds the
 * difference. Every award is an entry of the ledger, one of 0 points too: it says why.
 */
export async function award(
  ctx: Context,
  event: SessionCompleted,
): Promise<Pick<Consequences, 'award' | 'estimatedCalories'>> {
  const { owner, sessionId, revision } = event
  await pointsRepository.lockAthlete(ctx.db, owner)
  const startedAt = startOf(event)
  const standing = await pointsRepository.findStanding(ctx.db, { ...event, startedAt })
  const earned =
    revision > 0 ? await pointsRepository.findEarned(ctx.db, { owner, sessionId }) : undefined
  const now = ctx.clock()
  const { points, details } = awardOf(event.efforts, athleteOf(standing, event), event.adherence, {
    ...event,
    // A correction is judged as on the day of the award: it must not become backdated by it.
    now: earned?.awardedAt ?? now,
    day: { points: standing.dayPoints, awards: standing.dayAwards },
    isOverlapping: standing.isOverlapping,
    // Whatever is completed here has an entry from then on.
    isImported: revision > 0 && earned === undefined,
  })
  await pointsRepository.insertEntry(ctx.db, {
    owner,
    id: ctx.newId(),
    algorithmVersion: ALGORITHM_VERSION,
    points: points - (earned?.points ?? 0),
    sessionId,
    reason: revision > 0 ? `correction-${revision}` : 'completion',
    details,
    awardedAt: now,
    earnedOn: event.trainedOn,
  })
  const { weightKg } = standing
  return {
    award: { points, algorithmVersion: ALGORITHM_VERSION, details },
    estimatedCalories:
      weightKg === null
        ? null
        : Math.min(caloriesOf(metMinutesOf(event.efforts), weightKg), MAX_CALORIES),
  }
}

/** Takes back what a session has earned, in the caller's transaction; it holds the athlete's lock then. */
export async function takeBack(ctx: Context, owner: string, sessionId: string): Promise<void> {
  await pointsRepository.lockAthlete(ctx.db, owner)
  const reversal = { owner, id: ctx.newId(), sessionId, version: ALGORITHM_VERSION }
  await pointsRepository.insertReversal(ctx.db, { ...reversal, at: ctx.clock() })
}

export function getTotals(ctx: Context, user: User) {
  const today = dayOf(ctx.clock(), user.timezone)
  return pointsRepository.findTotals(ctx.db, { owner: user.id, today })
}

export async function listHistory(
  ctx: Context,
  userId: string,
  lang: Language,
  page: { page: number; pageSize: number },
) {
  const { items, total } = await pointsRepository.listEntries(ctx.db, { owner: userId, ...page })
  return {
    items: items.map((entry) => ({ ...entry, explanation: explainEntry(lang, entry) })),
    total,
  }
}

/** How an award came about, in words. */
export function explain(lang: Language, points: number, details: pointsApi.AwardDetails): string {
  if (details.implausible) return translate(lang, `points.implausible.${details.implausible}`)
  if (details.refused) return translate(lang, `points.refused.${details.refused}`)
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 3 })
  const { product, ...factors } = details.factors
  return translate(lang, 'points.earned', {
    points,
    metMinutes: number.format(details.metMinutes),
    minutes: number.format(details.minutes),
    product: number.format(product),
    age: number.format(factors.age),
    gender: number.format(factors.gender),
    fitness: number.format(factors.fitness),
    frequency: number.format(factors.frequency),
    bonus: details.adherenceBonus ? translate(lang, 'points.bonus') : '',
    limit: translate(lang, `points.limit.${details.limit ?? 'none'}`),
  })
}

function explainEntry(lang: Language, entry: pointsRepository.LedgerEntry): string {
  const { reason, points, details, sessionTotal, note } = entry
  if (note !== null) return translate(lang, 'points.adjusted', { note })
  if (reason === 'deletion') return translate(lang, 'points.deletion')
  if (reason.startsWith('correction'))
    return translate(lang, 'points.correction', { points, total: sessionTotal })
  return details ? explain(lang, points, details) : translate(lang, 'points.other', { reason })
}

/** When a session began: as said, or earlier where it claims more time than that. */
function startOf({ startedAt, completedAt, efforts }: SessionCompleted): Date {
  const seconds = efforts.reduce((sum, effort) => sum + effort.seconds, 0)
  const claimed = secondsAfter(completedAt, -seconds)
  return claimed < startedAt ? claimed : startedAt
}

function athleteOf(standing: Standing, event: SessionCompleted) {
  const { dateOfBirth, gender, fitnessLevel, trainingFrequency } = standing
  const age = dateOfBirth === null ? null : yearsBetween(dateOfBirth, event.trainedOn)
  return { age, gender, fitnessLevel, trainingFrequency }
}
