import { z } from 'zod'

import { Timestamp } from './common.ts'
import type { Endpoint } from './endpoint.ts'

export const getCalendar = {
  method: 'GET',
  path: '/calendar',
  access: 'user',
  response: z.object({
    isOn: z.boolean(),
    since: Timestamp.nullable().describe('When the address that works was made'),
  }),
  errors: [],
  summary: 'Tell whether the caller’s calendar can be subscribed to',
} satisfies Endpoint

export const renewCalendar = {
  method: 'POST',
  path: '/calendar',
  access: 'user',
  response: z.object({
    url: z.url().describe('Shown this once: only its fingerprint is kept'),
  }),
  status: 201,
  errors: [],
  summary: 'Make the address of the caller’s calendar, in place of any before',
  description: 'Whoever knows the address can read the plan: it is a secret. The one before ends.',
} satisfies Endpoint

export const turnOffCalendar = {
  method: 'DELETE',
  path: '/calendar',
  access: 'user',
  errors: [],
  summary: 'Let the address of the caller’s calendar lead nowhere',
} satisfies Endpoint

export const readCalendar = {
  method: 'GET',
  path: '/calendar/:token.ics',
  atRoot: true,
  access: 'public',
  params: z.strictObject({
    token: z
      .string()
      .regex(/^[\w-]{64}$/, { message: 'token' })
      .describe('From the address'),
  }),
  response: z.string().describe('iCalendar, RFC 5545'),
  mediaType: 'text/calendar',
  errors: ['NOT_FOUND'],
  summary: 'Read a calendar by its address',
  description:
    'Sessions of the last 90 days and the next 12 weeks, each in the zone where it takes place. ' +
    'Cancelled ones are marked as such, completed ones with a tick. Honours `If-None-Match`.',
} satisfies Endpoint
