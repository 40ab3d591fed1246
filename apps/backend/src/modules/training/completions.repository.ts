import type { AdherenceStatus, workApi } from '@fitvibe/contract'

import type { Db, Key } from '../../db/knex.ts'

interface Completion {
  readonly startedAt: Date
  readonly completedAt: Date
  /** The day of `completedAt` where it took place. */
  readonly trainedOn: string
  readonly type: string | null
  readonly totals: workApi.Totals
  readonly calories: number | null
  readonly caloriesGiven: boolean
  readonly points: number
  readonly adherence: number | null
  readonly adherenceStatus: AdherenceStatus
  readonly revision: number
}

export async function setCompleted(
  db: Db,
  { owner, id }: Key,
  completion: Completion,
  now: Date,
): Promise<void> {
  const { totals } = completion
  await db('sessions')
    .where({ owner, id })
    .update({
      sequence: db.raw('sequence + 1'),
      updated_at: now,
      status: 'completed',
      started_at: completion.startedAt,
      completed_at: completion.completedAt,
      trained_on: completion.trainedOn,
      type: completion.type,
      volume_kg: totals.volume,
      distance_m: totals.distance,
      duration_seconds: totals.durationSec,
      sets: totals.sets,
      reps: totals.reps,
      calories: completion.calories,
      calories_given: completion.caloriesGiven,
      points: completion.points,
      adherence: completion.adherence,
      adherence_status: completion.adherenceStatus,
      revision: completion.revision,
    })
}
