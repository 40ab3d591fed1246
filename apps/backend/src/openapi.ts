import { BASE_PATH, catalogue, ErrorBody, errorStatus, type ErrorCode } from '@fitvibe/contract'
import type { CatalogueEntry } from '@fitvibe/contract'
import { z } from 'zod'
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi'

const descriptions: Record<string, string> = {
  auth: 'Accounts and logins. Cookies carry the login; unsafe requests repeat the CSRF token.',
  users: "The caller's own profile.",
  exercises: "The shared library, other athletes' public exercises and one's own.",
  sessions: 'Training sessions: planned on real dates, logged, completed.',
  calendar: 'The plan for calendar programs, read by a secret address.',
  progress: 'What all the training adds up to.',
  points: 'A ledger of points that explain themselves.',
  people: 'Finding, following and blocking other athletes.',
  feed: 'Public sessions, to look at and to clone.',
  reports: 'What is wrong with what others share: told to the administrators, and decided by them.',
  imports: 'Training history brought from other apps, and taken along.',
  system: 'For those who run it.',
}

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** The OpenAPI 3.1 document, made from the contract alone. */
export function createOpenApi(version: string) {
  const paths: ZodOpenApiPathsObject = {}
  for (const entry of catalogue) {
    const path = entry.endpoint.path.replace(/:(\w+)/g, '{$1}')
    const item = (paths[path] ??= entry.endpoint.atRoot ? { servers: [{ url: '/' }] } : {})
    Object.assign(item, { [entry.endpoint.method.toLowerCase()]: operation(entry) })
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'FitVibe',
      version,
      description: 'Plan training on real dates, log what was done, see both beside each other.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: BASE_PATH }],
    tags: Object.entries(descriptions).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        login: { type: 'apiKey', in: 'cookie', name: 'access', description: 'Set by /auth/login' },
      },
    },
  })
}

function operation({ module, name, endpoint }: CatalogueEntry): ZodOpenApiOperationObject {
  const { params, query, body, response } = endpoint
  return {
    operationId: name,
    tags: [module],
    summary: endpoint.summary,
    ...(endpoint.description && { description: endpoint.description }),
    security: [...(endpoint.personal ? [{}] : []), ...(isAsked(endpoint) ? [{ login: [] }] : [])],
    requestParams: {
      ...(params && { path: params }),
      query: z.object({ ...query?.shape, lang }),
      ...headers(endpoint),
    },
    ...(endpoint.upload && {
      requestBody: {
        required: true,
        content: Object.fromEntries(endpoint.upload.types.map((type) => [type, { schema: FILE }])),
      },
    }),
    ...(body && {
      requestBody: {
        required: !body.safeParse(undefined).success,
        content: { 'application/json': { schema: body } },
      },
    }),
    responses: {
      [String(endpoint.status ?? ((response ?? endpoint.download) ? 200 : 204))]: {
        description: 'Done',
        ...(response && {
          content: { [endpoint.mediaType ?? 'application/json']: { schema: response } },
        }),
        ...(endpoint.download && { content: { [endpoint.download.type]: { schema: FILE } } }),
      },
      ...refusals(endpoint),
    },
  }
}

const isAsked = ({ access, personal }: CatalogueEntry['endpoint']) =>
  access !== 'public' || personal === true

const FILE = z.string().describe('A file, as it is')

const lang = z.enum(['en', 'de']).optional().describe('Language of texts, before Accept-Language')

function headers(endpoint: CatalogueEntry['endpoint']) {
  if (!UNSAFE.has(endpoint.method)) return {}
  return {
    header: z.object({
      'X-CSRF-Token': z.string().describe('From `GET /auth/csrf`'),
      ...(endpoint.idempotent && {
        'Idempotency-Key': z
          .string()
          .max(255)
          .optional()
          .describe('A word of your own: the same request sent again gets the same answer'),
      }),
    }),
  }
}

/** What any operation of this kind may answer, and what this one adds. */
function refusals(endpoint: CatalogueEntry['endpoint']) {
  const codes = new Set<ErrorCode>(['RATE_LIMITED', 'INTERNAL', 'UNAVAILABLE', ...endpoint.errors])
  if (endpoint.params ?? endpoint.query ?? endpoint.body) codes.add('VALIDATION_ERROR')
  if (endpoint.access !== 'public') codes.add('AUTH_REQUIRED')
  if (UNSAFE.has(endpoint.method) || endpoint.access === 'admin') codes.add('FORBIDDEN')
  const statuses = new Set([...codes].map((code) => errorStatus[code]))
  return Object.fromEntries(
    [...statuses].map((status) => [
      String(status),
      {
        description: [...codes].filter((code) => errorStatus[code] === status).join(' or '),
        content: { 'application/json': { schema: ErrorBody } },
      },
    ]),
  )
}
