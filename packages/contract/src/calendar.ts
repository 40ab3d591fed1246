import { z } from 'zod'

import { Timestamp } from './common.ts'
import type { Endpoint } from './endpoint.ts'

export const getCalendar = {
  method: 'GET',
  path: '/calendar',
  access: 'user',
  response: z.object({
    isOn: z.boolean(),
    since: Timestamp.nullable().describe(
      'When the current address was created; null if the calendar is off',
    ),
  }),
  errors: [],
  summary: "Get whether the caller's calendar can be subscribed to",
} satisfies Endpoint

export const renewCalendar = {
  method: 'POST',
  path: '/calendar',
  access: 'user',
  holdsSecret: true,
  response: z.object({
    url: z.url().describe('Shown only here: the server stores just a hash of it'),
  }),
  status: 201,
  errors: [],
  summary: "Create the address of the caller's calendar, in place of a previous one",
  description:
    'The address is a secret: anyone who knows it can read the plan. The previous address stops working.',
} satisfies Endpoint

export const turnOffCalendar = {
  method: 'DELETE',
  path: '/calendar',
  access: 'user',
  errors: [],
  summary: "Turn off the caller's calendar: its address stops working",
} satisfies Endpoint

export const readCalendar = {
  method: 'GET',
  path: '/calendar/:token.ics',
  atRoot: true,
  access: 'public',
  limit: 'calendar',
  params: z.strictObject({
    token: z
      .string()
      .regex(/^[\w-]{64}$/, { message: 'token' })
      .describe('Secret from the address'),
  }),
  response: z.string().describe('iCalendar, RFC 5545'),
  mediaType: 'text/calendar',
  errors: ['NOT_FOUND'],
  summary: 'Read a calendar by its address',
  description:
    'Sessions of the last 90 days and the next 12 weeks, each in its own time zone: at most the ' +
    'latest 1,000, with the beginnings of long notes. Completed sessions have a tick, cancelled ' +
    'ones the status CANCELLED. Honours `If-None-Match`. Each address has a rate limit of its own.',
} satisfies Endpoint
