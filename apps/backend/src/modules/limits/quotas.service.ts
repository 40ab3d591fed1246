import {
  DAILY_QUOTAS,
  MAX_OPEN_SESSIONS,
  MAX_OWN_EXERCISES,
  MAX_RUNNING_SERIES,
} from '@fitvibe/training/limits'

import type { MessageKey } from '../../config/i18n.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { dayOf } from '../../utils/calendar.ts'
import * as quotasRepository from './quotas.repository.ts'
import type { Written } from './quotas.repository.ts'

type Kind = keyof typeof DAILY_QUOTAS

const exceeded = (key: MessageKey) => new AppError('QUOTA_EXCEEDED', key)

/**
 * Takes what a request is about to write from the user's quota of the day. Runs before the writes,
 * in their transaction, which gives it back if it fails.
 * @throws AppError QUOTA_EXCEEDED
 */
export async function spend(
  ctx: Context,
  owner: string,
  kind: Kind,
  written: Written,
): Promise<void> {
  const day = dayOf(ctx.clock(), 'UTC')
  const isWithin = await quotasRepository.addWritten(
    ctx.db,
    { owner, kind, day },
    written,
    DAILY_QUOTAS[kind],
  )
  if (!isWithin) throw exceeded('errors.quota.daily')
}

/**
 * Checks the user's plans after new ones are written. Exact only after `spend` in the same
 * transaction: it lets one request of the user write at a time.
 * @throws AppError QUOTA_EXCEEDED
 */
export async function checkPlans(ctx: Context, owner: string): Promise<void> {
  const { series, sessions } = await quotasRepository.countPlans(ctx.db, {
    owner,
    maxSeries: MAX_RUNNING_SERIES + 1,
    maxSessions: MAX_OPEN_SESSIONS + 1,
  })
  if (series > MAX_RUNNING_SERIES) throw exceeded('errors.quota.series')
  if (sessions > MAX_OPEN_SESSIONS) throw exceeded('errors.quota.openSessions')
}

/**
 * Checks that the user can have `more` exercises, and locks their number until the transaction
 * ends, so that no other request adds any.
 * @throws AppError QUOTA_EXCEEDED
 */
export async function checkExercises(ctx: Context, owner: string, more: number): Promise<void> {
  await quotasRepository.lockExercises(ctx.db, { owner })
  const count = await quotasRepository.countExercises(ctx.db, { owner })
  if (count + more > MAX_OWN_EXERCISES) throw exceeded('errors.quota.exercises')
}

/** Counts the rows that sessions with these exercises take. */
export const rowsOf = (
  sessions: readonly {
    readonly exercises: readonly {
      readonly planned: readonly unknown[]
      readonly actual?: readonly unknown[] | undefined
    }[]
  }[],
): number =>
  sessions.reduce(
    (rows, { exercises }) =>
      exercises.reduce(
        (sum, { planned, actual }) => sum + 1 + planned.length + (actual?.length ?? 0),
        rows + 1,
      ),
    0,
  )
