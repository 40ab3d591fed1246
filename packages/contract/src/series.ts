import { z } from 'zod'

import { Day, Id, idParams, pageOf, pagedQuery, Timestamp, Timezone } from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { Met } from './progress.ts'

const summary = {
  id: Id,
  title: z.string(),
  recurrenceRule: z.string().describe('RRULE of RFC 5545; UNTIL is the last day'),
  timezone: Timezone.describe('Time zone of the series'),
  startsOn: Day,
  startTime: z.string().describe('Time of day, `HH:MM:SS`'),
  isOver: z.boolean().describe('Whether no session will follow'),
  planned: z.int().min(0).describe('Number of planned sessions'),
  completed: z.int().min(0),
  canceled: z.int().min(0),
  adherence: z
    .int()
    .nullable()
    .describe(
      'Mean of done ÷ planned work of sessions due by now, percent; a missed session counts 0',
    ),
  met: Met,
  next: z
    .object({ id: Id, plannedFor: Timestamp })
    .nullable()
    .describe('The next session; null if none is planned'),
}

export const SeriesSummary = z
  .object(summary)
  .meta({ id: 'SeriesSummary', description: 'A recurring plan with numbers of its sessions' })

export const Series = z
  .object({
    ...summary,
    upcoming: z
      .array(z.object({ id: Id, occurrenceOn: Day, plannedFor: Timestamp }))
      .describe('The next ten sessions'),
  })
  .meta({ id: 'Series', description: 'A recurring plan with its next sessions' })

export const listSeries = {
  method: 'GET',
  path: '/series',
  access: 'user',
  query: z.strictObject(pagedQuery),
  response: pageOf(SeriesSummary),
  errors: [],
  summary: "List the caller's series, newest first",
} satisfies Endpoint

export const getSeries = {
  method: 'GET',
  path: '/series/:id',
  access: 'user',
  params: idParams,
  response: Series,
  errors: ['NOT_FOUND'],
  summary: 'Get a series with its next sessions',
} satisfies Endpoint

export const endSeries = {
  method: 'PATCH',
  path: '/series/:id/end',
  access: 'user',
  params: idParams,
  response: Series,
  errors: ['NOT_FOUND', 'CONFLICT'],
  summary: 'End a series',
  description:
    'Deletes sessions planned from now on, except those edited individually; earlier ones stay. ' +
    'Ending it again changes nothing.',
} satisfies Endpoint
