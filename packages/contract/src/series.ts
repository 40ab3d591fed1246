import { z } from 'zod'

import { Day, Id, idParams, pageOf, pageQuery, Timestamp, Timezone } from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { Met } from './progress.ts'

const summary = {
  id: Id,
  title: z.string(),
  recurrenceRule: z.string().describe('RRULE of RFC 5545; UNTIL is the last day'),
  timezone: Timezone.describe('Whose clocks it goes by'),
  startsOn: Day,
  startTime: z.string().describe('Time of day, `HH:MM:SS`'),
  isOver: z.boolean().describe('Whether nothing more will come'),
  planned: z.int().min(0).describe('Sessions planned and not done'),
  completed: z.int().min(0),
  canceled: z.int().min(0),
  adherence: z
    .int()
    .nullable()
    .describe('Mean of done ÷ planned work over what was due by now, a missed one 0; percent'),
  met: Met,
  next: z
    .object({ id: Id, plannedFor: Timestamp })
    .nullable()
    .describe('Its next session; null where none is planned'),
}

export const SeriesSummary = z
  .object(summary)
  .meta({ id: 'SeriesSummary', description: 'A recurring plan and how its sessions stand' })

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
  query: z.strictObject(pageQuery),
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
    'Its sessions planned from now on are deleted, but for those changed by themselves; earlier ' +
    'ones stay. Ended again, nothing happens.',
} satisfies Endpoint
