import type { Context, User } from '../../context.ts'
import * as formerSessionsRepository from './formerSessions.repository.ts'
import type { FormerSession } from './formerSessions.repository.ts'
import * as writeSessionsService from './writeSessions.service.ts'

export type { FormerSession } from './formerSessions.repository.ts'

/** Returns completed sessions as they are, so that `restore` can rewrite them. */
export const list = (ctx: Context, user: User, ids: readonly string[]): Promise<FormerSession[]> =>
  formerSessionsRepository.listFormer(ctx.db, { owner: user.id, ids })

/**
 * Gives sessions their former title, notes, times and sets, in the caller's transaction. Totals and
 * bests are derived by today's rules and body weights.
 */
export async function restore(
  ctx: Context,
  user: User,
  sessions: readonly FormerSession[],
): Promise<void> {
  const ids = sessions.map(({ id }) => id)
  const planned = await formerSessionsRepository.listPlanned(ctx.db, { owner: user.id, ids })
  const plans = new Map(planned.map((plan) => [plan.id, plan]))
  await writeSessionsService.rewrite(
    ctx,
    user,
    sessions.flatMap((session) => {
      const plan = plans.get(session.id)
      return plan ? [toForeign(session, plan)] : []
    }),
  )
}

function toForeign(
  { exercises, startedAt, completedAt, ...session }: FormerSession,
  plan: formerSessionsRepository.Planned,
): writeSessionsService.ForeignSession {
  const places = new Map(exercises.map(({ id }, index) => [id, index]))
  return {
    ...session,
    ...plan,
    status: 'completed',
    startedAt: new Date(startedAt),
    completedAt: new Date(completedAt),
    exercises: exercises.map((exercise) => ({
      ...exercise,
      substitutes: places.get(exercise.substitutes ?? '') ?? null,
    })),
  }
}
