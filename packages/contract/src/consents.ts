import { z } from 'zod'

import { Timestamp } from './common.ts'
import type { Endpoint } from './endpoint.ts'

export const LegalDocument = z.enum(['terms', 'privacy']).describe('Terms or privacy notice')
export type LegalDocument = z.infer<typeof LegalDocument>

const Version = z
  .string()
  .regex(/^[\w.-]{1,32}$/)
  .describe('Changes whenever users are asked again')
  .meta({ example: '2026-11-29' })

/** The versions that a user agrees to; a document that is missing is asked for later. */
export const GivenConsents = z.strictObject({
  terms: Version.optional(),
  privacy: Version.optional(),
})

const document = z.object({
  version: Version,
  text: z
    .string()
    .describe('Paragraphs with an empty line between them; `# ` begins a heading, `- ` an item'),
})

export const listDocuments = {
  method: 'GET',
  path: '/privacy/documents',
  access: 'public',
  response: z.object({ terms: document, privacy: document }),
  errors: [],
  summary: 'Get the terms and the privacy notice',
} satisfies Endpoint

const Consents = z
  .object({
    given: z
      .array(z.object({ document: LegalDocument, version: Version, givenAt: Timestamp }))
      .describe('Newest first'),
    due: z
      .array(LegalDocument)
      .describe('Documents whose current version the user has not agreed to'),
  })
  .meta({ id: 'Consents', description: 'What the user has agreed to, and what is to be asked' })

export const listConsents = {
  method: 'GET',
  path: '/privacy/consents',
  access: 'user',
  response: Consents,
  errors: [],
  summary: "List the caller's consents",
} satisfies Endpoint

export const giveConsents = {
  method: 'POST',
  path: '/privacy/consents',
  access: 'user',
  body: GivenConsents,
  response: Consents,
  errors: ['CONFLICT'],
  summary: 'Agree to the current version of the terms or the privacy notice',
  description:
    'A consent is stored with its time and never changed. Returns 409 if a version is not the current one.',
} satisfies Endpoint
