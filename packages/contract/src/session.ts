import { z } from 'zod'

import { Attribution } from './attribution.ts'
import { Day, Id, Timestamp, Timezone } from './common.ts'
import {
  AdherenceStatus,
  ExerciseType,
  Metric,
  Muscle,
  SessionStatus,
  SessionVisibility,
} from './vocabulary.ts'
import { Totals, Work } from './work.ts'

const summary = {
  id: Id,
  title: z.string(),
  status: SessionStatus,
  visibility: SessionVisibility,
  type: ExerciseType.nullable().describe('What most of it consists of'),
  plannedFor: Timestamp.nullable(),
  timezone: Timezone,
  startedAt: Timestamp.nullable().describe('While it is planned: it is under way, its plan frozen'),
  completedAt: Timestamp.nullable(),
  canceledAt: Timestamp.nullable(),
  exerciseNames: z.array(z.string()).describe('In order'),
  totals: Totals.nullable().describe('Null until completed'),
  plannedTotals: Totals.describe('The plan in sums, its time estimated from the sets'),
  calories: z.int().nullable().describe('kcal; estimated when not given'),
  points: z.int().nullable().describe('Points earned; null until completed'),
  adherence: z.int().nullable().describe('Done ÷ planned work, percent; null without a plan'),
  adherenceStatus: AdherenceStatus.nullable().describe(
    'Skipped: cancelled, not done by its day, or nothing of it done; null while it is to be done',
  ),
  attribution: Attribution.nullable(),
  seriesId: Id.nullable().describe('The recurring plan it belongs to'),
  occurrenceOn: Day.nullable().describe('Its day by the rule of its series, wherever it is moved'),
  createdAt: Timestamp,
}

export const SessionSummary = z
  .object(summary)
  .meta({ id: 'SessionSummary', description: 'A training session without its sets' })
export type SessionSummary = z.infer<typeof SessionSummary>

export const SessionExercise = z.object({
  id: Id,
  exerciseId: Id.nullable().describe('The exercise it was planned from, if it came from one'),
  name: z.string().describe('Name as it was when planned'),
  type: ExerciseType.nullable(),
  metric: Metric,
  primaryMuscles: z.array(Muscle),
  position: z.int().min(0),
  superset: z.int().nullable().describe('Exercises with the same number alternate'),
  notes: z.string().nullable(),
  isAdded: z.boolean().describe('Put in while the session was under way'),
  isSkipped: z.boolean().describe('Left out on purpose'),
  substitutes: Id.nullable().describe('The planned exercise of the session it is done in place of'),
  planned: z.array(Work),
  actual: z.array(Work),
})

export type SessionExercise = z.infer<typeof SessionExercise>

const share = z.int().nullable().describe('Done ÷ planned work, percent, at most 200')

const Comparison = z.object({
  status: AdherenceStatus,
  share: share.describe('What was done in its place counts; null where nothing was planned'),
  sets: z
    .array(z.object({ sets: z.int().min(1), status: AdherenceStatus, share }))
    .describe('Working sets in order, planned beside done; equal neighbours as one'),
})

const ComparedExercise = SessionExercise.extend({
  adherence: Comparison.nullable().describe('Null while the session is to be done'),
})
export type ComparedExercise = z.infer<typeof ComparedExercise>

export const Session = z
  .object({
    ...summary,
    notes: z.string().nullable(),
    recurrenceRule: z.string().nullable().describe('The rule of its series'),
    clones: z.int().min(0).describe('How often others have cloned it'),
    hiddenAt: Timestamp.nullable().describe(
      'Since when it is hidden from everyone else, by an administrator',
    ),
    hiddenReason: z.string().nullable().describe('Why it is'),
    exercises: z.array(ComparedExercise),
  })
  .meta({ id: 'Session', description: 'A training session with what was planned and done' })
export type Session = z.infer<typeof Session>
