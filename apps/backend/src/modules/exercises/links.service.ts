import type { exercisesApi, Input, Language } from '@fitvibe/contract'

import { inTransaction, type Context, type User } from '../../context.ts'
import { conflict, notFound, unprocessable } from '../../errors.ts'
import { sliceOf } from '../../utils/lists.ts'
import * as recountsService from '../training/recounts.service.ts'
import * as translationsService from '../translations/translations.service.ts'
import * as exercisesService from './exercises.service.ts'
import * as linksRepository from './links.repository.ts'
import type { StoredLink } from './links.repository.ts'

type Query = Input<typeof exercisesApi.listExerciseLinks>['query']
type NewLink = Input<typeof exercisesApi.createExerciseLink>['body']

export async function list(ctx: Context, user: User, lang: Language, query: Query) {
  const { exerciseId = null } = query
  const filter = { owner: user.id, exerciseId }
  const { items, total } = await linksRepository.listLinks(ctx.db, filter, sliceOf(query))
  return { items: await withNames(ctx, user, lang, items), total }
}

async function withNames(ctx: Context, user: User, lang: Language, links: readonly StoredLink[]) {
  const ids = [...new Set(links.map(({ exerciseId }) => exerciseId))]
  const known = await exercisesService.findUsable(ctx, user, ids, lang)
  return links.map((link) => ({
    ...link,
    exerciseName: known.get(link.exerciseId)?.name ?? link.name,
  }))
}

/**
 * Links a name that sessions have without an exercise to an exercise: its whole history, series and
 * later sessions. Volumes and bests are then as if the sets had been logged with the exercise. A second
 * request links entries that were logged since.
 * @throws AppError NOT_FOUND if no session has the name alone, CONFLICT if it is linked to another
 * exercise, UNPROCESSABLE for an exercise that the user cannot use
 */
export async function create(ctx: Context, user: User, lang: Language, body: NewLink) {
  const { name, exerciseId } = body
  const known = await exercisesService.findUsable(ctx, user, [exerciseId], lang)
  const exercise = known.get(exerciseId)
  if (!exercise) throw unprocessable('errors.exerciseUnknown', 'body.exerciseId')
  return inTransaction(ctx, async (ctx) => {
    const wanted = { name, exerciseId, createdAt: ctx.clock() }
    const link = await linksRepository.insertLink(
      ctx.db,
      { owner: user.id, id: ctx.newId() },
      wanted,
    )
    if (link?.exerciseId !== exerciseId) throw conflict('errors.nameLinked')
    const key = { owner: user.id, id: link.id }
    const entries = await linksRepository.insertEntries(ctx.db, key, name)
    if (entries === 0) throw notFound('errors.notFound.exerciseName')
    const sessionIds = await linksRepository.lockSessions(ctx.db, key)
    await linksRepository.setExerciseOfEntries(ctx.db, key, exercise)
    await linksRepository.setNamesOfSessions(ctx.db, key)
    await translationsService.forgetSessions(ctx, { owner: user.id, ids: sessionIds })
    await recountsService.recountSessions(ctx, user.id, sessionIds)
    const change = { name, from: null, to: exerciseId }
    await linksRepository.setExerciseOfTemplates(ctx.db, user.id, change)
    const stored = await linksRepository.findLink(ctx.db, key)
    return { ...(stored as StoredLink), exerciseName: exercise.name }
  })
}

/** @throws AppError NOT_FOUND */
export function undo(ctx: Context, user: User, id: string): Promise<void> {
  const key = { owner: user.id, id }
  return inTransaction(ctx, async (ctx) => {
    const link = await linksRepository.findLink(ctx.db, key)
    if (!link) throw notFound('errors.notFound.exerciseLink')
    const { name, exerciseId } = link
    const sessionIds = await linksRepository.lockSessions(ctx.db, key)
    await linksRepository.restoreEntries(ctx.db, key, exerciseId)
    await linksRepository.setNamesOfSessions(ctx.db, key)
    await translationsService.forgetSessions(ctx, { owner: user.id, ids: sessionIds })
    await recountsService.recountSessions(ctx, user.id, sessionIds)
    const change = { name, from: exerciseId, to: null }
    await linksRepository.setExerciseOfTemplates(ctx.db, user.id, change)
    await linksRepository.deleteLink(ctx.db, key)
  })
}
