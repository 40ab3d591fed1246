import { z } from 'zod'

import { Day, Id, idParams, text, Timestamp, Timezone } from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { Metric, Unit } from './vocabulary.ts'

/** The apps whose files can be imported, with their names, which are the same in every language. */
export const IMPORT_APPS = {
  strong: 'Strong',
  hevy: 'Hevy',
  fitnotes: 'FitNotes',
  stronglifts: 'StrongLifts',
  alphaprogression: 'Alpha Progression',
  fitvibe: 'FitVibe',
} as const
export const ImportSource = z
  .enum(Object.keys(IMPORT_APPS) as (keyof typeof IMPORT_APPS)[])
  .describe('The app that wrote the file')
export type ImportSource = z.infer<typeof ImportSource>

const { fitvibe: _, ...others } = IMPORT_APPS
export const OTHER_APPS = Object.values(others)

export const ImportProblemCode = z.enum([
  'columns',
  'quotes',
  'encoding',
  'otherFormat',
  'empty',
  'tooMany',
  'tooLong',
  'notUnderstood',
  'date',
  'future',
  'exercise',
  'number',
  'range',
  'reps',
  'duration',
  'rpe',
  'unit',
  'setType',
  'emptySet',
  'shortened',
  'session',
  'sessionTooLarge',
  'seriesTooLarge',
])
export type ImportProblemCode = z.infer<typeof ImportProblemCode>

const Problem = z
  .object({
    line: z
      .int()
      .min(1)
      .describe('Line of the file, from 1; in a JSON file, the position in its list'),
    code: ImportProblemCode,
    message: z.string().describe("What is wrong, in the caller's language"),
    found: z.string().describe('The text in the file'),
    isLeftOut: z.boolean().describe('True if the row is skipped, false if only the wrong value is'),
  })
  .meta({ id: 'ImportProblem' })
export type Problem = z.infer<typeof Problem>

const Problems = z.array(Problem).describe('The first 1,000, by line')
const problemCount = z.int().min(0).describe('The number of all problems')

const Suggestion = z.object({
  exerciseId: Id,
  name: z.string(),
  similarity: z.number().describe('Similarity of the names by trigrams, 0 to 1'),
})

const Named = z.object({
  name: z.string().describe('The name in the file'),
  sets: z.int().min(1),
  metric: Metric,
  match: Suggestion.nullable().describe('The exercise with this name, if there is no doubt'),
  suggestions: z.array(Suggestion).describe('Exercises with similar names, best match first'),
})

const Missing = z
  .enum(['unit', 'distanceUnit', 'timezone', 'dayOrder'])
  .describe('A fact that the file leaves open; a commit has to give it')

export const ImportPreview = z
  .object({
    id: Id,
    source: ImportSource,
    fileName: z.string().nullable(),
    encoding: z.string().meta({ example: 'utf-8' }),
    from: Day.nullable().describe('First day'),
    to: Day.nullable().describe('Last day'),
    workouts: z.int().min(0).describe('New workouts that a commit would write'),
    alreadyImported: z.int().min(0).describe('Workouts that were imported before; skipped'),
    changedSince: z
      .int()
      .min(0)
      .describe('How many of these have changed in the file; the sessions stay as they are'),
    sets: z.int().min(0).describe('Sets that a commit would write, including warm-ups'),
    volume: z
      .number()
      .nullable()
      .describe('Load × repetitions, kg; null while the unit is missing'),
    ignored: z.int().min(0).describe('Number of rows that are rests, notes or sets not done'),
    exercises: z.array(Named).describe('Every exercise name in the file, the most frequent first'),
    missing: z.array(Missing),
    timezone: Timezone.describe("The caller's time zone, used if the file has none"),
    problems: Problems,
    problemCount,
    expiresAt: Timestamp.describe('When the file is deleted if it is not committed'),
  })
  .meta({
    id: 'ImportPreview',
    description: 'The sessions that a commit would write; nothing is written yet',
  })
export type ImportPreview = z.infer<typeof ImportPreview>

export const Import = z
  .object({
    id: Id,
    source: ImportSource,
    fileName: z.string().nullable(),
    status: z.enum(['open', 'committed', 'undone']),
    workouts: z.int().min(0),
    sets: z.int().min(0),
    createdAt: Timestamp,
    committedAt: Timestamp.nullable(),
    undoneAt: Timestamp.nullable(),
  })
  .meta({ id: 'Import', description: 'An imported file' })
export type Import = z.infer<typeof Import>

export const previewImport = {
  method: 'POST',
  path: '/imports',
  access: 'user',
  idempotent: true,
  limit: 'bulk',
  upload: {
    types: ['text/csv', 'application/json', 'application/octet-stream'],
    bytes: 16_777_216,
  },
  query: z.strictObject({
    fileName: text(1, 200)
      .optional()
      .describe('Shown in the list of imports')
      .meta({ example: 'strong.csv' }),
  }),
  response: ImportPreview,
  status: 201,
  errors: ['UNPROCESSABLE', 'CONFLICT'],
  summary: 'Upload a file of training history and preview the import',
  description:
    `The body is the file: an export of one of these apps: ${OTHER_APPS.join(', ')}; or ` +
    '`/export/history.json`. Nothing is written to the history. The file can be committed for a day. ' +
    'While another import of the user runs, the answer is 409; a file that takes too much time or memory ' +
    'is 422.',
} satisfies Endpoint

const Mapping = z.strictObject({
  name: z.string().min(1).max(128).describe('The name in the preview'),
  use: z
    .enum(['existing', 'new', 'name'])
    .describe('An existing exercise, a new exercise of yours, or only the name'),
  exerciseId: Id.optional().describe('Required for `existing`'),
})

export const commitImport = {
  method: 'POST',
  path: '/imports/:id/commit',
  access: 'user',
  idempotent: true,
  limit: 'bulk',
  params: idParams,
  body: z.strictObject({
    unit: Unit.optional().describe('Unit of weights for which the file has no unit'),
    distanceUnit: z
      .enum(['m', 'km', 'mi'])
      .optional()
      .describe(
        'Unit of distances for which the file has no unit; by default km, or mi if `unit` is lb',
      ),
    timezone: Timezone.optional().describe(
      "Time zone of times without a zone; by default the caller's",
    ),
    dayOrder: z
      .enum(['dmy', 'mdy'])
      .optional()
      .describe('Day or month first in dates such as 3/4/2025'),
    exercises: z
      .array(Mapping)
      .max(2_000)
      .default([])
      .describe(
        'Names that are mapped differently from the preview, which uses the match or only the name',
      ),
  }),
  response: z.object({
    workouts: z.int().min(0),
    alreadyImported: z.int().min(0),
    sets: z.int().min(0),
    volume: z.number().describe('kg'),
    exercisesCreated: z.int().min(0),
    problems: Problems,
    problemCount,
    pointsAwarded: z.int().describe('Always 0'),
    explanation: z.string().describe("The reason, in the caller's language"),
  }),
  errors: ['NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE', 'QUOTA_EXCEEDED'],
  summary: 'Write a previewed file to the history, all of it or nothing',
  description:
    'Workouts become completed, private sessions. Workouts that were imported before are skipped, so ' +
    'a longer export can be imported later. Of several concurrent commits, one succeeds; the others get 409.',
} satisfies Endpoint

export const listImports = {
  method: 'GET',
  path: '/imports',
  access: 'user',
  response: z.object({ items: z.array(Import).describe('The latest 100 imports') }),
  errors: [],
  summary: "List the caller's imports, latest first",
} satisfies Endpoint

export const undoImport = {
  method: 'DELETE',
  path: '/imports/:id',
  access: 'user',
  limit: 'bulk',
  params: idParams,
  response: z.object({
    removed: z.int().min(0).describe('Number of deleted sessions'),
    kept: z
      .int()
      .min(0)
      .describe(
        'Number of sessions that were changed or deleted since the import and stay as they are',
      ),
    exercisesRemoved: z.int().min(0),
    exercisesKept: z
      .int()
      .min(0)
      .describe('Number of exercises that were changed since or that other sessions use'),
  }),
  errors: ['NOT_FOUND', 'CONFLICT'],
  summary: 'Undo an import: delete what it wrote, except what was changed since',
  description: 'An import that was not committed is deleted with its file.',
} satisfies Endpoint
