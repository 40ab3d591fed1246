import { z } from 'zod'

import { Id, idParams, Timestamp, Timezone, Username } from './common.ts'
import { GivenConsents } from './consents.ts'
import { Email, LoginName } from './email.ts'
import type { Endpoint } from './endpoint.ts'
import { SecondFactor } from './totp.ts'
import { DistanceUnit, Language, Role, WeekStart } from './vocabulary.ts'

export const Password = z
  .string()
  .min(12)
  .max(128)
  .regex(/[A-Z]/, { message: 'passwordUpper' })
  .regex(/[a-z]/, { message: 'passwordLower' })
  .regex(/[0-9]/, { message: 'passwordDigit' })
  .regex(/[^A-Za-z0-9]/, { message: 'passwordSymbol' })
  .describe('12 to 128 characters with upper and lower case, a digit and a symbol')
  .meta({ example: 'Deadlift-220-kg!' })

const CurrentPassword = z.string().min(1).max(128).describe('The current password')

export const MailToken = z
  .string()
  .regex(/^[\w-]{64}$/, { message: 'token' })
  .describe('Token from the link in the mail')

const Accepted = z.object({
  status: z.literal('accepted').describe('The same for every address'),
})

const byRegion =
  'By default as usual in the region of the preferred `Accept-Language`, such as `en-US`; Monday and ' +
  'km without a region'

export const register = {
  method: 'POST',
  path: '/auth/register',
  access: 'public',
  limit: 'mail',
  body: z.strictObject({
    email: Email,
    username: Username,
    password: Password,
    preferredLang: Language.optional().describe(
      'Language; defaults to the language of the request',
    ),
    timezone: Timezone.default('UTC'),
    weekStart: WeekStart.optional().describe(byRegion),
    distanceUnit: DistanceUnit.optional().describe(byRegion),
    consents: GivenConsents.optional().describe(
      'Versions of the terms and the privacy notice that the user agrees to; others are asked later',
    ),
  }),
  response: Accepted,
  status: 201,
  errors: ['CONFLICT', 'UNAVAILABLE'],
  summary: 'Create an account and mail a verification link',
  description:
    'The link activates the account; it is valid for 15 minutes, or until the address is registered ' +
    'again. ' +
    'If the address already has an account, the mail says so instead. ' +
    'Each address gets at most five mails an hour from this and the endpoints below; the answer stays the same. ' +
    'A username that is taken is a conflict; an unverified one is free again after 24 hours.',
} satisfies Endpoint

export const verifyEmail = {
  method: 'POST',
  path: '/auth/verify',
  access: 'public',
  limit: 'credentials',
  body: z.strictObject({ token: MailToken }),
  response: z.object({ username: z.string().describe('The user who has the address now') }),
  errors: ['UNPROCESSABLE', 'CONFLICT'],
  summary: 'Verify an e-mail address with the token from its mail',
} satisfies Endpoint

export const resendVerification = {
  method: 'POST',
  path: '/auth/verify/resend',
  access: 'public',
  limit: 'mail',
  body: z.strictObject({ email: Email }),
  response: Accepted,
  status: 202,
  errors: [],
  summary: 'Mail a new verification link',
} satisfies Endpoint

export const login = {
  method: 'POST',
  path: '/auth/login',
  access: 'public',
  limit: 'credentials',
  body: z.strictObject({
    login: LoginName,
    password: z.string().min(1).max(128),
    captcha: z
      .string()
      .max(256)
      .optional()
      .describe('A solved challenge of `GET /auth/captcha`: challenge, full stop, answer'),
    code: SecondFactor.optional(),
    keepAccount: z
      .boolean()
      .optional()
      .describe('True to keep an account that the user has deleted, and log in'),
  }),
  response: z.object({ user: z.object({ id: Id, username: z.string(), role: Role }) }),
  errors: [
    'AUTH_INVALID_CREDENTIALS',
    'TOTP_REQUIRED',
    'ACCOUNT_DELETING',
    'UNPROCESSABLE',
    'UNAVAILABLE',
  ],
  summary: 'Log in: sets the cookies `access`, `refresh` and `device`',
  description:
    'Answers 403 if the password is right but the account is not verified yet, and 401 with ' +
    '`TOTP_REQUIRED` if two-factor login is on: send the request again with the `code`. After ten ' +
    'wrong passwords each attempt must wait 1, 2, 4 … minutes (429), and if captchas are on it must ' +
    'include a solved one (422). A device that has logged in before has its own counter. An account ' +
    'that the user has deleted answers 403 with `ACCOUNT_DELETING` for seven days: `keepAccount` keeps it.',
} satisfies Endpoint

export const captcha = {
  method: 'GET',
  path: '/auth/captcha',
  access: 'public',
  holdsSecret: true,
  response: z.object({
    challenge: z.string().describe('Signed; valid for one login within 5 minutes'),
    bits: z
      .int()
      .describe(
        'Find a text of at most 32 letters and digits so that the SHA-256 of challenge, full ' +
          'stop and text starts with this many zero bits',
      ),
    expiresAt: Timestamp,
  }),
  errors: ['NOT_FOUND'],
  summary: 'Get a captcha challenge for a login',
  description: 'Answers 404 if captchas are off (FEATURE_CAPTCHA).',
} satisfies Endpoint

export const refresh = {
  method: 'POST',
  path: '/auth/refresh',
  access: 'public',
  response: z.object({
    access: z.object({
      exp: z.int().describe('Unix time in seconds at which the new access token expires'),
    }),
  }),
  errors: ['AUTH_REQUIRED'],
  summary: 'Exchange the refresh cookie for new access and refresh cookies',
  description:
    'A refresh token works once. Using it again more than ten seconds later ends the login, ' +
    'because the token has probably been stolen.',
} satisfies Endpoint

export const logout = {
  method: 'POST',
  path: '/auth/logout',
  access: 'public',
  errors: [],
  summary: 'End this login and clear its cookies',
} satisfies Endpoint

export const OwnLogin = z
  .object({
    id: Id,
    device: z
      .string()
      .nullable()
      .describe('Browser and operating system, if the user agent names them')
      .meta({ example: 'Firefox · Linux' }),
    network: z
      .string()
      .nullable()
      .describe('Network of the IP address where it was last used')
      .meta({ example: '203.0.113.0/24' }),
    createdAt: Timestamp,
    lastSeenAt: Timestamp.describe('When its tokens were last renewed'),
    expiresAt: Timestamp.describe('When it expires if it is not used again'),
    isCurrent: z.boolean().describe('True for the login of this request'),
  })
  .meta({ id: 'OwnLogin', description: 'A login of the user' })
export type OwnLogin = z.infer<typeof OwnLogin>

export const listLogins = {
  method: 'GET',
  path: '/auth/logins',
  access: 'user',
  response: z.object({ items: z.array(OwnLogin) }),
  errors: [],
  summary: "List the user's logins, newest first",
} satisfies Endpoint

export const endLogin = {
  method: 'DELETE',
  path: '/auth/logins/:id',
  access: 'user',
  params: idParams,
  errors: ['NOT_FOUND'],
  summary: "End one of the user's logins",
} satisfies Endpoint

export const endOtherLogins = {
  method: 'DELETE',
  path: '/auth/logins',
  access: 'user',
  response: z.object({ ended: z.int().min(0).describe('Number of ended logins') }),
  errors: [],
  summary: "End all of the user's logins except this one",
} satisfies Endpoint

export const forgotPassword = {
  method: 'POST',
  path: '/auth/password/forgot',
  access: 'public',
  limit: 'mail',
  body: z.strictObject({ email: Email }),
  response: Accepted,
  status: 202,
  errors: [],
  summary: 'Mail a link for setting a new password, valid for 15 minutes',
} satisfies Endpoint

export const resetPassword = {
  method: 'POST',
  path: '/auth/password/reset',
  access: 'public',
  limit: 'credentials',
  body: z.strictObject({ token: MailToken, newPassword: Password }),
  errors: ['UNPROCESSABLE', 'UNAVAILABLE'],
  summary: 'Set a new password with the token from the mail; ends every login',
} satisfies Endpoint

export const changePassword = {
  method: 'POST',
  path: '/auth/password/change',
  access: 'user',
  limit: 'credentials',
  body: z.strictObject({ password: CurrentPassword, newPassword: Password }),
  errors: ['AUTH_INVALID_CREDENTIALS', 'UNPROCESSABLE', 'UNAVAILABLE'],
  summary: 'Set a new password; ends every other login',
  description:
    'The user gets a mail about it. Password links mailed before become invalid, and a pending ' +
    'change of address is cancelled.',
} satisfies Endpoint

export const requestEmailChange = {
  method: 'POST',
  path: '/auth/email/change',
  access: 'user',
  limit: 'mail',
  body: z.strictObject({ password: CurrentPassword, email: Email }),
  response: Accepted,
  status: 202,
  errors: ['AUTH_INVALID_CREDENTIALS', 'UNAVAILABLE'],
  summary: 'Mail a confirmation link to a new address',
  description:
    'The link is valid for 15 minutes and sets the new address; a further request invalidates earlier links. ' +
    'The current address gets a notice. If the new address already has an account, its mail says so.',
} satisfies Endpoint

export const confirmEmailChange = {
  method: 'POST',
  path: '/auth/email/confirm',
  access: 'user',
  holdsSecret: true,
  limit: 'credentials',
  body: z.strictObject({ token: MailToken }),
  response: z.object({ email: z.string().describe('The new address of the account') }),
  errors: ['UNPROCESSABLE', 'CONFLICT'],
  summary: 'Confirm the new address with the token from its mail',
  description:
    'Both addresses get a notice. An address that another account has verified by now is a conflict.',
} satisfies Endpoint

export const csrf = {
  method: 'GET',
  path: '/auth/csrf',
  access: 'public',
  holdsSecret: true,
  response: z.object({ csrfToken: z.string().describe('Send as `X-CSRF-Token`') }),
  errors: [],
  summary: 'Get the CSRF token that every unsafe request must send',
  description:
    'The cookie `csrf` holds the same token. It is bound to the login, so login, refresh and ' +
    'logout set a new one.',
} satisfies Endpoint
