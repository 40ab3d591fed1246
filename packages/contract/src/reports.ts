import { z } from 'zod'

import { cursorQuery, Id, idParams, prose, stretchOf, text, Timestamp, Username } from './common.ts'
import type { Endpoint } from './endpoint.ts'

export const ReportKind = z.enum(['session', 'person']).describe('What is reported')

export const ReportReason = z
  .enum(['spam', 'harassment', 'hate', 'sexual', 'dangerous', 'impersonation', 'other'])
  .describe('What is wrong with it')
export type ReportReason = z.infer<typeof ReportReason>

/** What an administrator did about it. */
const measures = ['dismissed', 'session_hidden', 'account_suspended'] as const

const ReportBody = z.strictObject({
  reason: ReportReason,
  text: prose(1_000).optional().describe('For the administrators'),
})

const newReport = {
  access: 'user',
  limit: 'report',
  body: ReportBody,
  response: z.object({ id: Id }),
  status: 201,
  errors: ['NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE'],
} as const satisfies Partial<Endpoint>

const howOften = 'It is kept as it was at that time. One report of a thing can be open at once.'

export const reportSession = {
  ...newReport,
  method: 'POST',
  path: '/feed/:id/report',
  params: idParams,
  summary: 'Report a shared session to the administrators',
  description: howOften,
} satisfies Endpoint

export const reportPerson = {
  ...newReport,
  method: 'POST',
  path: '/people/:username/report',
  params: z.strictObject({ username: Username }),
  summary: 'Report a person to the administrators',
  description: howOften,
} satisfies Endpoint

const report = {
  id: Id,
  kind: ReportKind,
  reason: ReportReason,
  text: z.string().nullable(),
  createdAt: Timestamp,
  resolvedAt: Timestamp.nullable(),
}

export const OwnReport = z
  .object({
    ...report,
    username: z.string().describe('Who is reported, or whose session'),
    title: z.string().nullable().describe('Of the session'),
    status: z
      .enum(['open', 'dismissed', 'upheld'])
      .describe('Upheld: the administrators have done something about it'),
  })
  .meta({ id: 'OwnReport', description: 'What the caller has reported, and what came of it' })
export type OwnReport = z.infer<typeof OwnReport>

export const listMyReports = {
  method: 'GET',
  path: '/users/me/reports',
  access: 'user',
  query: z.strictObject(cursorQuery),
  response: stretchOf(OwnReport),
  errors: [],
  summary: 'List what the caller has reported, the latest first',
} satisfies Endpoint

export const ReportStatus = z.enum(['open', ...measures])

export const Report = z
  .object({
    ...report,
    status: ReportStatus,
    note: z.string().nullable().describe('Why it was decided so'),
    reporter: z.string().describe('Username'),
    accountId: Id.describe('Whose account it is about'),
    sessionId: Id.nullable(),
    snapshot: z
      .object({
        username: z.string(),
        alias: z.string().nullable(),
        title: z.string().nullable(),
        exercises: z.array(z.object({ name: z.string(), notes: z.string().nullable() })),
      })
      .describe('What was reported, as it was then'),
  })
  .meta({ id: 'Report', description: 'A report as administrators see it' })
export type Report = z.infer<typeof Report>

export const listReports = {
  method: 'GET',
  path: '/admin/reports',
  access: 'admin',
  query: z.strictObject({ ...cursorQuery, status: ReportStatus.default('open') }),
  response: stretchOf(Report),
  errors: [],
  summary: 'List reports, the oldest first',
} satisfies Endpoint

export const resolveReport = {
  method: 'POST',
  path: '/admin/reports/:id/resolve',
  access: 'admin',
  params: idParams,
  body: z.strictObject({
    outcome: z.enum(measures),
    reason: text(1, 500)
      .describe(
        'Why: for the audit log, and shown to the owner of a session that is hidden; no names',
      )
      .meta({ example: 'Advertises a shop' }),
  }),
  errors: ['NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE'],
  summary: 'Dismiss a report, hide the session from everyone, or suspend its owner',
  description:
    'Other open reports of the same session, or about the same account, are closed with it. Of two ' +
    'administrators at once, one decides; the other gets 409.',
} satisfies Endpoint

export const reopenReport = {
  method: 'POST',
  path: '/admin/reports/:id/reopen',
  access: 'admin',
  params: idParams,
  errors: ['NOT_FOUND', 'CONFLICT'],
  summary: 'Take a decision back: a hidden session is shown again, and the report is open',
  description: 'A suspended account is made active by `POST /admin/users/{id}/reinstate`.',
} satisfies Endpoint
