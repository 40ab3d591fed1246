import { z } from 'zod'

import { MailToken } from './auth.ts'
import { Timestamp } from './common.ts'
import { BASE_PATH, type Endpoint } from './endpoint.ts'
import { AccountProof } from './totp.ts'

export const ExportState = z
  .object({
    status: z
      .enum(['none', 'preparing', 'failed', 'ready', 'opened'])
      .describe('`ready`: the mail has the link. `opened`: the link has been used'),
    requestedAt: Timestamp.nullable(),
    expiresAt: Timestamp.nullable().describe('When the file is deleted; null until it is ready'),
    bytes: z.number().nullable().describe('Length of the file; null until it is ready'),
  })
  .meta({ id: 'ExportState', description: 'The last export of everything about the user' })
export type ExportState = z.infer<typeof ExportState>

export const getExport = {
  method: 'GET',
  path: '/privacy/export',
  access: 'user',
  response: ExportState,
  errors: [],
  summary: "Get the state of the user's export",
} satisfies Endpoint

export const requestExport = {
  method: 'POST',
  path: '/privacy/export',
  access: 'user',
  limit: 'credentials',
  body: AccountProof,
  response: ExportState,
  status: 202,
  errors: ['AUTH_INVALID_CREDENTIALS', 'TOTP_REQUIRED', 'CONFLICT', 'UNAVAILABLE'],
  summary: 'Request a file with everything that is stored about the user',
  description:
    'Answers at once. A job writes a ZIP with a page to read (`index.html`), each table as JSON and CSV ' +
    'with its columns explained, the pictures, the history that `POST /imports` reads, and the SHA-256 of ' +
    'each file, and mails a link that works once within a day. It replaces the former export. Returns 409 ' +
    'while one is prepared.',
} satisfies Endpoint

export const openExport = {
  method: 'POST',
  path: '/privacy/export/open',
  access: 'public',
  limit: 'credentials',
  body: z.strictObject({ token: MailToken }),
  response: z.object({
    url: z
      .string()
      .describe('Path of the file')
      .meta({ example: `${BASE_PATH}/privacy/exports/${'x'.repeat(64)}` }),
    bytes: z.number().describe('Length of the file'),
    expiresAt: Timestamp.describe('Until then a download can begin'),
  }),
  holdsSecret: true,
  errors: ['UNPROCESSABLE'],
  summary: 'Use the link in the mail, and get the address of the file',
  description:
    'Works once. A download that breaks off can be begun again at the same address for 15 minutes.',
} satisfies Endpoint

export const downloadExport = {
  method: 'GET',
  path: '/privacy/exports/:ticket',
  access: 'public',
  params: z.strictObject({
    ticket: z
      .string()
      .regex(/^[\w-]{64}$/)
      .meta({ example: 'x'.repeat(64) }),
  }),
  download: { type: 'application/zip', fileName: 'fitvibe-data.zip' },
  holdsSecret: true,
  errors: ['NOT_FOUND'],
  summary: 'Download the file with everything about a user',
} satisfies Endpoint

export const listStored = {
  method: 'GET',
  path: '/privacy/stored',
  access: 'public',
  response: z.object({
    items: z.array(
      z.object({
        purpose: z.string().meta({ example: 'To protect accounts and the server' }),
        retention: z.string().meta({ example: '30 days after a login ends' }),
        data: z.array(z.string()).meta({ example: ['Logins'] }),
      }),
    ),
  }),
  errors: [],
  summary: 'List what is stored about people, why, and how long',
} satisfies Endpoint
