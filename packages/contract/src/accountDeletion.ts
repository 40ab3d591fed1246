import { z } from 'zod'

import { MailToken } from './auth.ts'
import { Timestamp } from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { AccountProof } from './totp.ts'

export const deleteMe = {
  method: 'DELETE',
  path: '/users/me',
  access: 'user',
  limit: 'credentials',
  body: AccountProof,
  response: z.object({
    erasesAt: Timestamp.describe('Until then the user can keep the account'),
  }),
  status: 202,
  errors: ['AUTH_INVALID_CREDENTIALS', 'TOTP_REQUIRED', 'UNAVAILABLE'],
  summary: "Delete the user's account",
  description:
    'Ends all logins. Profile, shared sessions, exercises and calendar disappear at once. For seven days ' +
    'the link in the mail or a login with `keepAccount` keeps the account; then everything is erased. ' +
    'The username stays reserved.',
} satisfies Endpoint

export const keepAccount = {
  method: 'POST',
  path: '/auth/keep-account',
  access: 'public',
  limit: 'credentials',
  body: z.strictObject({ token: MailToken }),
  response: z.object({ username: z.string() }),
  errors: ['UNPROCESSABLE'],
  summary: 'Keep an account that the user has deleted, with the token from the mail',
} satisfies Endpoint
