import { FORMULAS } from '@fitvibe/training/e1rm'
import { RECORD_KINDS } from '@fitvibe/training/metrics'
import { z } from 'zod'

import {
  cursorQuery,
  Day,
  Id,
  idParams,
  pageOf,
  pageQuery,
  stretchOf,
  Timestamp,
} from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { ExerciseType, Metric, Muscle } from './vocabulary.ts'
import { Work } from './work.ts'

export const Formula = z
  .enum(FORMULAS)
  .describe(
    'How the one-repetition maximum is estimated; `rpe` by the RPE chart, from sets with an effort',
  )
export type Formula = z.infer<typeof Formula>

const formulaQuery = { formula: Formula.default('epley') }

export const RecordKind = z
  .enum(RECORD_KINDS)
  .describe('`volume` is that of the exercise in a session, the others are of a set')
export type RecordKind = z.infer<typeof RecordKind>

const mark = {
  kind: RecordKind,
  at: z
    .number()
    .nullable()
    .describe('Of `reps` the load, kg (0 without one); of `pace` the least distance, m; else null'),
  value: z
    .number()
    .describe('kg (weight, e1rm, volume), repetitions, m, s, or s/km (pace, the mean of a set)'),
  formula: Formula.nullable().describe('Of an e1RM'),
}

const SourceSet = z
  .object({
    sessionExerciseId: Id,
    position: z.int().describe('Among the blocks of `actual`, from 0'),
    load: Work.shape.load,
    reps: Work.shape.reps,
    distance: Work.shape.distance,
    durationSec: Work.shape.durationSec,
    rpe: Work.shape.rpe,
    rir: Work.shape.rir,
  })
  .describe('The set it comes from')

export const PersonalRecord = z
  .object({
    ...mark,
    isBaseline: z.boolean().describe('The first time: nothing there was to beat'),
    sessionId: Id,
    sessionTitle: z.string(),
    on: Day.describe('When it was first reached'),
    set: SourceSet.nullable().describe('Null for `volume`'),
  })
  .meta({ id: 'PersonalRecord', description: 'The best so far; of equals, the first' })
export type PersonalRecord = z.infer<typeof PersonalRecord>

export const NewRecord = z
  .object({
    exercise: z.object({ id: Id, name: z.string() }),
    ...mark,
    previous: z.number().describe('The best before it'),
  })
  .meta({ id: 'NewRecord', description: 'A record a session set: more than ever before' })
export type NewRecord = z.infer<typeof NewRecord>

export const TrainedExercise = z
  .object({
    id: Id.describe('Its exerciseId; of one logged by name alone, an id made of the name'),
    exerciseId: Id.nullable(),
    name: z.string().describe('As it was when last trained'),
    type: ExerciseType.nullable(),
    metric: Metric,
    sessions: z.int().describe('Completed sessions with it'),
    lastOn: Day,
  })
  .meta({ id: 'TrainedExercise', description: 'An exercise that has been done' })
export type TrainedExercise = z.infer<typeof TrainedExercise>

export const listTrained = {
  method: 'GET',
  path: '/progress/exercises',
  access: 'user',
  query: z.strictObject(pageQuery),
  response: pageOf(TrainedExercise),
  errors: [],
  summary: 'List the exercises the caller has trained, the latest first',
} satisfies Endpoint

export const listRecords = {
  method: 'GET',
  path: '/progress/records',
  access: 'user',
  query: z.strictObject({ ...pageQuery, ...formulaQuery }),
  response: pageOf(TrainedExercise.extend({ records: z.array(PersonalRecord) })),
  errors: [],
  summary: "List the caller's records, by exercise, the latest trained first",
  description:
    'They follow from what was logged: a correction or a deletion changes them at once. Repetitions at ' +
    'loads are told by the exercise alone.',
} satisfies Endpoint

export const getExerciseRecords = {
  method: 'GET',
  path: '/progress/exercises/:id/records',
  access: 'user',
  params: idParams,
  query: z.strictObject(formulaQuery),
  response: z.object({ exercise: TrainedExercise, records: z.array(PersonalRecord) }),
  errors: ['NOT_FOUND'],
  summary: 'Get the records of an exercise',
  description: 'A load with no more repetitions than a heavier one had is left out.',
} satisfies Endpoint

export const Exposure = z.object({
  sessionId: Id,
  sessionTitle: z.string(),
  on: Day,
  completedAt: Timestamp,
  sets: z.array(Work).describe('As logged, warm-ups too'),
  doneSets: z.int().describe('Sets, warm-ups left out'),
  weight: z.number().nullable().describe('Heaviest load, kg'),
  e1rm: z
    .object({ formula: Formula, value: z.number().describe('kg'), set: SourceSet })
    .nullable()
    .describe('Null beyond 12 repetitions, and for `rpe` where no effort was noted'),
  volume: z
    .number()
    .nullable()
    .describe('kg; of all entries of the exercise in the session, null for the second of them'),
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
  response: stretchOf(Exposure).extend({ exercise: TrainedExercise }),
  errors: ['NOT_FOUND'],
  summary: 'List how an exercise went, session by session, the latest first',
  description: 'All estimates of an answer come from one formula, so that they can be compared.',
} satisfies Endpoint

export const getSessionRecords = {
  method: 'GET',
  path: '/sessions/:id/records',
  access: 'user',
  params: idParams,
  query: z.strictObject(formulaQuery),
  response: z.object({ records: z.array(NewRecord) }),
  errors: ['NOT_FOUND'],
  summary: 'List the records a session set',
  description:
    'More than in all sessions before it; the first time of anything is a baseline and none.',
} satisfies Endpoint

export const getMuscles = {
  method: 'GET',
  path: '/progress/muscles',
  access: 'user',
  query: z.strictObject({
    from: Day.optional().describe('In the first week; three weeks before the last by default'),
    to: Day.optional().describe('In the last week; the current one by default'),
  }),
  response: z.object({
    from: Day,
    to: Day,
    weeks: z
      .array(
        z.object({
          on: Day.describe('Its Monday'),
          muscles: z.array(
            z.object({
              muscle: Muscle,
              planned: z.number().describe('Sets'),
              done: z.number().describe('Sets'),
            }),
          ),
        }),
      )
      .describe('Oldest first, without gaps; muscles with sets alone'),
  }),
  errors: ['UNPROCESSABLE'],
  summary: 'Count sets of strength work by muscle and week, planned and done',
  description:
    'A set counts fully for the primary and by half for the secondary muscles of its exercise; warm-ups ' +
    'count nothing. At most 53 weeks.',
} satisfies Endpoint

export const Suggestion = z
  .object({
    exercise: z.object({ id: Id, name: z.string() }),
    action: z
      .enum(['increase', 'reps', 'load', 'repeat', 'deload', 'none'])
      .describe(
        'More load, more repetitions, the load for an effort, as last time, less, or nothing',
      ),
    why: z.enum([
      'reached',
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
    reason: z.string().describe("The same in words, in the caller's language"),
    sets: z.int().nullable(),
    reps: z.int().nullable(),
    load: z.number().nullable().describe('kg; null without one'),
    lastOn: Day.nullable().describe('When the exercise was done last'),
  })
  .meta({
    id: 'Suggestion',
    description: 'What to do next time, and why; nothing is changed by it',
  })
export type Suggestion = z.infer<typeof Suggestion>

export const getSuggestion = {
  method: 'GET',
  path: '/progress/exercises/:id/suggestion',
  access: 'user',
  params: idParams,
  response: Suggestion,
  errors: ['NOT_FOUND'],
  summary: 'Suggest what to do next time',
  description: 'By double progression from what was done: see docs/formulas.md.',
} satisfies Endpoint

export const listSuggestions = {
  method: 'GET',
  path: '/sessions/:id/suggestions',
  access: 'user',
  params: idParams,
  response: z.object({
    items: z.array(Suggestion.extend({ sessionExerciseId: Id })).describe('In order'),
  }),
  errors: ['NOT_FOUND'],
  summary: 'Suggest what to do in a planned session, exercise by exercise',
  description:
    'Where repetitions or an effort are planned, for those. Nothing of it is put into the plan.',
} satisfies Endpoint
