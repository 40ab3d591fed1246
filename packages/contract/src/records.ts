import { FORMULAS } from '@fitvibe/training/e1rm'
import { RECORD_KINDS } from '@fitvibe/training/metrics'
import { z } from 'zod'

import {
  cursorQuery,
  Day,
  Id,
  idParams,
  pageOf,
  pagedQuery,
  cursorPageOf,
  Timestamp,
} from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { ExerciseType, Metric, Muscle } from './vocabulary.ts'
import { Work } from './work.ts'

export const Formula = z
  .enum(FORMULAS)
  .describe(
    'Formula for the one-repetition maximum; `rpe` uses the RPE chart and sets with an RPE or RIR',
  )
export type Formula = z.infer<typeof Formula>

const formulaQuery = { formula: Formula.default('epley') }

export const RecordKind = z
  .enum(RECORD_KINDS)
  .describe('`volume` is the volume of an exercise in a session; all other kinds come from a set')
export type RecordKind = z.infer<typeof RecordKind>

const mark = {
  kind: RecordKind,
  at: z
    .number()
    .nullable()
    .describe(
      'Load of `reps`, kg (0 without load), or minimum distance of `pace`, m; otherwise null',
    ),
  value: z
    .number()
    .describe('kg (weight, e1rm, volume), repetitions, m, s, or s/km (pace: the mean of a set)'),
  formula: Formula.nullable().describe('Formula of an `e1rm`; otherwise null'),
}

const SourceSet = z
  .object({
    sessionExerciseId: Id,
    position: z.int().describe('Index in `actual`, from 0'),
    load: Work.shape.load,
    reps: Work.shape.reps,
    distance: Work.shape.distance,
    durationSec: Work.shape.durationSec,
    rpe: Work.shape.rpe,
    rir: Work.shape.rir,
  })
  .describe('The set that reached the value')

export const PersonalRecord = z
  .object({
    ...mark,
    isBaseline: z
      .boolean()
      .describe('Set when the exercise was first done, with no earlier value to beat'),
    sessionId: Id,
    sessionTitle: z.string(),
    on: Day.describe('Day on which the value was first reached'),
    set: SourceSet.nullable().describe('Null for `volume`'),
  })
  .meta({
    id: 'PersonalRecord',
    description: 'The best value to date. If it was reached several times, the first time counts',
  })
export type PersonalRecord = z.infer<typeof PersonalRecord>

export const NewRecord = z
  .object({
    exercise: z.object({ id: Id, name: z.string() }),
    ...mark,
    previous: z.number().describe('Previous best'),
  })
  .meta({ id: 'NewRecord', description: 'A personal record that a session set' })
export type NewRecord = z.infer<typeof NewRecord>

export const TrainedExercise = z
  .object({
    id: Id.describe(
      'The exerciseId; for an exercise logged by name only, an id derived from the name',
    ),
    exerciseId: Id.nullable(),
    name: z.string().describe('Name when last trained'),
    type: ExerciseType.nullable(),
    metric: Metric,
    sessions: z.int().describe('Completed sessions with this exercise'),
    lastOn: Day,
  })
  .meta({ id: 'TrainedExercise', description: 'An exercise that the caller has done' })
export type TrainedExercise = z.infer<typeof TrainedExercise>

export const listTrained = {
  method: 'GET',
  path: '/progress/exercises',
  access: 'user',
  query: z.strictObject(pagedQuery),
  response: pageOf(TrainedExercise),
  errors: [],
  summary: 'List the exercises the caller has trained, last trained first',
} satisfies Endpoint

export const listRecords = {
  method: 'GET',
  path: '/progress/records',
  access: 'user',
  query: z.strictObject({ ...pagedQuery, ...formulaQuery }),
  response: pageOf(TrainedExercise.extend({ records: z.array(PersonalRecord) })),
  errors: [],
  summary: "List the caller's personal records by exercise, last trained first",
  description:
    'Personal records are read from the logged sets, so a correction or deletion changes them at once. ' +
    'Repetitions at a load are only part of the personal records of a single exercise.',
} satisfies Endpoint

export const getExerciseRecords = {
  method: 'GET',
  path: '/progress/exercises/:id/records',
  access: 'user',
  params: idParams,
  query: z.strictObject(formulaQuery),
  response: z.object({ exercise: TrainedExercise, records: z.array(PersonalRecord) }),
  errors: ['NOT_FOUND'],
  summary: 'Get the personal records of an exercise',
  description: 'Leaves out a load with no more repetitions than a heavier one.',
} satisfies Endpoint

export const Exposure = z.object({
  sessionId: Id,
  sessionTitle: z.string(),
  on: Day,
  completedAt: Timestamp,
  sets: z.array(Work).describe('As logged, including warm-ups'),
  doneSets: z.int().describe('Sets without warm-ups'),
  weight: z.number().nullable().describe('Heaviest load, kg; below 0, the least help'),
  e1rm: z
    .object({ formula: Formula, value: z.number().describe('kg'), set: SourceSet })
    .nullable()
    .describe('Null beyond 12 repetitions, and for `rpe` without an RPE or RIR'),
  volume: z
    .number()
    .nullable()
    .describe(
      'kg; sum over all entries of the exercise in the session, null for all but the first',
    ),
  distance: z.number().nullable().describe('Longest set, m'),
  durationSec: z.number().nullable().describe('Longest set, s'),
})

export type Exposure = z.infer<typeof Exposure>

export const listExerciseHistory = {
  method: 'GET',
  path: '/progress/exercises/:id/history',
  access: 'user',
  params: idParams,
  query: z.strictObject({ ...cursorQuery, ...formulaQuery }),
  response: cursorPageOf(Exposure).extend({ exercise: TrainedExercise }),
  errors: ['NOT_FOUND'],
  summary: 'List the sets of an exercise session by session, newest first',
  description: 'All estimates of an answer use the same formula, so that they can be compared.',
} satisfies Endpoint

export const getSessionRecords = {
  method: 'GET',
  path: '/sessions/:id/records',
  access: 'user',
  params: idParams,
  query: z.strictObject(formulaQuery),
  response: z.object({ records: z.array(NewRecord) }),
  errors: ['NOT_FOUND'],
  summary: 'List the personal records that a session set',
  description:
    'A personal record exceeds all earlier sessions. The first time is a baseline and no personal record.',
} satisfies Endpoint

export const getMuscles = {
  method: 'GET',
  path: '/progress/muscles',
  access: 'user',
  query: z.strictObject({
    from: Day.optional().describe(
      'A day in the first week; by default three weeks before the last',
    ),
    to: Day.optional().describe('A day in the last week; by default the current week'),
  }),
  response: z.object({
    from: Day,
    to: Day,
    weeks: z
      .array(
        z.object({
          on: Day.describe('First day of the week'),
          muscles: z.array(
            z.object({
              muscle: Muscle,
              planned: z.number().describe('Sets'),
              done: z.number().describe('Sets'),
            }),
          ),
          withoutMuscles: z
            .object({
              planned: z.number().describe('Sets'),
              done: z.number().describe('Sets'),
            })
            .describe('Sets of exercises without muscles, such as those with a name alone'),
        }),
      )
      .describe('Oldest first, without gaps; only muscles with sets'),
  }),
  errors: ['UNPROCESSABLE'],
  summary: 'Count planned and done sets of strength training by week and muscle',
  description:
    "A set counts in full for the exercise's primary muscles and by half for secondary ones, and a set " +
    'of one side by half of that. Warm-ups do not count. Covers at most 53 weeks.',
} satisfies Endpoint

export const Suggestion = z
  .object({
    exercise: z.object({ id: Id, name: z.string() }),
    action: z
      .enum(['increase', 'reps', 'load', 'repeat', 'deload', 'none'])
      .describe(
        'More load, more repetitions, a load for the planned reps or effort, the same, less, or no suggestion',
      ),
    why: z.enum([
      'reached',
      'less_help',
      'no_help',
      'within',
      'bodyweight',
      'missed',
      'effort',
      'other_reps',
      'after_break',
      'after_deload',
      'stall',
      'effort_rises',
      'too_few',
      'metric',
    ]),
    reason: z.string().describe("The reason in words, in the caller's language"),
    sets: z.int().nullable(),
    reps: z.int().nullable(),
    load: z.number().nullable().describe('kg, below 0 for help; null without load'),
    lastOn: Day.nullable().describe('Day on which the exercise was last done'),
  })
  .meta({
    id: 'Suggestion',
    description: 'A suggestion for the next session, with a reason. It changes no plan',
  })
export type Suggestion = z.infer<typeof Suggestion>

export const getSuggestion = {
  method: 'GET',
  path: '/progress/exercises/:id/suggestion',
  access: 'user',
  params: idParams,
  response: Suggestion,
  errors: ['NOT_FOUND'],
  summary: 'Suggest sets, repetitions and load for the next session',
  description: 'Uses double progression on the latest sessions: see docs/formulas.md.',
} satisfies Endpoint

export const listSuggestions = {
  method: 'GET',
  path: '/sessions/:id/suggestions',
  access: 'user',
  params: idParams,
  response: z.object({
    items: z
      .array(Suggestion.extend({ sessionExerciseId: Id }))
      .describe('In the order of the exercises'),
  }),
  errors: ['NOT_FOUND'],
  summary: 'Suggest sets, repetitions and load for each exercise of a planned session',
  description:
    'Uses the planned repetitions and effort, if there are any. Does not change the plan.',
} satisfies Endpoint
