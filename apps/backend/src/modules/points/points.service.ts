import type { pointsApi, Language } from '@fitvibe/contract'
import { MAX_CALORIES } from '@fitvibe/training/limits'

import { translate } from '../../config/i18n.ts'
import type { Context, User } from '../../context.ts'
import { dayOf, yearsBetween } from '../../utils/calendar.ts'
import { sliceOf, type PagedQuery } from '../../utils/lists.ts'
import * as pointsRepository from './points.repository.ts'
import type { AwardBasis, SessionAward } from './points.repository.ts'
import { ALGORITHM_VERSION, awardOf, caloriesOf, metMinutesOf } from './points.rules.ts'
import type { Consequences, SessionCompleted } from './sessionCompleted.ts'

/**
 * Awards a session's points in the transaction that completes it. A correction books the
 * difference; if it moves the session to another day, all points move with it. An award of 0 points
 * is booked too, because its entry explains why.
 */
export async function award(
  ctx: Context,
  event: SessionCompleted,
): Promise<Pick<Consequences, 'award' | 'estimatedCalories'>> {
  const { owner, sessionId, revision } = event
  await pointsRepository.lockAwards(ctx.db, { owner })
  const basis = await pointsRepository.findAwardBasis(ctx.db, event)
  const previous =
    revision > 0 ? await pointsRepository.findSessionAward(ctx.db, { owner, sessionId }) : undefined
  const now = ctx.clock()
  const { points, details } = awardOf(event.efforts, athleteOf(basis, event), event.adherence, {
    ...event,
    // The time of the first award, so that a late correction does not make a session backdated.
    now: previous?.awardedAt ?? now,
    day: { points: basis.dayPoints, awards: basis.dayAwards },
    isOverlapping: basis.isOverlapping,
    // Every session completed in FitVibe has an entry; only imported ones have none.
    isImported: revision > 0 && previous === undefined,
  })
  const entries = entriesOf(event, { points, details }, previous)
  await pointsRepository.insertEntries(
    ctx.db,
    entries.map((entry) => ({
      ...entry,
      owner,
      sessionId,
      id: ctx.newId(),
      algorithmVersion: ALGORITHM_VERSION,
      awardedAt: now,
    })),
  )
  return {
    award: { points, algorithmVersion: ALGORITHM_VERSION, details },
    estimatedCalories: estimateCalories(event.efforts, basis.weightKg),
  }
}

/** Returns the kcal of a session; null if the body weight is unknown. */
export const estimateCalories = (
  efforts: SessionCompleted['efforts'],
  weightKg: number | null,
): number | null =>
  weightKg === null ? null : Math.min(caloriesOf(metMinutesOf(efforts), weightKg), MAX_CALORIES)

/** Returns what an award adds to the ledger; a session that moved takes its points to the new day. */
function entriesOf(
  { revision, trainedOn: earnedOn }: SessionCompleted,
  { points, details }: Pick<Consequences['award'], 'points' | 'details'>,
  previous: SessionAward | undefined,
) {
  const reason = revision > 0 ? `correction-${revision}` : 'completion'
  const before = previous?.points ?? 0
  if (!previous || previous.earnedOn === earnedOn || before === 0)
    return [{ reason, points: points - before, details, earnedOn }]
  const { earnedOn: oldDay } = previous
  return [
    { reason: `${reason}${MOVED}`, points: -before, details: null, earnedOn: oldDay },
    { reason, points, details, earnedOn },
  ]
}

/** Ends the reason of an entry that takes points off a former day of a session. */
const MOVED = '-moved'

/**
 * Revokes all points of a session, in the caller's transaction, which holds the lock of the
 * athlete's awards from then on.
 */
export async function revoke(ctx: Context, user: User, sessionId: string): Promise<void> {
  const owner = user.id
  await pointsRepository.lockAwards(ctx.db, { owner })
  const reversal = { owner, id: ctx.newId(), sessionId, version: ALGORITHM_VERSION }
  await pointsRepository.insertReversal(ctx.db, { ...reversal, at: ctx.clock() })
}

export function getTotals(ctx: Context, user: User) {
  const today = dayOf(ctx.clock(), user.timezone)
  return pointsRepository.findTotals(ctx.db, { owner: user.id, today })
}

export async function listEntries(ctx: Context, user: User, query: PagedQuery, lang: Language) {
  const owner = user.id
  const { items, total } = await pointsRepository.listEntries(ctx.db, { owner }, sliceOf(query))
  return {
    items: items.map((entry) => ({ ...entry, explanation: explainEntry(lang, entry) })),
    total,
  }
}

/** Explains in words how an award was calculated or why it was refused. */
export function explainAward(
  lang: Language,
  points: number,
  details: pointsApi.AwardDetails,
): string {
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
  if (reason.endsWith(MOVED)) return translate(lang, 'points.moved', { points: -points })
  if (reason.startsWith('correction'))
    return translate(lang, 'points.correction', { points, total: sessionTotal })
  return details ? explainAward(lang, points, details) : translate(lang, 'points.other', { reason })
}

function athleteOf(basis: AwardBasis, event: SessionCompleted) {
  const { dateOfBirth, gender, fitnessLevel, trainingFrequency } = basis
  const age = dateOfBirth === null ? null : yearsBetween(dateOfBirth, event.trainedOn)
  return { age, gender, fitnessLevel, trainingFrequency }
}
