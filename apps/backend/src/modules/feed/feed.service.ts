import type { feedApi, Input } from '@fitvibe/contract'

import type { Context, User } from '../../context.ts'
import { authRequired, notFound } from '../../errors.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { cursorPage, seek } from '../../utils/lists.ts'
import * as exercisesService from '../exercises/exercises.service.ts'
import * as attributionsService from '../sessions/attributions.service.ts'
import * as sessionsService from '../sessions/sessions.service.ts'
import * as idempotencyService from '../system/idempotency.service.ts'
import * as feedRepository from './feed.repository.ts'
import type { SharedWithSets } from './feed.repository.ts'

const DAY = 86_400

/** @throws AppError AUTH_REQUIRED for `following` where nobody is signed in */
export async function list(
  ctx: Context,
  user: User | undefined,
  query: Input<typeof feedApi.listFeed>['query'],
) {
  const { author, scope } = query
  const viewer = user?.id ?? null
  const filter = seek(query)
  const found =
    scope === 'following' && author === undefined
      ? await listFollowed(ctx, viewer, filter)
      : await feedRepository.listShared(ctx.db, { viewer, author, ...filter })
  const { items, nextCursor } = cursorPage(found, query.limit, ({ completedAt: at, id }) => ({
    at,
    id,
  }))
  return { items: await attributionsService.link(ctx, viewer, items), nextCursor }
}

async function listFollowed(ctx: Context, viewer: string | null, filter: ReturnType<typeof seek>) {
  if (viewer === null) throw authRequired()
  const from = filter.before?.at ?? ctx.clock()
  const month = secondsAfter(from, -30 * DAY)
  const year = secondsAfter(from, -365 * DAY)
  return feedRepository.listFollowed(ctx.db, { viewer, month, year, ...filter })
}

/** @throws AppError NOT_FOUND for a session that is not completed, there and shared with the user */
export async function get(
  ctx: Context,
  user: User | undefined,
  id: string,
): Promise<SharedWithSets> {
  const shared = await find(ctx, user, id)
  const [linked = shared] = await attributionsService.link(ctx, user?.id ?? null, [shared])
  return linked
}

/** As `get`, with the sources of a clone as they are stored: for those who use it, not to be shown. */
export async function find(
  ctx: Context,
  user: User | undefined,
  id: string,
): Promise<SharedWithSets> {
  const shared = await feedRepository.findShared(ctx.db, { viewer: user?.id ?? null, id })
  if (!shared) throw notFound('errors.notFound.session')
  return shared
}

/** Hides a session from the user's feed; whoever has its address still sees it. */
export async function hide(ctx: Context, user: User, id: string): Promise<void> {
  await find(ctx, user, id)
  await feedRepository.insertHidden(ctx.db, { owner: user.id, id, now: ctx.clock() })
}

/** @throws AppError NOT_FOUND for a session neither hidden nor to be seen */
export async function unhide(ctx: Context, user: User, id: string): Promise<void> {
  const isShown = await feedRepository.deleteHidden(ctx.db, { owner: user.id, id })
  if (!isShown) await find(ctx, user, id)
}

/**
 * Copies a shared session into a user's plan, private, with its owner named; returns the copy's id.
 * What was planned is copied, exercise by exercise, or what was done where nothing was planned.
 */
export async function clone(
  ctx: Context,
  user: User,
  id: string,
  body: { plannedFor?: Date | undefined; timezone?: string | undefined },
  key: string | undefined,
): Promise<{ newSessionId: string }> {
  const request = { owner: user.id, key, name: `clone:${id}`, body }
  return idempotencyService.once(ctx, request, async (ctx) => {
    const source = await find(ctx, user, id)
    const exercises = await asPlan(ctx, user, source)
    const plan = { ...body, title: source.title, notes: undefined, visibility: 'private' as const }
    const copy = await sessionsService.plan(ctx, user, plan, exercises, takenFrom(source))
    return { newSessionId: copy.id }
  })
}

/** The credit a clone carries: its source, and what that owes to others. */
function takenFrom({ id, owner, author, attribution, generation }: SharedWithSets) {
  const name = author.alias ?? author.username
  const first = attribution?.origin ?? attribution
  const origin = first?.sessionId ? { sessionId: first.sessionId, name: first.name } : null
  // A history from elsewhere may say any number up to the most that is kept.
  return { sessionId: id, owner, name, origin, generation: Math.min((generation ?? 0) + 1, 10_000) }
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
