import type { feedApi, Input, Language } from '@fitvibe/contract'

import type { Context, User } from '../../context.ts'
import { authRequired, notFound } from '../../errors.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { cursorPage, seek } from '../../utils/lists.ts'
import * as exercisesService from '../exercises/exercises.service.ts'
import * as quotasService from '../limits/quotas.service.ts'
import * as attributionsService from '../sessions/attributions.service.ts'
import * as sessionsService from '../sessions/sessions.service.ts'
import * as idempotencyService from '../system/idempotency.service.ts'
import * as translationsService from '../translations/translations.service.ts'
import * as feedRepository from './feed.repository.ts'
import type { Shared, SharedWithSets } from './feed.repository.ts'
import { textsToTranslate } from './present.ts'

const DAY_SECONDS = 86_400

/** @throws AppError AUTH_REQUIRED for `following` without a login */
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
  const { items, nextCursor } = cursorPage(found, query.limit, ({ startedAt: at, id }) => ({
    at,
    id,
  }))
  return { items: await attributionsService.link(ctx, viewer, items), nextCursor }
}

async function listFollowed(ctx: Context, viewer: string | null, filter: ReturnType<typeof seek>) {
  if (viewer === null) throw authRequired()
  const from = filter.before?.at ?? ctx.clock()
  const month = secondsAfter(from, -30 * DAY_SECONDS)
  const year = secondsAfter(from, -365 * DAY_SECONDS)
  return feedRepository.listFollowed(ctx.db, { viewer, month, year, ...filter })
}

/** @throws AppError NOT_FOUND for a session that is not completed or not shared with the user */
export async function get(
  ctx: Context,
  user: User | undefined,
  id: string,
): Promise<SharedWithSets> {
  const shared = await getStored(ctx, user, id)
  const [linked = shared] = await attributionsService.link(ctx, user?.id ?? null, [shared])
  return linked
}

/** Finds the translations of shared sessions for a reader. */
export async function translationsOf(
  ctx: Context,
  user: User | undefined,
  lang: Language,
  sessions: readonly Shared[],
) {
  if (!ctx.config.translation) return translationsService.NONE
  const texts = sessions.flatMap((shared) => textsToTranslate(shared, lang))
  return translationsService.find(ctx, { readerId: user?.id ?? null, lang }, texts)
}

/**
 * Same as `get`, but with the stored attribution, which may name sources that the user cannot see.
 * For other services: do not send it to a client.
 */
export async function getStored(
  ctx: Context,
  user: User | undefined,
  id: string,
): Promise<SharedWithSets> {
  const shared = await feedRepository.findShared(ctx.db, { viewer: user?.id ?? null, id })
  if (!shared) throw notFound('errors.notFound.session')
  return shared
}

/** Hides a session from the user's feeds. The user can still open it by its address. */
export async function hide(ctx: Context, user: User, id: string): Promise<void> {
  await getStored(ctx, user, id)
  await feedRepository.insertHidden(ctx.db, { owner: user.id, id, now: ctx.clock() })
}

/** @throws AppError NOT_FOUND for a session that is neither hidden nor visible to the user */
export async function unhide(ctx: Context, user: User, id: string): Promise<void> {
  const isDeleted = await feedRepository.deleteHidden(ctx.db, { owner: user.id, id })
  if (!isDeleted) await getStored(ctx, user, id)
}

/**
 * Copies a shared session into the user's plan as a private session that credits its owner. Copies
 * the planned sets of each exercise, or the actual sets if none were planned, and shared notes.
 * @throws AppError NOT_FOUND, QUOTA_EXCEEDED
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
    const source = await getStored(ctx, user, id)
    const exercises = await toPlan(ctx, user, source)
    const { title, notes } = source
    const plan = { ...body, title, notes, visibility: 'private' as const }
    const rows = quotasService.rowsOf([{ exercises }])
    await quotasService.spend(ctx, user.id, 'planning', { sessions: 1, rows })
    const copy = await sessionsService.plan(ctx, user, plan, exercises, creditFor(source))
    await quotasService.checkPlans(ctx, user.id)
    return { newSessionId: copy.id }
  })
}

/** Returns the attribution of a new clone: its source and the origin of the chain. */
function creditFor({ id, owner, author, attribution, generation }: SharedWithSets) {
  // The alias of a private profile is for its followers, but the clone may become public.
  const name = author.isPrivate ? author.username : (author.alias ?? author.username)
  const first = attribution?.origin ?? attribution
  const origin = first?.sessionId
    ? { sessionId: first.sessionId, name: first.name, owner: first.owner }
    : null
  // The chain of an imported session is unknown.
  const steps = attribution ? (generation ?? 0) : 0
  return { sessionId: id, owner, name, origin, generation: Math.min(steps + 1, 10_000) }
}

/**
 * Turns the exercises of a session into a plan for the user. A custom exercise of the other user
 * keeps only its name, because its id is invalid for this user.
 */
async function toPlan(ctx: Context, user: User, { exercises }: SharedWithSets) {
  const ids = exercises.flatMap(({ exerciseId }) => exerciseId ?? [])
  const usable = await exercisesService.findUsable(ctx, user, ids, user.preferredLang)
  return exercises.map(({ planned, actual, exerciseId, ...exercise }) => ({
    ...exercise,
    exerciseId: exerciseId !== null && usable.has(exerciseId) ? exerciseId : null,
    planned: planned.length > 0 ? planned : actual,
  }))
}
