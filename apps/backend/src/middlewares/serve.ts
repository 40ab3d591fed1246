import {
  toRequest,
  type Answer,
  type Endpoint,
  type Input,
  type Language,
  type Started,
  type TextAnswer,
} from '@fitvibe/contract'
import type { Request, Response, Router } from 'express'
import { z } from 'zod'

import type { Context, User } from '../context.ts'
import { forbidden } from '../errors.ts'
import { checkValue } from '../utils/hostile.ts'
import { authenticate } from './authenticate.ts'
import { codingOf, sendCoded } from './compress.ts'
import { sendDocument } from './document.ts'
import { readUpload, sendFile } from './files.ts'
import { sendPicture } from './picture.ts'
import { InvalidRequest } from './validation.ts'

type Caller<E extends Endpoint> = E['access'] extends 'public'
  ? E['personal'] extends true
    ? User | undefined
    : undefined
  : User

interface Call<E extends Endpoint> extends Input<E> {
  readonly user: Caller<E>
  readonly lang: Language
  /** The key that the client sent, on `idempotent` endpoints. */
  readonly idempotencyKey: string | undefined
}

type Handle<E extends Endpoint, A = Answer<E>> = (
  call: Call<E>,
  http: { readonly req: Request; readonly res: Response },
) => Promise<A> | A

const IdempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/)
  .optional()

/**
 * Serves an endpoint of the contract: checks access and budget, parses the request strictly, runs
 * `handle` and sends its answer through the response schema, so that no undeclared field leaves the
 * server. An uploaded file is read when the handler asks for it. `start` serves requests with
 * `Prefer: respond-async`, if the endpoint has a `progress`.
 */
export function serve<const E extends Endpoint>(
  ctx: Context,
  router: Router,
  endpoint: E,
  handle: Handle<E>,
  start?: Handle<E, Started<E>>,
) {
  const method = endpoint.method.toLowerCase() as Lowercase<Endpoint['method']>
  const path = endpoint.atRoot ? endpoint.path : `/api/v1${endpoint.path}`
  router[method](path, async (req: Request, res: Response) => {
    req.endpoint = path
    const needsUser = endpoint.access !== 'public' || (endpoint.personal && req.claims)
    const user = needsUser ? await authenticate(ctx, req) : undefined
    if (endpoint.access === 'admin' && user?.role !== 'admin') throw forbidden('errors.adminOnly')
    req.lang ??= user?.preferredLang ?? ctx.config.defaultLang
    if (user) res.setHeader('cache-control', 'no-store')
    await req.budgets?.spend(req, res, endpoint, user?.id)
    const idempotencyKey = endpoint.idempotent ? readIdempotencyKey(req) : undefined
    const call = {
      ...parse(endpoint, req, res),
      user: user as Caller<E>,
      lang: req.lang,
      idempotencyKey,
    }
    const { progress } = endpoint
    if (start && progress?.response && prefersAsync(req.get('prefer'))) {
      const started = progress.response.parse(await start(call, { req, res }))
      res.setHeader('preference-applied', 'respond-async')
      res.setHeader('location', toRequest(progress, { params: call.params }).url)
      return send(req, res, { ...progress, status: 202 }, started)
    }
    const answer = await handle(call, { req, res })
    if (endpoint.download)
      await sendFile(req, res, endpoint, answer as AsyncIterable<string | Uint8Array>)
    else if (endpoint.picture) sendPicture(res, answer as Uint8Array)
    else if (endpoint.response && (endpoint.mediaType ?? endpoint.hasEtag))
      await sendDocument(req, res, endpoint, answer as TextAnswer)
    else if (endpoint.response) await send(req, res, endpoint, endpoint.response.parse(answer))
    else res.status(204).end()
  })
}

/** Returns whether a `Prefer` header (RFC 7240) has the preference `respond-async`. */
function prefersAsync(header = ''): boolean {
  const preferences = header.replaceAll(/"[^"]*"/g, '').split(',')
  return preferences.some(
    (preference) => preference.split(';')[0]?.trim().toLowerCase() === 'respond-async',
  )
}

/** Like `res.json` without content negotiation, which we do not need; takes a third of the time. */
function send(req: Request, res: Response, endpoint: Endpoint, answer: unknown): Promise<void> {
  const body = Buffer.from(JSON.stringify(answer))
  res.statusCode = endpoint.status ?? 200
  res.setHeader('content-type', 'application/json; charset=utf-8')
  return sendCoded(res, body, codingOf(req, res, endpoint, body.length))
}

function parse<E extends Endpoint>(endpoint: E, req: Request, res: Response): Input<E> {
  const { upload } = endpoint
  const { lang: _, ...query } = req.query
  checkValue(query)
  checkValue(req.params)
  return {
    params: parsePart('params', endpoint.params, req.params),
    query: parsePart('query', endpoint.query, query),
    body: upload ? () => readUpload(upload, req, res) : parsePart('body', endpoint.body, req.body),
  } as Input<E>
}

function parsePart(part: string, schema: z.ZodType | undefined, value: unknown) {
  if (!schema) return undefined
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new InvalidRequest(part, parsed.error)
  return parsed.data
}

function readIdempotencyKey(req: Request): string | undefined {
  return parsePart('headers', IdempotencyKey, req.get('idempotency-key')) as string | undefined
}
