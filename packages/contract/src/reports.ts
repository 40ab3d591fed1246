import { z } from 'zod'

import {
  cursorQuery,
  Id,
  idParams,
  prose,
  cursorPageOf,
  text,
  Timestamp,
  Username,
} from './common.ts'
import type { Endpoint } from './endpoint.ts'

export const ReportKind = z
  .enum(['session', 'person', 'exercise'])
  .describe('Kind of the reported item')

export const ReportReason = z
  .enum(['spam', 'harassment', 'hate', 'sexual', 'dangerous', 'impersonation', 'other'])
  .describe('Reason for the report')
export type ReportReason = z.infer<typeof ReportReason>

/** Decisions that an administrator can make on a report. */
const outcomes = ['dismissed', 'session_hidden', 'exercise_hidden', 'account_suspended'] as const

const ReportBody = z.strictObject({
  reason: ReportReason,
  text: prose(1_000).optional().describe('Details for the administrators'),
})

const newReport = {
  access: 'user',
  limit: 'report',
  body: ReportBody,
  response: z.object({ id: Id }),
  status: 201,
  errors: ['NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE'],
} as const satisfies Partial<Endpoint>

const oneOpenReport =
  'Stores the reported texts as they are now. Returns 409 while the caller has an open report of the ' +
  'same session, person or exercise.'

export const reportSession = {
  ...newReport,
  method: 'POST',
  path: '/feed/:id/report',
  params: idParams,
  summary: 'Report a shared session to the administrators',
  description: oneOpenReport,
} satisfies Endpoint

export const reportPerson = {
  ...newReport,
  method: 'POST',
  path: '/people/:username/report',
  params: z.strictObject({ username: Username }),
  summary: 'Report a person to the administrators',
  description: oneOpenReport,
} satisfies Endpoint

export const reportExercise = {
  ...newReport,
  method: 'POST',
  path: '/exercises/:id/report',
  params: idParams,
  summary: 'Report a public exercise of another athlete to the administrators',
  description: oneOpenReport,
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
    username: z
      .string()
      .nullable()
      .describe(
        'Username of the reported person, or of the owner of the session or exercise; null once the ' +
          'account is deleted',
      ),
    title: z
      .string()
      .nullable()
      .describe('Title of the session or name of the exercise; null for a person'),
    status: z
      .enum(['open', 'dismissed', 'upheld'])
      .describe('`upheld`: an administrator hid the session or exercise, or suspended the account'),
  })
  .meta({ id: 'OwnReport', description: 'A report by the caller, with its outcome' })
export type OwnReport = z.infer<typeof OwnReport>

export const listMyReports = {
  method: 'GET',
  path: '/users/me/reports',
  access: 'user',
  query: z.strictObject(cursorQuery),
  response: cursorPageOf(OwnReport),
  errors: [],
  summary: "List the caller's reports, newest first",
} satisfies Endpoint

export const ReportStatus = z.enum(['open', ...outcomes])

export const Report = z
  .object({
    ...report,
    status: ReportStatus,
    note: z.string().nullable().describe("The administrator's reason for the decision"),
    reporter: z.string().describe('Username of the reporter'),
    accountId: Id.describe('Reported account, or that of the owner of the session or exercise'),
    sessionId: Id.nullable(),
    exerciseId: Id.nullable(),
    snapshot: z
      .object({
        username: z.string().nullable().describe('Null once the account is deleted'),
        alias: z.string().nullable(),
        title: z.string().nullable(),
        exercises: z
          .array(z.object({ name: z.string(), notes: z.string().nullable() }))
          .describe('Exercises of a session; for an exercise, its own words in `notes`'),
      })
      .describe('The reported texts at the time of the report'),
  })
  .meta({ id: 'Report', description: 'A report with the details that only administrators see' })
export type Report = z.infer<typeof Report>

export const listReports = {
  method: 'GET',
  path: '/admin/reports',
  access: 'admin',
  query: z.strictObject({ ...cursorQuery, status: ReportStatus.default('open') }),
  response: cursorPageOf(Report),
  errors: [],
  summary: 'List reports, oldest first',
} satisfies Endpoint

export const resolveReport = {
  method: 'POST',
  path: '/admin/reports/:id/resolve',
  access: 'admin',
  params: idParams,
  body: z.strictObject({
    outcome: z.enum(outcomes),
    reason: text(1, 500)
      .describe(
        'Reason for the audit log. The owner of a hidden session sees it, so do not name anyone',
      )
      .meta({ example: 'Advertises a shop' }),
  }),
  errors: ['NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE'],
  summary: 'Dismiss a report, hide its session or exercise, or suspend the account',
  description:
    'Hides from other users. Hiding also closes the other open reports of the same; a suspension closes all open reports ' +
    'about the account. If two administrators decide at the same time, the second gets 409.',
} satisfies Endpoint

export const reopenReport = {
  method: 'POST',
  path: '/admin/reports/:id/reopen',
  access: 'admin',
  params: idParams,
  errors: ['NOT_FOUND', 'CONFLICT'],
  summary: 'Reopen a report, and show its session or exercise again if it was hidden',
  description: 'Does not undo a suspension: use `POST /admin/users/{id}/reinstate`.',
} satisfies Endpoint
