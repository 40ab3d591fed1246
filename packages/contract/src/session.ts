import { z } from 'zod'

import { Attribution } from './attribution.ts'
import { Day, Id, prose, text, Timestamp, Timezone } from './common.ts'
import {
  AdherenceStatus,
  ExerciseType,
  Metric,
  Muscle,
  SessionStatus,
  SessionVisibility,
} from './vocabulary.ts'
import { Totals, Work } from './work.ts'

const Title = text(1, 128).describe('Title').meta({ example: 'Lower body' })
const Notes = prose(4_000)
const SharesNotes = z
  .boolean()
  .describe('Whether people who see the session read its notes and those of its exercises too')

/** The head of a session, which is everything entered except times and exercises, in a request. */
export const newHead = {
  title: Title,
  notes: Notes.optional(),
  visibility: SessionVisibility.default('private'),
  sharesNotes: SharesNotes.default(false),
}

/** The head as a request changes it and as an export contains it. */
export const storedHead = {
  title: Title,
  notes: Notes.nullable(),
  visibility: SessionVisibility,
  sharesNotes: SharesNotes,
}

const summary = {
  id: Id,
  title: z.string(),
  status: SessionStatus,
  visibility: SessionVisibility,
  type: ExerciseType.nullable().describe('The type that takes most of the time'),
  plannedFor: Timestamp.nullable(),
  timezone: Timezone,
  startedAt: Timestamp.nullable().describe(
    'Set on a planned session: it is in progress and its plan is frozen',
  ),
  completedAt: Timestamp.nullable().describe('The start plus the duration; null until completed'),
  trainedOn: Day.nullable().describe(
    'The day it counts on: the day it began in its time zone; null until completed',
  ),
  canceledAt: Timestamp.nullable(),
  exerciseNames: z.array(z.string()).describe('In order'),
  totals: Totals.nullable().describe('Null until completed'),
  plannedTotals: Totals.describe('Sums of the plan; the duration is estimated from the sets'),
  calories: z.int().nullable().describe('kcal; estimated unless entered'),
  points: z.int().nullable().describe('Points earned; null until completed'),
  adherence: z.int().nullable().describe('Done ÷ planned work, percent; null without a plan'),
  adherenceStatus: AdherenceStatus.nullable().describe(
    'Skipped: cancelled, not done by its day, or completed without sets; null while planned',
  ),
  attribution: Attribution.nullable(),
  seriesId: Id.nullable().describe('The series of the session'),
  occurrenceOn: Day.nullable().describe(
    'Its day by the rule of the series, which stays when the session moves',
  ),
  createdAt: Timestamp,
}

export const SessionSummary = z
  .object(summary)
  .meta({ id: 'SessionSummary', description: 'A training session without its sets' })
export type SessionSummary = z.infer<typeof SessionSummary>

export const SessionExercise = z.object({
  id: Id,
  exerciseId: Id.nullable().describe(
    'The exercise it was planned from; null if it has only a name',
  ),
  name: z
    .string()
    .describe("Name at the time of planning; a library exercise's in the caller's language"),
  type: ExerciseType.nullable(),
  metric: Metric,
  primaryMuscles: z.array(Muscle),
  position: z.int().min(0),
  superset: z.int().nullable().describe('Exercises with the same number alternate'),
  notes: z.string().nullable(),
  isAdded: z.boolean().describe('Added while the session was in progress'),
  isSkipped: z.boolean().describe('Skipped on purpose'),
  substitutes: Id.nullable().describe('The planned exercise of the session that it replaces'),
  planned: z.array(Work),
  actual: z.array(Work),
  bodyKg: z
    .number()
    .nullable()
    .describe(
      'The part of the body weight that each repetition moves, kg, counted in volume and e1RM; null ' +
        'if the exercise moves none, the weight is unknown, or the user does not count it',
    ),
})

export type SessionExercise = z.infer<typeof SessionExercise>

const share = z.int().nullable().describe('Done ÷ planned work, percent, at most 200')

const Comparison = z.object({
  status: AdherenceStatus,
  share: share.describe('Includes its substitute; null if nothing was planned'),
  sets: z
    .array(z.object({ sets: z.int().min(1), status: AdherenceStatus, share }))
    .describe('Working sets in order, planned beside done; equal neighbours are merged'),
})

const ComparedExercise = SessionExercise.extend({
  adherence: Comparison.nullable().describe('Null while the session is planned'),
})
export type ComparedExercise = z.infer<typeof ComparedExercise>

export const Session = z
  .object({
    ...summary,
    notes: z.string().nullable(),
    sharesNotes: SharesNotes,
    recurrenceRule: z.string().nullable().describe('The rule of the series'),
    clones: z.int().min(0).describe('Number of clones by other users'),
    hiddenAt: Timestamp.nullable().describe('When an administrator hid it from all other users'),
    hiddenReason: z.string().nullable().describe('Why an administrator hid it'),
    exercises: z.array(ComparedExercise),
  })
  .meta({ id: 'Session', description: 'A training session with what was planned and done' })
export type Session = z.infer<typeof Session>
