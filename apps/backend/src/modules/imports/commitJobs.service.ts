import type { importProgressApi } from '@fitvibe/contract'

import type { Context, User } from '../../context.ts'
import { fromDatabase } from '../../db/failures.ts'
import type { Db } from '../../db/knex.ts'
import { AppError, conflict, unavailable } from '../../errors.ts'
import * as idempotencyService from '../system/idempotency.service.ts'
import * as commitService from './commit.service.ts'
import type { CommitRequest } from './commit.service.ts'
import * as progressService from './progress.service.ts'
import type { Attempt } from './progress.service.ts'
import { commitInTurn, inUserPlace, MAX_COMMITS } from './turns.ts'

type Result = importProgressApi.ImportResult

interface Request extends CommitRequest {
  readonly requestId: string
}

interface Started {
  readonly result: Promise<Result>
}

/** The commits of a server. */
interface Jobs {
  readonly running: Set<Promise<Result>>
  readonly stopping: AbortController
}

/** The jobs of each database, because tests run several servers in one process. */
const jobsOfAll = new WeakMap<Db, Jobs>()

function jobsOf({ db }: Context): Jobs {
  const jobs = jobsOfAll.get(db) ?? { running: new Set(), stopping: new AbortController() }
  jobsOfAll.set(db, jobs)
  return jobs
}

/**
 * Starts the commit of an import, and returns as soon as it is accepted. From then on it depends on no
 * client: it ends when it is done, has failed, or the server stops. Callers may ignore `result`.
 * @throws AppError NOT_FOUND, CONFLICT if the import is not open or another one of the user runs,
 * UNAVAILABLE if too many imports wait or the server stops
 */
export function start(ctx: Context, user: User, id: string, request: Request): Promise<Started> {
  return new Promise((accept, refuse) => {
    const result = inUserPlace(user, () =>
      inRoom(jobsOf(ctx), async () => {
        const attempt = await progressService.begin(ctx, { owner: user.id, id })
        if (!attempt) return findEarlier(ctx, user, id, request)
        accept({ result })
        return run(ctx, user, attempt, request)
      }),
    )
    // Also handles a rejection that comes after the acceptance, and that nobody may wait for.
    result.then(() => accept({ result }), refuse)
  })
}

/** Ends commits that wait or parse, and waits until the others are written or rolled back. */
export async function stop(ctx: Context): Promise<void> {
  const { running, stopping } = jobsOf(ctx)
  stopping.abort()
  await Promise.allSettled(running)
}

async function inRoom({ running, stopping }: Jobs, work: () => Promise<Result>): Promise<Result> {
  if (stopping.signal.aborted || running.size >= MAX_COMMITS) throw unavailable(5)
  const job = work()
  running.add(job)
  try {
    return await job
  } finally {
    running.delete(job)
  }
}

/** Returns the answer to the same request, which has committed the import. */
async function findEarlier(
  ctx: Context,
  { id: owner }: User,
  id: string,
  request: Request,
): Promise<Result> {
  const repeated = commitService.repeatable({ owner, id }, request)
  const earlier = await idempotencyService.findAnswer<Result>(ctx, repeated)
  if (!earlier) throw conflict('errors.importNotOpen')
  return earlier
}

function run(ctx: Context, user: User, attempt: Attempt, request: Request): Promise<Result> {
  const { signal } = jobsOf(ctx).stopping
  const { requestId } = request
  const work = async (report: progressService.Report) => {
    try {
      return await commitInTurn(signal, () =>
        commitService.commit(ctx, user, attempt, { ...request, signal, report }),
      )
    } catch (error) {
      throw failureOf(ctx, error, { requestId, isStopping: signal.aborted })
    }
  }
  return progressService.reporting(ctx, attempt, { requestId, work })
}

function failureOf(
  ctx: Context,
  error: unknown,
  { requestId, isStopping }: { requestId: string; isStopping: boolean },
): AppError {
  const known = error instanceof AppError ? error : fromDatabase(error)
  if (known)
    return isStopping && known.code === 'UNAVAILABLE' ? progressService.interrupted() : known
  ctx.logger.error({ module: 'imports', err: error, requestId }, 'import failed')
  return new AppError('INTERNAL', 'errors.internal', { cause: error })
}
