import { z } from 'zod'

/** All error codes with their HTTP status. */
export const errorStatus = {
  VALIDATION_ERROR: 400,
  AUTH_REQUIRED: 401,
  AUTH_INVALID_CREDENTIALS: 401,
  TOTP_REQUIRED: 401,
  FORBIDDEN: 403,
  /** The password is right, but the user has deleted the account: `keepAccount` keeps it. */
  ACCOUNT_DELETING: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PLAN_FROZEN: 409,
  UNPROCESSABLE: 422,
  /** The user has as many of something as one account can have, or has written enough for a day. */
  QUOTA_EXCEEDED: 422,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
  /** The server stopped during the work. Nothing was written, and the work can be started again. */
  INTERRUPTED: 503,
} as const

export type ErrorCode = keyof typeof errorStatus

const codes = Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]

/** The body of every answer outside 2xx. */
export const ErrorBody = z
  .object({
    error: z.object({
      code: z.enum(codes).describe('Error code, for programs').meta({ example: 'NOT_FOUND' }),
      message: z
        .string()
        .describe("Error message in the user's language")
        .meta({ example: 'Session not found.' }),
      details: z
        .array(
          z.object({
            path: z
              .string()
              .describe('Path of the field in the request')
              .meta({ example: 'body.title' }),
            message: z
              .string()
              .describe('Error message for the field')
              .meta({ example: 'Required.' }),
          }),
        )
        .optional()
        .describe('Invalid fields, for VALIDATION_ERROR, UNPROCESSABLE and QUOTA_EXCEEDED'),
      requestId: z.uuid().describe('Id of this request in the logs'),
    }),
  })
  .meta({ id: 'Error', description: 'An error' })
export type ErrorBody = z.infer<typeof ErrorBody>
