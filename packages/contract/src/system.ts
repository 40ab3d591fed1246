import { z } from 'zod'

import { Timestamp } from './common.ts'
import type { Endpoint } from './endpoint.ts'

export const health = {
  method: 'GET',
  path: '/health',
  atRoot: true,
  access: 'public',
  response: z.object({ status: z.literal('ok'), timestamp: Timestamp }),
  errors: [],
  summary: 'Tell that the process is alive',
} satisfies Endpoint

export const ready = {
  method: 'GET',
  path: '/health/ready',
  atRoot: true,
  access: 'public',
  response: z.object({ status: z.literal('ready'), timestamp: Timestamp }),
  errors: [],
  summary: 'Tell whether requests can be served',
  description: '503 while draining, without the database, or with migrations outstanding.',
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
