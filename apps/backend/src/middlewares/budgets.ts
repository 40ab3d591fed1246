import type { Endpoint, LimitClass } from '@fitvibe/contract'
import type { Request, RequestHandler, Response } from 'express'
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible'

import type { Context } from '../context.ts'
import { AppError, unavailable } from '../errors.ts'
import { counterKey } from '../utils/counters.ts'
import { addressOf } from './caller.ts'

const WINDOW_SECONDS = 60

/**
 * Requests per minute and class, as a share of RATE_LIMIT_PER_MINUTE. Costly classes are counted
 * across all instances; the others in this process, which saves a database statement per request.
 */
const BUDGETS = {
  read: { share: 1, isShared: false },
  write: { share: 1 / 2, isShared: false },
  credentials: { share: 1 / 20, isShared: true },
  mail: { share: 1 / 100, isShared: true },
  bulk: { share: 1 / 60, isShared: true },
  report: { share: 1 / 60, isShared: true },
  /** Counted for each address of a calendar, over all who read it. */
  calendar: { share: 1 / 60, isShared: false },
} as const satisfies Record<LimitClass, { share: number; isShared: boolean }>

export interface Budgets {
  /**
   * Takes one request from the budget of the user, of the caller's address if not logged in, or of
   * the calendar.
   */
  spend(req: Request, res: Response, endpoint: Endpoint, userId: string | undefined): Promise<void>
}

/** Puts the budgets on every request; `serve` spends them once it knows the user. */
export function budgets(ctx: Context): RequestHandler {
  const budgets = createBudgets(ctx)
  return (req, _res, next) => {
    req.budgets = budgets
    next()
  }
}

function createBudgets(ctx: Context): Budgets {
  const limiters = {
    read: limiterOf(ctx, 'read'),
    write: limiterOf(ctx, 'write'),
    credentials: limiterOf(ctx, 'credentials'),
    mail: limiterOf(ctx, 'mail'),
    bulk: limiterOf(ctx, 'bulk'),
    report: limiterOf(ctx, 'report'),
    calendar: limiterOf(ctx, 'calendar'),
  }
  return {
    async spend(req, res, endpoint, userId) {
      const name = endpoint.limit ?? (endpoint.method === 'GET' ? 'read' : 'write')
      const limiter = limiters[name]
      const spender =
        name === 'calendar' ? String(req.params['token']) : (userId ?? addressOf(req.ip ?? ''))
      const key = BUDGETS[name].isShared
        ? counterKey(ctx.config.counterSecret, name, spender)
        : spender
      try {
        setHeaders(res, limiter.points, await limiter.consume(key))
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw failure(ctx, refusal)
        setHeaders(res, limiter.points, refusal)
        const retryAfterSeconds = secondsLeft(refusal)
        throw new AppError('RATE_LIMITED', 'errors.rateLimited', { retryAfterSeconds })
      }
    },
  }
}

function limiterOf(ctx: Context, name: LimitClass): RateLimiterAbstract {
  const { share, isShared } = BUDGETS[name]
  const points = Math.ceil(ctx.config.rateLimitPerMinute * share)
  const options = { keyPrefix: name, points, duration: WINDOW_SECONDS }
  if (!isShared) return new RateLimiterMemory(options)
  // Once a budget is spent, this process blocks without asking the store until the minute is over.
  const shared = { ...options, inMemoryBlockOnConsumed: points + 1 }
  if (ctx.redis) return new RateLimiterRedis({ ...shared, storeClient: ctx.redis })
  return new RateLimiterPostgres({
    ...shared,
    storeClient: ctx.db,
    storeType: 'knex',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
  })
}

const failure = (ctx: Context, error: unknown) => (ctx.redis ? unavailable(2, error) : error)

const secondsLeft = ({ msBeforeNext }: RateLimiterRes) =>
  Math.max(1, Math.ceil(msBeforeNext / 1_000))

/** Overwrites the headers of `rateLimit.ts` if this budget has less left. */
function setHeaders(res: Response, limit: number, spent: RateLimiterRes): void {
  const known = res.getHeader('ratelimit-remaining')
  if (known !== undefined && Number(known) <= spent.remainingPoints) return
  res.setHeader('ratelimit-policy', `${limit};w=${WINDOW_SECONDS}`)
  res.setHeader('ratelimit-limit', String(limit))
  res.setHeader('ratelimit-remaining', String(spent.remainingPoints))
  res.setHeader('ratelimit-reset', String(secondsLeft(spent)))
}
