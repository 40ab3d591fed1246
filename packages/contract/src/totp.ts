import { z } from 'zod'

import type { Endpoint } from './endpoint.ts'

const CurrentPassword = z.string().min(1).max(128).describe('The current password, once more')

/** As typed: six digits from the app, or a recovery code. */
export const SecondFactor = z
  .string()
  .trim()
  .min(6)
  .max(16)
  .regex(/^[\w -]+$/, { message: 'secondFactor' })
  .describe('Code of the authenticator app, or a recovery code')
  .meta({ example: '492039' })

const Proof = z.strictObject({ password: CurrentPassword, code: SecondFactor })

const RecoveryCodes = z.object({
  recoveryCodes: z.array(z.string()).describe('Shown this once; each works once'),
})

export const getTotp = {
  method: 'GET',
  path: '/auth/totp',
  access: 'user',
  response: z.object({
    isOffered: z.boolean().describe('Whether it can be turned on here'),
    isEnabled: z.boolean(),
    recoveryCodesLeft: z.int().min(0).describe('Recovery codes that have not been used'),
  }),
  errors: [],
  summary: 'Whether logging in takes a second factor',
} satisfies Endpoint

export const enrolTotp = {
  method: 'POST',
  path: '/auth/totp/enrol',
  access: 'user',
  limit: 'credentials',
  body: z.strictObject({ password: CurrentPassword }),
  response: z.object({
    secret: z.string().describe('To be typed into an app that cannot scan; base32'),
    uri: z.string().describe('The same as a link of scheme `otpauth`'),
    qr: z.string().describe('The same as a QR code: PNG in a data URL'),
  }),
  errors: ['AUTH_INVALID_CREDENTIALS', 'NOT_FOUND', 'CONFLICT', 'UNAVAILABLE'],
  summary: 'Get a secret for an authenticator app',
  description:
    'Nothing changes before a code of the app confirms it. Asked again, the secret is new.',
} satisfies Endpoint

export const confirmTotp = {
  method: 'POST',
  path: '/auth/totp/confirm',
  access: 'user',
  limit: 'credentials',
  body: z.strictObject({ code: SecondFactor }),
  response: RecoveryCodes,
  errors: ['NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE'],
  summary: 'Turn the second factor on with a first code',
  description: 'Ends all other logins.',
} satisfies Endpoint

export const renewRecoveryCodes = {
  method: 'POST',
  path: '/auth/totp/recovery-codes',
  access: 'user',
  limit: 'credentials',
  body: Proof,
  response: RecoveryCodes,
  errors: ['AUTH_INVALID_CREDENTIALS', 'TOTP_REQUIRED', 'UNAVAILABLE'],
  summary: 'Get new recovery codes; those before are worthless',
} satisfies Endpoint

export const disableTotp = {
  method: 'POST',
  path: '/auth/totp/disable',
  access: 'user',
  limit: 'credentials',
  body: Proof,
  errors: ['AUTH_INVALID_CREDENTIALS', 'TOTP_REQUIRED', 'UNAVAILABLE'],
  summary: 'Turn the second factor off',
  description: 'Ends all other logins. Setting a new password by mail does not turn it off.',
} satisfies Endpoint
