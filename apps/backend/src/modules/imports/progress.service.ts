import type { importProgressApi, Language } from '@fitvibe/contract'

import { RETENTION_SECONDS } from '../../config/retention.ts'
import type { Context, User } from '../../context.ts'
import type { Key } from '../../db/knex.ts'
import { AppError, conflict, notFound } from '../../errors.ts'
import { presentError } from '../../presentError.ts'
import { secondsAfter } from '../../utils/clock.ts'
import { repeatInBatches } from '../../utils/repeated.ts'
import { inLanguage } from './present.ts'
import * as progressRepository from './progress.repository.ts'
import type { Step, StoredProgress } from './progress.repository.ts'

const HEARTBEAT_MS = 5_000
/** A commit that has not reported for so long has ended with its process. */
const ALIVE_SECONDS = 30

/** A commit of an import. */
export interface Attempt extends Key {
  readonly attempt: string
}

/** Stores how far a commit has come. */
export type Report = (progress: Pick<Step, 'step' | 'done' | 'total'>) => Promise<void>

/** The process of the commit has ended; the database has rolled it back. */
export const interrupted = () =>
  new AppError('INTERRUPTED', 'errors.importInterrupted', { retryAfterSeconds: 5 })

/** @throws AppError NOT_FOUND */
export async function get(
  ctx: Context,
  { id: owner }: User,
  id: string,
  lang: Language,
): Promise<importProgressApi.ImportProgress> {
  const stored = await progressRepository.findProgress(ctx.db, { owner, id })
  if (!stored) throw notFound('errors.notFound.import')
  const { result } = stored
  return { ...present(ctx, stored, lang), ...(result && { result: inLanguage(result, lang) }) }
}

/** Presents progress without its result. */
export function present(
  ctx: Context,
  { step, done, total, problem, touchedAt }: StoredProgress,
  lang: Language,
): Omit<importProgressApi.ImportProgress, 'result'> {
  if (problem) {
    const { requestId } = problem
    return { step, done, total, problem: { ...presentError(problem, lang), requestId } }
  }
  const isRunning = step !== 'none' && step !== 'done'
  if (isRunning && touchedAt && touchedAt < aliveSince(ctx))
    return { step: 'failed', done, total, problem: presentError(interrupted(), lang) }
  return { step, done, total }
}

/**
 * Begins a commit; returns undefined if the import is not open.
 * @throws AppError NOT_FOUND, CONFLICT while another commit of the import runs, on any server
 */
export async function begin(ctx: Context, key: Key): Promise<Attempt | undefined> {
  const attempt = ctx.newId()
  const commit = { attempt, at: ctx.clock(), aliveSince: aliveSince(ctx) }
  const begun = await progressRepository.start(ctx.db, key, commit)
  if (!begun) throw notFound('errors.notFound.import')
  if (begun.isOpen && !begun.isStarted) throw conflict('errors.importInFlight')
  return begun.isStarted ? { ...key, attempt } : undefined
}

/**
 * Runs a commit that reports its progress, and stores the error if it fails. `ctx` must not be that of
 * the commit's transaction, whose rows nobody else sees. A report that fails is logged only: the import
 * does not depend on it.
 */
export async function reporting<T>(
  ctx: Context,
  attempt: Attempt,
  { requestId, work }: { requestId: string; work: (report: Report) => Promise<T> },
): Promise<T> {
  const tried = (statement: Promise<void>) =>
    statement.catch((error: unknown) =>
      ctx.logger.warn({ module: 'imports', reason: String(error) }, 'progress not stored'),
    )
  const now = () => ({ attempt: attempt.attempt, at: ctx.clock() })
  const beat = () => void tried(progressRepository.touch(ctx.db, attempt, now()))
  const beating = setInterval(beat, HEARTBEAT_MS)
  try {
    return await work((progress) =>
      tried(progressRepository.setStep(ctx.db, attempt, { ...progress, ...now() })),
    )
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { code, key, options } = error
    const { cause: _, retryAfterSeconds: __, ...storable } = options
    const problem = { code, key, options: storable, requestId }
    await tried(progressRepository.setFailed(ctx.db, attempt, { problem, ...now() }))
    throw error
  } finally {
    clearInterval(beating)
  }
}

/** Stores the result of a commit, in its transaction. */
export const finish = (
  ctx: Context,
  attempt: Attempt,
  { total, result }: { total: number; result: unknown },
): Promise<void> =>
  progressRepository.setDone(ctx.db, attempt, {
    attempt: attempt.attempt,
    total,
    result,
    at: ctx.clock(),
  })

/** Deletes the progress of an import that is undone, with its result. */
export const forget = (ctx: Context, key: Key): Promise<void> =>
  progressRepository.deleteProgress(ctx.db, key)

/** Deletes results after a week, and returns how many. */
export function deleteOld({ db, clock }: Context): Promise<number> {
  const until = secondsAfter(clock(), -RETENTION_SECONDS.importResult)
  return repeatInBatches((limit) => progressRepository.deleteOld(db, until, limit))
}

const aliveSince = ({ clock }: Context): Date => secondsAfter(clock(), -ALIVE_SECONDS)
