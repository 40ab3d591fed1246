import { z } from 'zod'

import { text } from './common.ts'
import type { Endpoint } from './endpoint.ts'

/** Longest time between a reminder and its session. */
export const MAX_REMINDER_HOURS = 72

/** The mails that a user can turn on and off. */
export const WantedMail = z.enum(['reminder', 'weekSummary'])
export type WantedMail = z.infer<typeof WantedMail>

export const MailSettings = z
  .object({
    reminderHours: z
      .int()
      .min(1)
      .max(MAX_REMINDER_HOURS)
      .nullable()
      .describe('Hours before a planned session at which a mail reminds of it; null for none')
      .meta({ example: 2 }),
    weekSummary: z
      .boolean()
      .describe("True for a mail about the past week, on the morning of the week's first day"),
  })
  .meta({ id: 'MailSettings', description: 'The mails that the user wants; none unless turned on' })
export type MailSettings = z.infer<typeof MailSettings>

export const getMailSettings = {
  method: 'GET',
  path: '/users/me/mails',
  access: 'user',
  response: MailSettings,
  errors: [],
  summary: 'Get the mails that the user wants',
} satisfies Endpoint

export const updateMailSettings = {
  method: 'PUT',
  path: '/users/me/mails',
  access: 'user',
  body: z.strictObject(MailSettings.shape).partial(),
  response: MailSettings,
  errors: [],
  summary: 'Choose the mails that the user wants',
  description:
    'Changes only the fields sent. A session is reminded of once a day, and not if it has been started, ' +
    'completed, canceled or deleted. There is no mail about a week without sessions.',
} satisfies Endpoint

export const stopMails = {
  method: 'POST',
  path: '/stop-mails',
  atRoot: true,
  access: 'public',
  isCookieless: true,
  query: z.strictObject({
    token: text(1, 200).describe(
      'From the mail: valid without a login, for as long as the account',
    ),
  }),
  response: z.object({ stopped: WantedMail }),
  errors: ['UNPROCESSABLE'],
  summary: 'Turn a mail off by its link, without a login',
  description:
    'Mail programs call this for one-click unsubscribe (RFC 8058); any body is ignored. A second call ' +
    'changes nothing. GET at the same address is a page that asks first.',
} satisfies Endpoint
