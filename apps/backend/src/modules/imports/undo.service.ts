import { inTransaction, type Context, type User } from '../../context.ts'
import { conflict, notFound } from '../../errors.ts'
import * as importedService from '../exercises/imported.service.ts'
import * as writeSessionsService from '../history/writeSessions.service.ts'
import * as measurementsService from '../measurements/measurements.service.ts'
import * as changesService from './changes.service.ts'
import * as digestsService from './digests.service.ts'
import * as importsRepository from './imports.repository.ts'
import * as progressService from './progress.service.ts'
import * as importSeriesService from './series.service.ts'

const { SESSIONS, EXERCISES } = digestsService

const NOTHING = {
  removed: 0,
  kept: 0,
  restored: 0,
  notRestored: 0,
  keptChanges: [],
  exercisesRemoved: 0,
  exercisesKept: 0,
}

/**
 * Deletes what an import wrote, except sessions and exercises that were changed since. Deletes the
 * file of an import that was not committed. Restores earlier sessions that the import changed.
 * @throws AppError NOT_FOUND, CONFLICT if the import is already undone
 */
export function undo(ctx: Context, user: User, id: string) {
  const key = { owner: user.id, id }
  return inTransaction(ctx, async (ctx) => {
    if (await importsRepository.deleteOpen(ctx.db, key)) return NOTHING
    if (!(await importsRepository.setUndone(ctx.db, key, ctx.clock()))) {
      if (await importsRepository.findKept(ctx.db, key)) throw conflict('errors.importUndone')
      throw notFound('errors.notFound.import')
    }
    await progressService.forget(ctx, key)
    await measurementsService.deleteImported(ctx, key)
    const changes = await changesService.undo(ctx, user, key)
    const sessions = await digestsService.lockUnchanged(ctx, key, SESSIONS)
    await writeSessionsService.erase(ctx, user, sessions)
    await digestsService.forget(ctx, SESSIONS, { owner: user.id, ids: sessions })
    await importSeriesService.deleteUnchanged(ctx, key)
    const unchanged = await digestsService.lockUnchanged(ctx, key, EXERCISES)
    const exercises = await importedService.deleteUnused(ctx, user.id, unchanged)
    await digestsService.forget(ctx, EXERCISES, { owner: user.id, ids: exercises })
    const left = await importsRepository.countLeft(ctx.db, key)
    return {
      removed: sessions.length,
      kept: left.workouts,
      ...changes,
      exercisesRemoved: exercises.length,
      exercisesKept: left.exercises,
    }
  })
}
