import type { Metric, workApi } from '@fitvibe/contract'
import { timesFrom, timesInProgress } from '@fitvibe/training/times'
import { estimateSeconds, leastSeconds } from '@fitvibe/training/totals'

import type { When } from '../../components/whenFields.tsx'
import { toInstant, toWallTime } from '../../lib/zones.ts'

/** The start of a session in progress and its sets so far. */
export interface Progress {
  readonly startedAt: string
  readonly exercises: readonly { readonly metric: Metric; readonly actual: workApi.Work[] }[]
}

/**
 * Suggests start and length of a session that is finished now, by the rule of the server. The length
 * is left open if the session was only written up: then the server estimates it from the sets.
 */
export function suggestedWhen(
  { startedAt, exercises }: Progress,
  now: Date,
  timezone: string,
): When {
  const known = timesInProgress(
    {},
    { startedAt: new Date(startedAt), lastSetAt: null, leastSec: leastSeconds(exercises), now },
  )
  const times = timesFrom(known, { estimateSec: estimateSeconds(exercises), now })
  if ('problem' in times) return { ...toWallTime(now, timezone), durationSec: null }
  const durationSec = known.startedAt ? times.durationSec : null
  return { ...toWallTime(times.startedAt, timezone), durationSec }
}

/** The times of a request: only values that the user changed, so that nothing contradicts. */
export function toTimes(when: When, before: When, timezone: string) {
  const isMoved = when.day !== before.day || when.time !== before.time
  const isCleared = when.durationSec === null && before.durationSec !== null
  const sendsStart = (isMoved || isCleared) && when.day !== '' && when.time !== ''
  const sendsLength =
    when.durationSec !== null && (isMoved || when.durationSec !== before.durationSec)
  return {
    ...(sendsStart && { startedAt: toInstant(when, timezone).toISOString() }),
    ...(sendsLength && { durationSec: when.durationSec ?? 0 }),
  }
}
