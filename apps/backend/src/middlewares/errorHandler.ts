import { errorStatus, type ErrorBody } from '@fitvibe/contract'
import type { ErrorRequestHandler } from 'express'

import { translate } from '../config/i18n.ts'
import type { Context } from '../context.ts'
import { fromDatabase } from '../db/failures.ts'
import { AppError } from '../errors.ts'
import { InvalidRequest } from './validation.ts'

/** The only place where failures become HTTP. What is not ours to tell is logged and answers 500. */
export function errorHandler(ctx: Context): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error)
    const failure = toAppError(error)
    const lang = req.lang ?? ctx.config.defaultLang
    if (failure.code === 'INTERNAL')
      ctx.logger.error({ err: error, requestId: req.id, route: req.endpoint }, 'request failed')
    const { params, details, retryAfterSeconds } = failure.options
    if (retryAfterSeconds) res.setHeader('retry-after', String(retryAfterSeconds))
    const told =
      failure instanceof InvalidRequest
        ? failure.detailsIn(lang)
        : details?.map(({ path, message }) => ({ path, message: translate(lang, message) }))
    res.status(errorStatus[failure.code]).json({
      error: {
        code: failure.code,
        message: translate(lang, failure.key, params),
        ...(told && { details: told }),
        requestId: req.id,
      },
    } satisfies ErrorBody)
  }
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  return fromParser(error) ?? fromDatabase(error) ?? new AppError('INTERNAL', 'errors.internal')
}

/** Express and its body parser mark what they cannot read with a status in the 400s. */
function fromParser(error: unknown): AppError | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined
  if (typeof error.status !== 'number' || error.status < 400 || error.status > 499) return undefined
  if (error.status === 413) return new AppError('VALIDATION_ERROR', 'errors.tooLarge')
  if (error instanceof URIError) return new AppError('VALIDATION_ERROR', 'errors.malformedUrl')
  return new AppError('VALIDATION_ERROR', 'errors.malformedJson')
}
