import {
  MAX_CALORIES,
  MAX_INTERVAL,
  MAX_OCCURRENCES,
  MAX_PLANNED_EXERCISES,
  MAX_SESSION_BLOCKS,
  MAX_SESSION_SECONDS,
} from '@fitvibe/training/limits'
import { z } from 'zod'

import { NewBadge } from './badges.ts'
import {
  Day,
  exerciseName,
  Id,
  idParams,
  pageOf,
  pagedQuery,
  prose,
  TimestampInput,
  Timezone,
} from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { Award } from './points.ts'
import { NewRecord } from './records.ts'
import { newHead, Session, SessionSummary, storedHead } from './session.ts'
import { ExerciseType, Metric, Scope, SessionStatus } from './vocabulary.ts'
import { Totals, workInput, WorkInputs } from './work.ts'

export * from './session.ts'

const Calories = z.int().min(0).max(MAX_CALORIES)
const DurationSec = z.int().min(0).max(MAX_SESSION_SECONDS)

const RecurrenceRule = z
  .string()
  .max(256)
  .describe(
    `RRULE of RFC 5545: FREQ=DAILY, WEEKLY or MONTHLY; INTERVAL up to ${MAX_INTERVAL}; BYDAY; ` +
      `BYMONTHDAY; COUNT up to ${MAX_OCCURRENCES} or UNTIL. ` +
      'Starts at `plannedFor`, which must match it',
  )
  .meta({ example: 'FREQ=WEEKLY;BYDAY=MO,TH' })

const scopeQuery = z.strictObject({ scope: Scope.default('this') })

const skipped =
  '`following` and `all` skip sessions that are in progress, completed, cancelled, or edited ' +
  'individually, except the one in the path. '

export const exercisePlan = {
  exerciseId: Id.optional(),
  name: exerciseName.optional().describe('Required without exerciseId'),
  type: ExerciseType.optional().describe('For an exercise without exerciseId'),
  metric: Metric.optional().describe('For an exercise without exerciseId'),
  position: z.int().min(0).max(999).optional().describe('Order; by default that of the list'),
  superset: z.int().min(1).max(50).nullable().optional(),
  notes: prose(1_000).optional(),
  planned: WorkInputs.default([]).describe('One block or a list'),
}

/** Whether the planned blocks of all exercises, and those done, are within the bounds of a session. */
const isInBounds = (
  exercises: readonly { planned: readonly unknown[]; actual?: readonly unknown[] | undefined }[],
) =>
  isWithin(exercises.map(({ planned }) => planned.length)) &&
  isWithin(exercises.map(({ actual }) => actual?.length ?? 0))

/** Also true for invalid blocks without a count, which have an issue of their own. */
const isWithin = (counts: readonly number[]) =>
  !(counts.reduce((sum, count) => sum + count, 0) > MAX_SESSION_BLOCKS)

const tooManyBlocks = { message: 'tooManyBlocks' }

export const isNamed = (plan: { exerciseId?: string | undefined; name?: string | undefined }) =>
  plan.exerciseId !== undefined || plan.name !== undefined
export const unnamed = { message: 'exerciseUnnamed', path: ['name'] }

const ExercisePlan = z.strictObject(exercisePlan).refine(isNamed, unnamed)
const LoggedExercise = z
  .strictObject({
    ...exercisePlan,
    actual: WorkInputs.optional().describe(
      'Sets done, with `completed`, each with repetitions, a load, a distance or a time; by default ' +
        'as planned',
    ),
  })
  .refine(isNamed, unnamed)

const doneFields = {
  startedAt: TimestampInput.optional().describe('Start; by default the end minus the duration'),
  completedAt: TimestampInput.optional().describe(
    'End; by default the start plus the duration, or now without a start',
  ),
  durationSec: DurationSec.optional().describe(
    'Duration, s; by default the time from start to end, or estimated from the sets',
  ),
  calories: Calories.optional().describe('kcal, for example from a watch; by default estimated'),
}

const Badges = z.array(NewBadge).describe('Badges that the session earned')
const Records = z.array(NewRecord).describe('Personal records that the session set')

export const createSession = {
  method: 'POST',
  path: '/sessions',
  access: 'user',
  idempotent: true,
  body: z.strictObject({
    ...newHead,
    plannedFor: TimestampInput.optional(),
    timezone: Timezone.optional().describe("Time zone of the session; by default the caller's"),
    recurrenceRule: RecurrenceRule.nullable().optional(),
    exercises: z
      .array(LoggedExercise)
      .min(1)
      .max(MAX_PLANNED_EXERCISES)
      .refine(isInBounds, tooManyBlocks),
    completed: z
      .strictObject(doneFields)
      .optional()
      .describe('Plans and completes a session at once'),
  }),
  response: z.object({
    id: Id,
    pointsAwarded: z.int().nullable().describe('Null unless completed at once'),
    badges: Badges,
    records: Records,
  }),
  status: 201,
  errors: ['UNPROCESSABLE', 'CONFLICT', 'QUOTA_EXCEEDED'],
  summary: 'Plan a session or a series, or log a session that is done',
  description:
    'With `recurrenceRule`, plans the occurrences of the next 12 weeks at the same local time, of ' +
    'fewer weeks if the plan is very large; later ones are planned automatically. Returns the id of ' +
    'the first session. Skips a day on which the clocks leave out that time.',
} satisfies Endpoint

export const listSessions = {
  method: 'GET',
  path: '/sessions',
  access: 'user',
  query: z.strictObject({
    ...pagedQuery,
    from: z.union([Day, TimestampInput]).optional().describe('First day, or instant'),
    to: z
      .union([Day, TimestampInput])
      .optional()
      .describe('Last day (included), or instant (excluded)'),
    status: SessionStatus.optional(),
    exerciseId: Id.optional().describe('Only sessions with this exercise'),
    underWay: z
      .literal('true')
      .optional()
      .describe('Only sessions in progress: started and not finished'),
  }),
  response: pageOf(SessionSummary),
  errors: [],
  summary: "List the caller's sessions, latest first",
  description:
    'Sorts sessions by their start, or by the planned time until they are completed. The day of a ' +
    'session is the day it began, or its planned day, in its own time zone; `from` and `to` compare ' +
    'days with it.',
} satisfies Endpoint

export const getSession = {
  method: 'GET',
  path: '/sessions/:id',
  access: 'user',
  params: idParams,
  response: Session,
  errors: ['NOT_FOUND'],
  summary: 'Get a session with its planned and actual sets',
} satisfies Endpoint

const Actual = z
  .strictObject({ sessionExerciseId: Id, ...workInput })
  .describe(
    'A block of sets with repetitions, a load, a distance or a time; blocks of one exercise are in order',
  )
const Actuals = z.array(Actual).max(MAX_SESSION_BLOCKS)

export const updateSession = {
  method: 'PATCH',
  path: '/sessions/:id',
  access: 'user',
  params: idParams,
  query: scopeQuery,
  body: z
    .strictObject({
      ...storedHead,
      plannedFor: TimestampInput.nullable().describe('Only while planned'),
      timezone: Timezone.describe('Only while planned'),
      recurrenceRule: RecurrenceRule.describe(
        'A new rule from this session on; only with `following`',
      ),
      exercises: z
        .array(ExercisePlan)
        .min(1)
        .max(MAX_PLANNED_EXERCISES)
        .refine(isInBounds, tooManyBlocks)
        .describe('Replaces all exercises; only while planned'),
      actuals: Actuals.describe('Corrects a completed session: replaces all its sets'),
      startedAt: TimestampInput.describe('Corrects the start; the duration stays'),
      completedAt: TimestampInput.describe('Corrects the end; the start stays'),
      durationSec: DurationSec.describe(
        'Corrects the duration; the start stays. Left out, an estimate follows the corrected sets',
      ),
      calories: Calories.describe('Corrects the energy of a completed session, kcal'),
    })
    .partial(),
  response: Session.extend({
    badges: Badges.describe('Badges earned by a correction'),
    records: Records.describe('Personal records set by a correction'),
  }),
  errors: ['NOT_FOUND', 'CONFLICT', 'PLAN_FROZEN', 'UNPROCESSABLE', 'QUOTA_EXCEEDED'],
  summary: 'Change a planned session, publish one, or correct a completed one',
  description:
    'Exercises and time of a session in progress are frozen (PLAN_FROZEN). A correction updates ' +
    'the day, totals, personal records, streak and points; the ledger keeps all entries. Start, end ' +
    'and duration that contradict each other are 422. In a series, `following` ' +
    'and `all` move the other sessions by as many days, to the same time of day, and change them ' +
    'in the same way. If only a part of a series changes, or its days move, the changed sessions ' +
    `get a new series. ${skipped}Later changes of the series skip a session changed with \`this\`.`,
} satisfies Endpoint

export const completeSession = {
  method: 'PATCH',
  path: '/sessions/:id/complete',
  access: 'user',
  idempotent: true,
  params: idParams,
  body: z.strictObject({
    actuals: Actuals.optional().describe(
      'Sets done; by default the logged sets, or all sets as planned if none was logged',
    ),
    ...doneFields,
  }),
  response: z.object({
    pointsAwarded: z.int(),
    award: Award,
    badges: Badges,
    records: Records,
    totals: Totals,
    calories: Calories.nullable(),
    adherence: z.int().nullable().describe('Done ÷ planned work, percent'),
  }),
  errors: ['NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE'],
  summary: 'Complete a session once and earn its points',
  description:
    'If requests race, one completes the session; the others get 409. Two of start, ' +
    'end and duration give the third; all three must match. For a session in progress, the start ' +
    'defaults to its own, and the end to now, or to the last set if that was logged more than an ' +
    'hour ago. If that is too short for its sets, it was written up afterwards: the duration is ' +
    'estimated from them.',
} satisfies Endpoint

export const cancelSession = {
  method: 'PATCH',
  path: '/sessions/:id/cancel',
  access: 'user',
  params: idParams,
  query: scopeQuery,
  response: Session,
  errors: ['NOT_FOUND', 'CONFLICT', 'PLAN_FROZEN', 'UNPROCESSABLE'],
  summary: 'Cancel a planned session, or also later ones of its series',
  description: `${skipped}Ends the series.`,
} satisfies Endpoint

export const deleteSession = {
  method: 'DELETE',
  path: '/sessions/:id',
  access: 'user',
  params: idParams,
  query: scopeQuery,
  errors: ['NOT_FOUND', 'CONFLICT', 'PLAN_FROZEN', 'UNPROCESSABLE'],
  summary: 'Delete a session and revoke its points',
  description: `${skipped}Ends the series. A session deleted with \`this\` is not planned again.`,
} satisfies Endpoint

export const shiftSession = {
  method: 'POST',
  path: '/sessions/:id/shift',
  access: 'user',
  params: idParams,
  body: z.strictObject({
    days: z.int().min(1).max(28).describe('Number of days').meta({ example: 1 }),
  }),
  response: Session,
  errors: ['NOT_FOUND', 'CONFLICT', 'PLAN_FROZEN', 'UNPROCESSABLE'],
  summary: 'Move a session and all later planned ones of its series after a missed session',
  description:
    'Sessions edited individually move by as many days from their own time. The days of the rule ' +
    'move too; a rule whose days cannot move, such as the 31st of a month, is rejected.',
} satisfies Endpoint
