import type { Context, User } from '../../context.ts'
import type { Key } from '../../db/knex.ts'
import { notFound } from '../../errors.ts'
import * as progressRepository from './progress.repository.ts'
import type { Progress, Step } from './progress.repository.ts'

/** Stores how far a commit has come. */
export type Report = (progress: Step) => Promise<void>

/** @throws AppError NOT_FOUND */
export async function get(ctx: Context, { id: owner }: User, id: string): Promise<Progress> {
  const progress = await progressRepository.findProgress(ctx.db, { owner, id })
  if (!progress) throw notFound('errors.notFound.import')
  return progress
}

/**
 * Runs a commit that reports its progress, and forgets the progress afterwards. `ctx` must not be that
 * of the commit's transaction, whose rows nobody else sees. A report that fails is logged only: the
 * import does not depend on it.
 */
export async function reporting<T>(
  ctx: Context,
  key: Key,
  work: (report: Report) => Promise<T>,
): Promise<T> {
  const attempt = (statement: Promise<void>) =>
    statement.catch((error: unknown) =>
      ctx.logger.warn({ module: 'imports', reason: String(error) }, 'progress not stored'),
    )
  const report: Report = (progress) =>
    attempt(progressRepository.setProgress(ctx.db, key, progress))
  try {
    await report({ step: 'waiting', done: 0, total: 0 })
    return await work(report)
  } finally {
    await attempt(progressRepository.deleteProgress(ctx.db, key))
  }
}
