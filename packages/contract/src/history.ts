import { MAX_CALORIES, MAX_PLANNED_EXERCISES, MAX_SESSION_SECONDS } from '@fitvibe/training/limits'
import { isMeasured } from '@fitvibe/training/sets'
import { z } from 'zod'

import { Day, Id, prose, text, Timestamp, Timezone } from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { MeasuredDay, MeasuredValues } from './measurements.ts'
import { storedHead } from './session.ts'
import { Equipment, ExerciseType, Metric, Muscle, SessionStatus } from './vocabulary.ts'
import { workInput } from './work.ts'

/** The first properties of every exported file. */
export const HISTORY_FORMAT = 'fitvibe-history'
export const HISTORY_VERSION = 1

/** The head of an exported session or series. Older files do not say whether notes are shared. */
const { visibility, sharesNotes, ...texts } = storedHead
const head = { ...texts, visibility, sharesNotes: sharesNotes.default(false) }

const Muscles = z.array(Muscle).max(17).default([])
const HistoryWork = z.strictObject(workInput)

/** Sets done. Positions may have gaps if the sets were logged one by one. */
const HistoryActual = z
  .array(HistoryWork.extend({ position: z.int().min(0).max(999).optional() }))
  .max(1_000)
  .refine(isInOrder, { message: 'positions' })
  // A set that notes no measure is no set, by whichever way it comes.
  .transform((work) => work.filter(isMeasured))

function isInOrder(work: readonly { position?: number | undefined }[]): boolean {
  const positions = work.map(({ position }, index) => position ?? index)
  return positions.every((position, index) => index === 0 || position > (positions[index - 1] ?? 0))
}

export const HistoryExercise = z.strictObject({
  id: Id,
  name: text(1, 128),
  type: ExerciseType.nullable(),
  metric: Metric,
  equipment: Equipment.nullable(),
  muscleGroup: text(1, 64).nullable(),
  primaryMuscles: Muscles,
  secondaryMuscles: Muscles,
  tags: z.array(text(1, 24)).max(12),
  isPublic: z.boolean(),
  createdAt: Timestamp,
  archivedAt: Timestamp.nullable(),
})
export type HistoryExercise = z.infer<typeof HistoryExercise>

const historyPlan = {
  exerciseId: Id.nullable(),
  name: text(1, 128),
  type: ExerciseType.nullable(),
  metric: Metric,
  primaryMuscles: Muscles,
  secondaryMuscles: Muscles,
  superset: z.int().min(1).max(50).nullable(),
  notes: prose(1_000).nullable(),
  planned: z.array(HistoryWork).max(1_000),
}

/** A recurring plan: its rule, and the template of its sessions. */
export const HistorySeries = z.strictObject({
  id: Id,
  rule: text(1, 300),
  timezone: Timezone,
  startOn: Day,
  startTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/),
  nextOn: Day.nullable(),
  createdAt: Timestamp,
  template: z.strictObject({
    ...head,
    exercises: z.array(z.strictObject(historyPlan)).min(1).max(MAX_PLANNED_EXERCISES),
  }),
})
export type HistorySeries = z.infer<typeof HistorySeries>

/** The measurements of a day. */
export const HistoryMeasurements = z.strictObject({
  measuredOn: MeasuredDay,
  values: MeasuredValues,
})
export type HistoryMeasurements = z.infer<typeof HistoryMeasurements>

const source = {
  sessionId: Id,
  name: text(0, 64).nullable().describe('Null if the account is deleted'),
}

/** Digests of imported sessions depend on the order of these properties. */
export const HistorySession = z
  .strictObject({
    id: Id,
    ...texts,
    status: SessionStatus,
    visibility,
    timezone: Timezone,
    plannedFor: Timestamp.nullable(),
    startedAt: Timestamp.nullable(),
    completedAt: Timestamp.nullable(),
    canceledAt: Timestamp.nullable(),
    createdAt: Timestamp,
    durationSec: z.int().min(0).max(MAX_SESSION_SECONDS).nullable(),
    calories: z.int().min(0).max(MAX_CALORIES).nullable(),
    caloriesGiven: z
      .boolean()
      .default(false)
      .describe('True if the athlete entered the calories, false if they are estimated'),
    attribution: z
      .strictObject({
        ...source,
        origin: z.strictObject(source).nullable().default(null),
        generation: z.int().min(1).max(10_000).default(1),
      })
      .nullable(),
    seriesId: Id.nullable().default(null),
    occurrenceOn: Day.nullable().default(null),
    byHand: z.boolean().default(false),
    sharesNotes: head.sharesNotes,
    exercises: z
      .array(
        z.strictObject({
          ...historyPlan,
          isAdded: z.boolean().default(false),
          isSkipped: z.boolean().default(false),
          substitutes: z
            .int()
            .min(0)
            .nullable()
            .default(null)
            .describe('Index of the exercise that it replaces, from 0'),
          actual: HistoryActual,
        }),
      )
      .max(1_000),
  })
  .refine((session) => session.status !== 'completed' || session.completedAt !== null, {
    path: ['completedAt'],
  })
  .refine((session) => session.status !== 'canceled' || session.canceledAt !== null, {
    path: ['canceledAt'],
  })
export type HistorySession = z.infer<typeof HistorySession>

export const exportHistoryJson = {
  method: 'GET',
  path: '/export/history.json',
  access: 'user',
  limit: 'bulk',
  download: { type: 'application/json', fileName: 'fitvibe-history.json' },
  errors: [],
  summary: 'Export planned, done and cancelled sessions, series, own exercises and measurements',
  description: 'One object, which `POST /imports` reads. Leaves out points.',
} satisfies Endpoint

export const exportHistoryCsv = {
  method: 'GET',
  path: '/export/history.csv',
  access: 'user',
  limit: 'bulk',
  download: { type: 'text/csv', fileName: 'fitvibe-history.csv' },
  errors: [],
  summary: 'Export completed sessions for spreadsheets and other apps, one row for each set',
  description:
    "Columns of Strong's export, and columns for RIR, rest, set type, superset and side; times are local. A text that a spreadsheet would run as a formula " +
    'begins with an apostrophe.',
} satisfies Endpoint
