import { z } from 'zod'

/** Every refusal's code and the HTTP status it answers with: the one table of both. */
export const errorStatus = {
  VALIDATION_ERROR: 400,
  AUTH_REQUIRED: 401,
  AUTH_INVALID_CREDENTIALS: 401,
  TOTP_REQUIRED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PLAN_FROZEN: 409,
  UNPROCESSABLE: 422,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
} as const

export type ErrorCode = keyof typeof errorStatus

const codes = Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]

/** The body of every answer outside 2xx. */
export const ErrorBody = z
  .object({
    error: z.object({
      code: z.enum(codes).describe('What went wrong, for programs').meta({ example: 'NOT_FOUND' }),
      message: z
        .string()
        .describe("What went wrong, for people, in the caller's language")
        .meta({ example: 'Session not found.' }),
      details: z
        .array(
          z.object({
            path: z.string().describe('Where in the request').meta({ example: 'body.title' }),
            message: z.string().describe('What is wrong there').meta({ example: 'Required.' }),
          }),
        )
        .optional()
        .describe('The fields at fault, for VALIDATION_ERROR and UNPROCESSABLE'),
      requestId: z.uuid().describe('Names this request in the logs'),
    }),
  })
  .meta({ id: 'Error', description: 'A refusal' })
export type ErrorBody = z.infer<typeof ErrorBody>
