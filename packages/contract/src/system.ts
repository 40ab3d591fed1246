import { z } from 'zod'

import { cursorQuery, Id, cursorPageOf, Timestamp } from './common.ts'
import type { Endpoint } from './endpoint.ts'

export const health = {
  method: 'GET',
  path: '/health',
  atRoot: true,
  access: 'public',
  response: z.object({ status: z.literal('ok'), timestamp: Timestamp }),
  errors: [],
  summary: 'Check that the process is alive',
} satisfies Endpoint

export const ready = {
  method: 'GET',
  path: '/health/ready',
  atRoot: true,
  access: 'public',
  response: z.object({ status: z.literal('ready'), timestamp: Timestamp }),
  errors: [],
  summary: 'Check whether the server can take requests',
  description:
    'Answers 503 while shutting down, without a database, or with pending migrations. A good answer ' +
    'of the database counts for a second.',
} satisfies Endpoint

export const jwks = {
  method: 'GET',
  path: '/.well-known/jwks.json',
  atRoot: true,
  access: 'public',
  response: z.object({
    keys: z.array(
      z.object({
        kty: z.literal('RSA'),
        use: z.literal('sig'),
        alg: z.literal('RS256'),
        kid: z.string(),
        n: z.string(),
        e: z.string(),
      }),
    ),
  }),
  errors: [],
  summary: 'Get the public keys that verify access tokens (RFC 7517)',
} satisfies Endpoint

export const AuditEntry = z
  .object({
    id: Id,
    owner: Id.describe(
      'The account, or its pseudonym after 90 days; all zeros for a login with an unknown name',
    ),
    event: z.string().meta({ example: 'account.suspended' }),
    actor: Id.nullable().describe('The user who did it, if not the owner; likewise'),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullable(),
    createdAt: Timestamp,
  })
  .meta({ id: 'AuditEntry', description: 'A security event of an account' })
export type AuditEntry = z.infer<typeof AuditEntry>

export const listAudit = {
  method: 'GET',
  path: '/admin/audit',
  access: 'admin',
  query: z.strictObject({
    ...cursorQuery,
    owner: Id.optional().describe('Only entries of this account'),
    event: z
      .string()
      .max(64)
      .regex(/^[a-z_.]+$/)
      .optional()
      .describe('Only entries of this event')
      .meta({ example: 'account.suspended' }),
  }),
  response: cursorPageOf(AuditEntry),
  errors: [],
  summary: 'List the audit log, newest first',
} satisfies Endpoint
