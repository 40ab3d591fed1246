import { errorStatus, type ErrorBody } from '@fitvibe/contract'
import type { ErrorRequestHandler } from 'express'

import type { MessageKey } from '../config/i18n.ts'
import type { Context } from '../context.ts'
import { fromDatabase } from '../db/failures.ts'
import { AppError, notFound } from '../errors.ts'
import { presentError } from '../presentError.ts'
import { InvalidRequest } from './validation.ts'

/** Turns errors into HTTP answers; nothing else does. Logs unexpected errors and answers 500. */
export function errorHandler(ctx: Context): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error)
    const failure = toAppError(error)
    const lang = req.lang ?? ctx.config.defaultLang
    if (failure.code === 'INTERNAL')
      ctx.logger.error({ err: error, requestId: req.id, route: req.endpoint }, 'request failed')
    const { retryAfterSeconds } = failure.options
    if (retryAfterSeconds) res.setHeader('retry-after', String(retryAfterSeconds))
    res.status(errorStatus[failure.code]).json({
      error: {
        ...presentError(failure, lang),
        ...(failure instanceof InvalidRequest && { details: failure.detailsIn(lang) }),
        requestId: req.id,
      },
    } satisfies ErrorBody)
  }
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  return fromExpress(error) ?? fromDatabase(error) ?? new AppError('INTERNAL', 'errors.internal')
}

/** Express, its body parser and its file server set a 4xx status on the errors they throw. */
function fromExpress(error: unknown): AppError | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined
  const { status } = error
  if (typeof status !== 'number' || status < 400 || status > 499) return undefined
  if (status === 404) return notFound('errors.notFound.route')
  return new AppError('VALIDATION_ERROR', messageOf(error, status))
}

function messageOf(error: Error, status: number): MessageKey {
  if (status === 413) return 'errors.tooLarge'
  if (status === 415) return 'errors.mediaType'
  if (error instanceof URIError) return 'errors.malformedUrl'
  return error instanceof SyntaxError ? 'errors.malformedJson' : 'errors.validation'
}
