import { z } from 'zod'

import type { Endpoint } from './endpoint.ts'

const CurrentPassword = z.string().min(1).max(128).describe('The current password')

/** User input: six digits from the app, or a recovery code. */
export const SecondFactor = z
  .string()
  .trim()
  .min(6)
  .max(16)
  .regex(/^[\w -]+$/, { message: 'secondFactor' })
  .describe('Code of the authenticator app, or a recovery code')
  .meta({ example: '492039' })

/** Asks users to prove who they are, before something that nobody else may do at an unattended screen. */
export const AccountProof = z.strictObject({
  password: z.string().min(1).max(128).describe('The current password'),
  code: SecondFactor.optional().describe('Required if two-factor login is on'),
})

const Proof = z.strictObject({ password: CurrentPassword, code: SecondFactor })

const RecoveryCodes = z.object({
  recoveryCodes: z.array(z.string()).describe('Shown only now; each works once'),
})

export const getTotp = {
  method: 'GET',
  path: '/auth/totp',
  access: 'user',
  response: z.object({
    isOffered: z.boolean().describe('True if this server offers it'),
    isEnabled: z.boolean(),
    recoveryCodesLeft: z.int().min(0).describe('Unused recovery codes'),
  }),
  errors: [],
  summary: 'Get the state of two-factor login',
} satisfies Endpoint

export const enrolTotp = {
  method: 'POST',
  path: '/auth/totp/enrol',
  access: 'user',
  holdsSecret: true,
  limit: 'credentials',
  body: z.strictObject({ password: CurrentPassword }),
  response: z.object({
    secret: z.string().describe('Base32, for typing into an app that cannot scan'),
    uri: z.string().describe('The secret as an `otpauth` link'),
    qr: z.string().describe('The link as a QR code: PNG in a data URL'),
  }),
  errors: ['AUTH_INVALID_CREDENTIALS', 'NOT_FOUND', 'CONFLICT', 'UNAVAILABLE'],
  summary: 'Get a secret for an authenticator app',
  description:
    'Takes effect once a code from the app confirms it. Each request creates a new secret.',
} satisfies Endpoint

export const confirmTotp = {
  method: 'POST',
  path: '/auth/totp/confirm',
  access: 'user',
  holdsSecret: true,
  limit: 'credentials',
  body: z.strictObject({ code: SecondFactor }),
  response: RecoveryCodes,
  errors: ['NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE'],
  summary: 'Turn two-factor login on with the first code',
  description: 'Ends all other logins.',
} satisfies Endpoint

export const renewRecoveryCodes = {
  method: 'POST',
  path: '/auth/totp/recovery-codes',
  access: 'user',
  holdsSecret: true,
  limit: 'credentials',
  body: Proof,
  response: RecoveryCodes,
  errors: ['AUTH_INVALID_CREDENTIALS', 'TOTP_REQUIRED', 'UNAVAILABLE'],
  summary: 'Replace all recovery codes',
} satisfies Endpoint

export const disableTotp = {
  method: 'POST',
  path: '/auth/totp/disable',
  access: 'user',
  limit: 'credentials',
  body: Proof,
  errors: ['AUTH_INVALID_CREDENTIALS', 'TOTP_REQUIRED', 'UNAVAILABLE'],
  summary: 'Turn two-factor login off',
  description: 'Ends all other logins. Setting a new password by mail does not turn it off.',
} satisfies Endpoint
