import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { placeOf, stretch, type StretchQuery } from '../../utils/cursor.ts'
import type { User } from '../../utils/liveLogins.ts'
import * as exercisesService from '../exercises/exercises.service.ts'
import * as sessionsService from '../sessions/sessions.service.ts'
import * as idempotencyService from '../system/idempotency.service.ts'
import * as feedRepository from './feed.repository.ts'
import type { SharedWithSets } from './feed.repository.ts'

export type { Shared } from './feed.repository.ts'

export async function list(ctx: Context, query: StretchQuery) {
  const found = await feedRepository.listShared(ctx.db, placeOf(query))
  return stretch(found, query.limit, ({ completedAt: at, id }) => ({ at, id }))
}

/** @throws AppError NOT_FOUND for a session that is not public, completed and there */
export async function get(ctx: Context, id: string): Promise<SharedWithSets> {
  const shared = await feedRepository.findShared(ctx.db, id)
  if (!shared) throw notFound('errors.notFound.session')
  return shared
}

/**
 * Copies a public session into a user's plan, private, with its owner named; returns the copy's id.
 * What was planned is copied, exercise by exercise, or what was done where nothing was planned.
 */
export async function clone(
  ctx: Context,
  user: User,
  id: string,
  body: { plannedFor?: string | undefined; timezone?: string | undefined },
  key: string | undefined,
): Promise<{ newSessionId: string }> {
  const request = { owner: user.id, key, name: `clone:${id}`, body }
  return idempotencyService.once(ctx, request, async (ctx) => {
    const source = await get(ctx, id)
    const { title, owner, author } = source
    const exercises = await asPlan(ctx, user, source)
    const attribution = { sessionId: id, owner, name: author.alias ?? author.username }
    const plan = { ...body, title, notes: undefined, visibility: 'private' as const }
    const copy = await sessionsService.plan(ctx, user, plan, exercises, attribution)
    return { newSessionId: copy.id }
  })
}

/** An exercise that is the other's alone stays by name; its id would lead nowhere. */
async function asPlan(ctx: Context, user: User, { exercises }: SharedWithSets) {
  const ids = exercises.flatMap(({ exerciseId }) => exerciseId ?? [])
  const usable = await exercisesService.findUsable(ctx, user.id, ids, user.preferredLang)
  return exercises.map(({ planned, actual, exerciseId, ...exercise }) => ({
    ...exercise,
    exerciseId: exerciseId !== null && usable.has(exerciseId) ? exerciseId : null,
    notes: null,
    planned: planned.length > 0 ? planned : actual,
  }))
}
