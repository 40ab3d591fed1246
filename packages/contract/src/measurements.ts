import { EARLIEST_DAY, MAX_MEASUREMENT_POINTS } from '@fitvibe/training/limits'
import { measurementKinds, measurementRanges } from '@fitvibe/training/measurements'
import type { MeasurementKind as Kind } from '@fitvibe/training/measurements'
import { toExactKg } from '@fitvibe/training/rounding'
import { z } from 'zod'

import { cursorPageOf, cursorQuery, Day, Id, idParams, Timestamp } from './common.ts'
import type { Endpoint } from './endpoint.ts'

export const MeasurementKind = z
  .enum(measurementKinds)
  .describe('Body weight is in kg, body fat in %, all circumferences in cm')
export type MeasurementKind = z.infer<typeof MeasurementKind>

const Value = z.number().describe('kg, % or cm, by kind, to ten decimals').meta({ example: 81.5 })

/** A day that a measurement may have, not in the future of the user. */
export const MeasuredDay = Day.refine((day) => day >= EARLIEST_DAY, { message: 'earliestDay' })

/** A value of a kind, within its range and to ten decimals, which hold every 0.01 lb and 0.01 in. */
const valueOf = (kind: Kind) => {
  const { unit, min, max } = measurementRanges[kind]
  return z.number().min(min).max(max).overwrite(toExactKg).describe(`${unit}, to ten decimals`)
}

/** The values of a day by kind, at least one. */
export const MeasuredValues = z
  .strictObject(
    Object.fromEntries(measurementKinds.map((kind) => [kind, valueOf(kind)])) as Record<
      Kind,
      ReturnType<typeof valueOf>
    >,
  )
  .partial()
  .refine((values) => Object.keys(values).length > 0, { message: 'noMeasurement' })
  .describe('Values by kind, at least one')
  .meta({ example: { bodyWeight: 81.5, waist: 84 } })

export const Measurement = z
  .object({
    id: Id,
    kind: MeasurementKind,
    value: Value,
    measuredOn: Day,
    recordedAt: Timestamp.describe('When the value was entered or replaced'),
  })
  .meta({ id: 'Measurement', description: 'A measurement of the body, only visible to its owner' })
export type Measurement = z.infer<typeof Measurement>

export const recordMeasurements = {
  method: 'POST',
  path: '/measurements',
  access: 'user',
  status: 201,
  body: z.strictObject({
    measuredOn: MeasuredDay.optional().describe("Day; by default today in the user's time zone"),
    values: MeasuredValues,
  }),
  response: z.object({ items: z.array(Measurement) }),
  errors: ['QUOTA_EXCEEDED', 'UNPROCESSABLE'],
  summary: 'Record measurements of a day',
  description:
    'A day has one value of each kind: a second one replaces it, so that a repeated request changes ' +
    'nothing. Refuses days in the future of the time zone of the profile. The body weight of a day ' +
    'is the latest one measured until then, otherwise the first one; the weight of the profile is ' +
    'the latest. A body weight of an earlier day changes volume, records and estimated calories of ' +
    `the sessions that it counts in, at once or, if there are many, within seconds.`,
} satisfies Endpoint

export const listMeasurements = {
  method: 'GET',
  path: '/measurements',
  access: 'user',
  query: z.strictObject({
    ...cursorQuery,
    kind: MeasurementKind.optional(),
    from: Day.optional().describe('First day'),
    to: Day.optional().describe('Last day'),
  }),
  response: cursorPageOf(Measurement),
  errors: [],
  summary: "List the user's measurements, latest day first",
} satisfies Endpoint

const change = (days: number) =>
  Value.nullable().describe(
    `The latest value less that of ${days} days before or the last one earlier; null without one`,
  )

const trend = {
  kind: MeasurementKind,
  latest: z.object({ value: Value, measuredOn: Day }),
  change30: change(30),
  change90: change(90),
}

export const MeasurementTrend = z
  .object({ ...trend, count: z.int().min(1).describe('Days with a value') })
  .meta({ id: 'MeasurementTrend', description: 'The latest value of a kind and its changes' })
export type MeasurementTrend = z.infer<typeof MeasurementTrend>

export const summarizeMeasurements = {
  method: 'GET',
  path: '/measurements/summary',
  access: 'user',
  response: z.object({ items: z.array(MeasurementTrend) }),
  errors: [],
  summary: 'Get the latest value and the changes of each kind that the user measures',
} satisfies Endpoint

export const chartMeasurements = {
  method: 'GET',
  path: '/measurements/chart',
  access: 'user',
  query: z.strictObject({
    kind: MeasurementKind,
    from: Day.optional().describe('First day'),
    to: Day.optional().describe('Last day'),
  }),
  response: z.object({
    kind: MeasurementKind,
    latest: trend.latest.nullable(),
    change30: trend.change30,
    change90: trend.change90,
    range: z
      .object({ min: Value, max: Value })
      .nullable()
      .describe('Lowest and highest value of these days; null without one'),
    points: z
      .array(z.object({ on: Day, value: Value }))
      .max(MAX_MEASUREMENT_POINTS)
      .describe(
        `Oldest first. Of more than ${MAX_MEASUREMENT_POINTS} values, every second, third … one ` +
          'counted from the latest',
      ),
  }),
  errors: [],
  summary: 'Get the values of a kind for a chart, with the latest value and its changes',
} satisfies Endpoint

export const deleteMeasurement = {
  method: 'DELETE',
  path: '/measurements/:id',
  access: 'user',
  params: idParams,
  errors: ['NOT_FOUND'],
  summary: 'Delete a measurement',
  description:
    'Without a body weight of its day, sessions count the one before, otherwise the first one.',
} satisfies Endpoint
