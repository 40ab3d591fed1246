import { z } from 'zod'

import { exerciseName, Id, idParams, pagedQuery, pageOf, text, Timestamp } from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { Equipment, ExerciseType, Metric, Muscle } from './vocabulary.ts'

const Name = exerciseName.describe('Name').meta({ example: 'Romanian deadlift' })
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
    hiddenReason: z
      .string()
      .optional()
      .describe('Why an administrator hid it from others; for its owner, who gets it alone'),
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
      .describe(
        'Words of the name in any language, or what lifters and other apps call it; tolerates case, ' +
          'umlauts, abbreviations, joined words and typing errors',
      ),
    type: ExerciseType.optional(),
    muscle: Muscle.optional().describe('Primary or secondary muscle'),
    equipment: Equipment.optional(),
    source: Exercise.shape.source.optional(),
    archived: z
      .literal('true')
      .optional()
      .describe('Only own archived exercises, the latest first; ignores the other filters'),
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
  description:
    'Answers CONFLICT if the caller has an exercise of this name, regardless of case and spaces. ' +
    'Restores an archived exercise of this name, with its history, and changes the fields given.',
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

export const restoreExercise = {
  method: 'POST',
  path: '/exercises/:id/restore',
  access: 'user',
  params: idParams,
  response: Exercise,
  errors: ['NOT_FOUND', 'CONFLICT'],
  summary: 'Restore an own archived exercise',
  description:
    'Changes nothing if it is not archived. Answers CONFLICT if the caller has another exercise of ' +
    'this name by now.',
} satisfies Endpoint

export const ExerciseLink = z
  .object({
    id: Id,
    name: z.string().describe('The name that was logged without an exercise'),
    exerciseId: Id,
    exerciseName: z.string().describe("The exercise's name in the caller's language"),
    entries: z.int().min(0).describe('Entries of sessions that the link changed'),
    createdAt: Timestamp,
  })
  .meta({
    id: 'ExerciseLink',
    description: 'A name that was logged without an exercise, and the exercise it means',
  })
export type ExerciseLink = z.infer<typeof ExerciseLink>

export const listExerciseLinks = {
  method: 'GET',
  path: '/exercise-links',
  access: 'user',
  query: z.strictObject({
    ...pagedQuery,
    exerciseId: Id.optional().describe('Only names linked to this exercise'),
  }),
  response: pageOf(ExerciseLink),
  errors: [],
  summary: 'List names that the caller has linked to exercises, latest first',
} satisfies Endpoint

export const createExerciseLink = {
  method: 'POST',
  path: '/exercise-links',
  access: 'user',
  body: z.strictObject({
    name: exerciseName.describe('A name that sessions have without an exercise'),
    exerciseId: Id.describe('An own, public or library exercise'),
  }),
  response: ExerciseLink,
  status: 201,
  errors: ['NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE'],
  summary: 'Link a name to an exercise, with its whole history',
  description:
    'Every session, series and later import with this name has the exercise from now on. Answers ' +
    'CONFLICT if the name is linked to another exercise: undo that link first.',
} satisfies Endpoint

export const deleteExerciseLink = {
  method: 'DELETE',
  path: '/exercise-links/:id',
  access: 'user',
  params: idParams,
  errors: ['NOT_FOUND'],
  summary: 'Undo a link: its sessions have only the name again',
} satisfies Endpoint
