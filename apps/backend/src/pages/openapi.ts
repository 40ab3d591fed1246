import {
  BASE_PATH,
  catalogue,
  ErrorBody,
  errorStatus,
  Language,
  type ErrorCode,
} from '@fitvibe/contract'
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
  exercises: "The shared library, other athletes' public exercises and the user's own.",
  sessions: 'Training sessions: planned on real dates, logged, completed.',
  calendar: 'The plan as a calendar feed at a secret address.',
  progress: 'Totals, records and trends of all training.',
  points: 'The points ledger; each entry explains how it was calculated.',
  measurements: 'Body weight, body fat and circumferences by day, only visible to their owner.',
  people: 'Finding, following and blocking other athletes.',
  feed: 'Public sessions to view and clone.',
  reports: 'Reports of shared content, for administrators to decide on.',
  privacy: 'Everything that is stored about the user, as a file.',
  imports: 'Imports of training history from other apps, and exports.',
  system: 'For operators, and the vocabulary of all other endpoints.',
}

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Creates the OpenAPI 3.1 document from the contract. */
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
      description: 'Plan training on real dates, log what you did, and compare the two.',
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
    security: [
      ...(endpoint.personal ? [{}] : []),
      ...(readsLogin(endpoint) ? [{ login: [] }] : []),
    ],
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
      [String(
        endpoint.status ?? ((response ?? endpoint.download ?? endpoint.picture) ? 200 : 204),
      )]: {
        description: 'Done',
        ...(response && {
          content: { [endpoint.mediaType ?? 'application/json']: { schema: response } },
        }),
        ...(endpoint.picture && { content: { 'image/webp': { schema: FILE } } }),
        ...(endpoint.download && { content: { [endpoint.download.type]: { schema: FILE } } }),
      },
      ...acceptedResponse(endpoint),
      ...errorResponses(endpoint),
    },
  }
}

const readsLogin = ({ access, personal }: CatalogueEntry['endpoint']) =>
  access !== 'public' || personal === true

const FILE = z.string().describe('The raw file')

const lang = Language.optional().describe('Language of texts; overrides Accept-Language')

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
          .describe(
            'A key of your choice: repeating the request with the same key returns the first answer',
          ),
      }),
      ...(endpoint.progress && {
        Prefer: z
          .string()
          .optional()
          .describe('`respond-async` to get 202 at once and to follow the work at `Location`')
          .meta({ example: 'respond-async' }),
      }),
    }),
  }
}

/** The answer to `Prefer: respond-async`. */
function acceptedResponse({ progress }: CatalogueEntry['endpoint']) {
  if (!progress?.response) return {}
  return {
    '202': {
      description: 'Started',
      headers: z.object({
        Location: z.string().describe('Address of the progress'),
        'Preference-Applied': z.literal('respond-async'),
      }),
      content: { 'application/json': { schema: progress.response } },
    },
  }
}

/** Lists error answers: the general ones and those of this endpoint. */
function errorResponses(endpoint: CatalogueEntry['endpoint']) {
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
