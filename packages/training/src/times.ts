import { CLOCK_SKEW_SECONDS, EARLIEST_START, MAX_SESSION_SECONDS } from './limits.ts'

/** When a session took place. To the second, its end is its start plus its length. */
export interface Times {
  readonly startedAt: Date
  readonly completedAt: Date
  readonly durationSec: number
}

/** Times as an athlete or a file states them. */
export type GivenTimes = { readonly [K in keyof Times]?: Times[K] | null | undefined }

interface Facts {
  /** Length estimated from the sets, s. */
  readonly estimateSec: number
  readonly now: Date
}

export type TimesProblem =
  | 'startedAfterCompleted'
  | 'timesContradict'
  | 'sessionTooLong'
  | 'startedInFuture'
  | 'completedInFuture'
  | 'startedTooEarly'

/** Times that cannot be, with the value to blame. */
export interface ImpossibleTimes {
  readonly problem: TimesProblem
  readonly field: keyof Times
}

/**
 * Completes stated times: two of them give the third, a start alone is followed by the estimated
 * length, an end alone is preceded by it, and a length alone ends now. Values that contradict each
 * other are refused, never bent.
 */
export function timesFrom(given: GivenTimes, { estimateSec, now }: Facts): Times | ImpossibleTimes {
  const { startedAt, completedAt, durationSec } = given
  const elapsed = startedAt && completedAt ? millisecondsBetween(startedAt, completedAt) : null
  if (elapsed !== null && elapsed < 0)
    return { problem: 'startedAfterCompleted', field: 'startedAt' }
  if (elapsed !== null && isNumber(durationSec) && Math.abs(elapsed - durationSec * 1_000) >= 1_000)
    return { problem: 'timesContradict', field: 'durationSec' }
  const length = elapsed === null ? (durationSec ?? estimateSec) : Math.round(elapsed / 1_000)
  if (length > MAX_SESSION_SECONDS) return { problem: 'sessionTooLong', field: 'completedAt' }

  const latest = after(now, CLOCK_SKEW_SECONDS)
  // Without an end, a start ahead of our clock would leave no time for the session.
  if (startedAt && startedAt > (completedAt ? latest : now))
    return { problem: 'startedInFuture', field: 'startedAt' }
  if (completedAt && completedAt > latest)
    return { problem: 'completedInFuture', field: 'completedAt' }
  const start = startedAt ?? after(completedAt ?? now, -length)
  if (start < EARLIEST_START)
    return { problem: 'startedTooEarly', field: startedAt ? 'startedAt' : 'completedAt' }
  const end = completedAt ?? after(start, length)
  if (end <= latest) return { startedAt: start, completedAt: end, durationSec: length }
  if (isNumber(durationSec)) return { problem: 'completedInFuture', field: 'durationSec' }
  // It began too recently to have been as long as estimated.
  return { startedAt: start, completedAt: now, durationSec: secondsFrom(start, now) }
}

/** Longest time between a last set and the end of a session, s; afterwards the user forgot to finish. */
const MAX_IDLE_SECONDS = 3_600
/** Longest time in progress, s, from which the length is taken. */
const MAX_SECONDS_IN_PROGRESS = 86_400

interface InProgress extends Omit<Facts, 'estimateSec'> {
  readonly startedAt: Date
  /** When the latest set was logged; null if none was logged one by one. */
  readonly lastSetAt: Date | null
  /** The least time, s, in which the sets can have been done. */
  readonly leastSec: number
}

/**
 * Adds to the stated times of a session in progress what its start, its last set and the clock
 * know. A session that the user forgot to finish ended with its last set. A time in progress that
 * is too short for the sets, or longer than a day, was not the time of the training: its length
 * stays open, to be estimated.
 */
export function timesInProgress(given: GivenTimes, session: InProgress): GivenTimes {
  const { lastSetAt, now } = session
  const isForgotten = lastSetAt !== null && secondsFrom(lastSetAt, now) > MAX_IDLE_SECONDS
  const end = given.completedAt ?? (isForgotten ? lastSetAt : now)
  const start = session.startedAt
  const elapsed = secondsFrom(start, end)
  const isBounded = elapsed >= 0 && elapsed <= MAX_SECONDS_IN_PROGRESS
  if (isNumber(given.durationSec)) {
    if (given.startedAt || given.completedAt) return given
    const fits = isBounded && after(start, given.durationSec) <= now
    return { ...given, ...(fits ? { startedAt: start } : { completedAt: end }) }
  }
  if (given.startedAt) return given
  const isPlausible = isBounded && elapsed >= session.leastSec
  return isPlausible ? { startedAt: start, completedAt: end } : { completedAt: end }
}

/**
 * Applies a correction to the times of a completed session. A new start or a new length moves the
 * end, unless that would lie in the future: then the start moves. A new end changes the length.
 */
export function correctedTimes(
  before: Times,
  given: GivenTimes,
  /** `estimateSec` is null unless the length was estimated and follows the corrected sets. */
  { estimateSec, now }: { readonly estimateSec: number | null; readonly now: Date },
): GivenTimes {
  const { startedAt, completedAt, durationSec } = given
  if (startedAt && completedAt) return given
  if (completedAt)
    return isNumber(durationSec) ? given : { startedAt: before.startedAt, completedAt }
  const length = durationSec ?? estimateSec ?? before.durationSec
  if (startedAt) return { startedAt, durationSec: length }
  if (length === before.durationSec) return before
  const latest = before.completedAt > now ? before.completedAt : now
  return after(before.startedAt, length) <= latest
    ? { startedAt: before.startedAt, durationSec: length }
    : { completedAt: latest, durationSec: length }
}

/**
 * Reconciles the times of a file, which may be incomplete or contradict each other: a length beyond
 * the time between start and end means that it began earlier, a shorter one that it ended earlier.
 * Nothing starts in the future.
 */
export function reconciledTimes(
  { startedAt, completedAt, durationSec }: GivenTimes,
  /** The time of the session if it has neither start nor end. */
  otherwise: Date,
  { estimateSec, now }: Facts,
): Times {
  const elapsed = startedAt && completedAt ? secondsFrom(startedAt, completedAt) : null
  const isPlausible = elapsed !== null && elapsed >= 0 && elapsed <= MAX_SESSION_SECONDS
  // Version 0.1.0 stored this length for a start that was longer ago.
  const isCapped = durationSec === MAX_SESSION_SECONDS && (elapsed ?? 0) > MAX_SESSION_SECONDS
  const known = isNumber(durationSec) && !isCapped ? durationSec : isPlausible ? elapsed : null
  const length = Math.min(known ?? estimateSec, MAX_SESSION_SECONDS)
  const isLater = completedAt && (elapsed === null ? !startedAt : length > elapsed)
  const start = isLater ? after(completedAt, -length) : (startedAt ?? otherwise)
  const end = isLater ? completedAt : after(start, length)
  return start > now
    ? { startedAt: after(now, -length), completedAt: now, durationSec: length }
    : { startedAt: start, completedAt: end, durationSec: length }
}

const isNumber = (value: number | null | undefined): value is number => typeof value === 'number'

const after = (time: Date, seconds: number) => new Date(time.getTime() + seconds * 1_000)

const millisecondsBetween = (from: Date, to: Date) => to.getTime() - from.getTime()

const secondsFrom = (from: Date, to: Date) => Math.round(millisecondsBetween(from, to) / 1_000)
