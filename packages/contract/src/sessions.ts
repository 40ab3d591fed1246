import { MAX_CALORIES, MAX_SESSION_SECONDS } from '@fitvibe/training/limits'
import { z } from 'zod'

import { NewBadge } from './badges.ts'
import {
  Day,
  Id,
  idParams,
  pageOf,
  pageQuery,
  prose,
  text,
  TimestampInput,
  Timezone,
} from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { Award } from './points.ts'
import { NewRecord } from './records.ts'
import { Session, SessionSummary } from './session.ts'
import { ExerciseType, Metric, Scope, SessionStatus, SessionVisibility } from './vocabulary.ts'
import { Totals, workInput, WorkInputs } from './work.ts'

export * from './session.ts'

const Title = text(1, 128).describe('Title').meta({ example: 'Lower body' })
const Calories = z.int().min(0).max(MAX_CALORIES)
const DurationSec = z.int().min(0).max(MAX_SESSION_SECONDS)

const RecurrenceRule = z
  .string()
  .max(256)
  .describe(
    'RRULE of RFC 5545: FREQ=DAILY, WEEKLY or MONTHLY; INTERVAL up to 52; BYDAY; BYMONTHDAY; COUNT ' +
      'up to 366 or UNTIL. `plannedFor`, which has to match it, is its start',
  )
  .meta({ example: 'FREQ=WEEKLY;BYDAY=MO,TH' })

const scopeQuery = z.strictObject({ scope: Scope.default('this') })

const passedBy =
  'With `following` and `all`, sessions stay as they are that are under way, completed, cancelled ' +
  'or were changed by themselves, the one in the path aside. '

export const exercisePlan = {
  exerciseId: Id.optional(),
  name: text(1, 128).optional().describe('Needed when there is no exerciseId'),
  type: ExerciseType.optional().describe('For an exercise that has only a name'),
  metric: Metric.optional().describe('For an exercise that has only a name'),
  position: z.int().min(0).max(999).optional().describe('Order; that of the list by default'),
  superset: z.int().min(1).max(50).nullable().optional(),
  notes: prose(1_000).optional(),
  planned: WorkInputs.default([]).describe('One block or a list'),
}

export const isNamed = (plan: { exerciseId?: string | undefined; name?: string | undefined }) =>
  plan.exerciseId !== undefined || plan.name !== undefined
export const unnamed = { message: 'exerciseUnnamed', path: ['name'] }

const ExercisePlan = z.strictObject(exercisePlan).refine(isNamed, unnamed)
const LoggedExercise = z
  .strictObject({
    ...exercisePlan,
    actual: WorkInputs.optional().describe('For `completed`; as planned by default'),
  })
  .refine(isNamed, unnamed)

const doneFields = {
  startedAt: TimestampInput.optional(),
  completedAt: TimestampInput.optional().describe('When it was done; now by default'),
  durationSec: DurationSec.optional().describe(
    'Time it took, s; else the time since `startedAt`, else estimated from the sets',
  ),
  calories: Calories.optional().describe('kcal, say from a watch; else estimated'),
}

const Badges = z.array(NewBadge).describe('Badges it earned')
const Records = z.array(NewRecord).describe('Records it set')

export const createSession = {
  method: 'POST',
  path: '/sessions',
  access: 'user',
  idempotent: true,
  body: z.strictObject({
    title: Title,
    notes: prose(4_000).optional(),
    plannedFor: TimestampInput.optional(),
    timezone: Timezone.optional().describe("Where it takes place; the caller's zone by default"),
    recurrenceRule: RecurrenceRule.nullable().optional(),
    visibility: SessionVisibility.default('private'),
    exercises: z.array(LoggedExercise).min(1).max(50),
    completed: z
      .strictObject(doneFields)
      .optional()
      .describe('Logs a session that was not planned: planned and completed in one go'),
  }),
  response: z.object({
    id: Id,
    pointsAwarded: z.int().nullable().describe('Null unless it was completed at once'),
    badges: Badges,
    records: Records,
  }),
  status: 201,
  errors: ['UNPROCESSABLE', 'CONFLICT'],
  summary: 'Plan a session, a series of them, or log one that is done',
  description:
    'With `recurrenceRule`, the occurrences of the next 12 weeks are planned too, at the same time ' +
    'of day where they take place; later ones follow by themselves. The answer names the first. A ' +
    'time that a day does not have, because clocks change, is left out.',
} satisfies Endpoint

export const listSessions = {
  method: 'GET',
  path: '/sessions',
  access: 'user',
  query: z.strictObject({
    ...pageQuery,
    from: z.union([Day, TimestampInput]).optional().describe('First day or instant'),
    to: z
      .union([Day, TimestampInput])
      .optional()
      .describe('Last day, included, or instant, excluded'),
    status: SessionStatus.optional(),
    exerciseId: Id.optional().describe('Only sessions with this exercise'),
    underWay: z.literal('true').optional().describe('Only sessions started and not finished'),
  }),
  response: pageOf(SessionSummary),
  errors: [],
  summary: "List the caller's sessions, latest first",
  description:
    'A session stands where it was completed, or, until then, where it is planned. ' +
    "Days are the caller's.",
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
  .describe('A block of sets; several for one exercise are its blocks in order')
const Actuals = z.array(Actual).max(500)

export const updateSession = {
  method: 'PATCH',
  path: '/sessions/:id',
  access: 'user',
  params: idParams,
  query: scopeQuery,
  body: z
    .strictObject({
      title: Title,
      notes: prose(4_000).nullable(),
      visibility: SessionVisibility,
      plannedFor: TimestampInput.nullable().describe('Only while planned'),
      timezone: Timezone.describe('Only while planned'),
      recurrenceRule: RecurrenceRule.describe('Another rule from here on; only with `following`'),
      exercises: z
        .array(ExercisePlan)
        .min(1)
        .max(50)
        .describe('Takes the place of all exercises; only while planned'),
      actuals: Actuals.describe('Corrects a completed session: takes the place of all its sets'),
      durationSec: DurationSec.describe('Only with `actuals`; left out, a time once given stays'),
      calories: Calories.describe('Only with `actuals`'),
    })
    .partial(),
  response: Session.extend({
    badges: Badges.describe('Badges it earns by a correction'),
    records: Records.describe('Records it sets by a correction'),
  }),
  errors: ['NOT_FOUND', 'CONFLICT', 'PLAN_FROZEN', 'UNPROCESSABLE'],
  summary: 'Change a planned session, publish one, or correct a completed one',
  description:
    'The exercises and the time of a session under way are frozen (PLAN_FROZEN). After a ' +
    'correction, totals, records and points follow; the ledger keeps both entries. Of a series, ' +
    '`following` and `all` move the others by as many days, to the same time of day, and give them ' +
    'the rest of what is sent; a series goes on under another id where only a part of it changes ' +
    `or its days move. ${passedBy}A session changed alone is passed by from then on.`,
} satisfies Endpoint

export const completeSession = {
  method: 'PATCH',
  path: '/sessions/:id/complete',
  access: 'user',
  idempotent: true,
  params: idParams,
  body: z.strictObject({
    actuals: Actuals.optional().describe(
      'What was done; left out: what was logged set by set, and where nothing was, all as planned',
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
  summary: 'Complete a session and earn its points, once and for all',
  description:
    'However many requests race, one completes it; the others get 409. Without `completedAt` it ends ' +
    'now, or with its last set where that was logged more than an hour ago; without `startedAt` it ' +
    'began when it was started.',
} satisfies Endpoint

export const cancelSession = {
  method: 'PATCH',
  path: '/sessions/:id/cancel',
  access: 'user',
  params: idParams,
  query: scopeQuery,
  response: Session,
  errors: ['NOT_FOUND', 'CONFLICT', 'PLAN_FROZEN', 'UNPROCESSABLE'],
  summary: 'Cancel a planned session, or what follows it in its series',
  description: `${passedBy}The series is over then.`,
} satisfies Endpoint

export const deleteSession = {
  method: 'DELETE',
  path: '/sessions/:id',
  access: 'user',
  params: idParams,
  query: scopeQuery,
  errors: ['NOT_FOUND', 'CONFLICT', 'PLAN_FROZEN', 'UNPROCESSABLE'],
  summary: 'Delete a session; points it earned are taken back',
  description: `${passedBy}The series is over then. One deleted alone is not planned again.`,
} satisfies Endpoint

export const shiftSession = {
  method: 'POST',
  path: '/sessions/:id/shift',
  access: 'user',
  params: idParams,
  body: z.strictObject({
    days: z.int().min(1).max(28).describe('How much later').meta({ example: 1 }),
  }),
  response: Session,
  errors: ['NOT_FOUND', 'CONFLICT', 'PLAN_FROZEN', 'UNPROCESSABLE'],
  summary: 'Move a session and all planned after it in its series: I missed it, shift the rest',
  description:
    'Those changed by themselves are moved too, by as much from where they stand. The days of the ' +
    'rule move along; where they cannot, as the 31st of a month, the request is refused.',
} satisfies Endpoint
