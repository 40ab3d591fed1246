import { z } from 'zod'

import { Id, idParams, pageOf, pagedQuery, text, Timestamp } from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { Equipment, ExerciseType, Metric, Muscle } from './vocabulary.ts'

const Name = text(1, 128).describe('Name').meta({ example: 'Romanian deadlift' })
const MuscleGroup = text(1, 64).describe("Muscle group in the athlete's own words")
const Tags = z.array(text(1, 24)).max(12).describe('Free labels')
const Muscles = z.array(Muscle).max(17)

export const Exercise = z
  .object({
    id: Id,
    source: z
      .enum(['own', 'public', 'library'])
      .describe("The caller's own, another athlete's public exercise, or from the shared library"),
    name: z.string().describe("Name; library names are in the caller's language"),
    type: ExerciseType.nullable(),
    metric: Metric,
    equipment: Equipment.nullable(),
    muscleGroup: z.string().nullable(),
    primaryMuscles: z.array(Muscle),
    secondaryMuscles: z.array(Muscle),
    tags: z.array(z.string()),
    isPublic: z.boolean(),
    createdAt: Timestamp.nullable(),
    archivedAt: Timestamp.nullable(),
  })
  .meta({ id: 'Exercise', description: 'An exercise that athletes plan and log' })
export type Exercise = z.infer<typeof Exercise>

export const listExercises = {
  method: 'GET',
  path: '/exercises',
  access: 'user',
  query: z.strictObject({
    ...pagedQuery,
    q: z
      .string()
      .trim()
      .max(128)
      .optional()
      .describe('Words of the name in any language; tolerates case, umlauts and typing errors'),
    type: ExerciseType.optional(),
    muscle: Muscle.optional().describe('Primary or secondary muscle'),
    equipment: Equipment.optional(),
    source: Exercise.shape.source.optional(),
  }),
  response: pageOf(Exercise),
  errors: [],
  summary: 'Search own, public and library exercises',
  description:
    'Own exercises first, then the most popular library exercises, the rest of the library, and ' +
    'public ones. Returns names with all words of `q`, or similar names if there are none.',
} satisfies Endpoint

export const getExercise = {
  method: 'GET',
  path: '/exercises/:id',
  access: 'user',
  params: idParams,
  response: Exercise,
  errors: ['NOT_FOUND'],
  summary: 'Get an own, public or library exercise',
} satisfies Endpoint

const exerciseFields = {
  name: Name,
  type: ExerciseType.optional(),
  metric: Metric.optional(),
  equipment: Equipment.optional(),
  muscleGroup: MuscleGroup.optional(),
  primaryMuscles: Muscles.optional(),
  secondaryMuscles: Muscles.optional(),
  tags: Tags.optional(),
}

export const createExercise = {
  method: 'POST',
  path: '/exercises',
  access: 'user',
  body: z.strictObject({
    ...exerciseFields,
    isPublic: z.boolean().default(false).describe('Every athlete can find and use it'),
  }),
  response: Exercise,
  status: 201,
  errors: ['CONFLICT', 'QUOTA_EXCEEDED'],
  summary: 'Create an exercise',
  description: 'Answers CONFLICT if the caller has an exercise of this name, regardless of case.',
} satisfies Endpoint

export const updateExercise = {
  method: 'PUT',
  path: '/exercises/:id',
  access: 'user',
  params: idParams,
  body: z.strictObject({ ...exerciseFields, isPublic: z.boolean() }).partial(),
  response: Exercise,
  errors: ['NOT_FOUND', 'CONFLICT'],
  summary: 'Change an own exercise; fields left out keep their value',
  description:
    'Sessions keep the name, metric and muscles that the exercise had when it was added.',
} satisfies Endpoint

export const archiveExercise = {
  method: 'DELETE',
  path: '/exercises/:id',
  access: 'user',
  params: idParams,
  errors: ['NOT_FOUND'],
  summary: 'Archive an own exercise: search no longer finds it, history keeps it',
} satisfies Endpoint
