import { z } from 'zod'

import { Day, Id, idParams, text, Timestamp, Timezone } from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { Metric, Unit } from './vocabulary.ts'

export const ImportSource = z
  .enum(['strong', 'hevy', 'fitnotes', 'stronglifts', 'alphaprogression', 'fitvibe'])
  .describe('The app that wrote the file')
export type ImportSource = z.infer<typeof ImportSource>

export const ImportProblemCode = z.enum([
  'columns',
  'quotes',
  'encoding',
  'otherFormat',
  'empty',
  'tooMany',
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
  'shortened',
  'session',
])
export type ImportProblemCode = z.infer<typeof ImportProblemCode>

const Problem = z
  .object({
    line: z
      .int()
      .min(1)
      .describe('Line of the file, from 1; for a JSON file, the entry of its list'),
    code: ImportProblemCode,
    message: z.string().describe("What is wrong, in the caller's language"),
    found: z.string().describe('What stands there'),
    isLeftOut: z.boolean().describe('Left out; else it was taken without what is wrong'),
  })
  .meta({ id: 'ImportProblem' })
export type Problem = z.infer<typeof Problem>

const Problems = z.array(Problem).describe('By line, the first 1,000')
const problemCount = z.int().min(0).describe('All of them')

const Suggestion = z.object({
  exerciseId: Id,
  name: z.string(),
  similarity: z.number().describe('0 to 1, by trigrams'),
})

const Named = z.object({
  name: z.string().describe('As the file has it'),
  sets: z.int().min(1),
  metric: Metric,
  match: Suggestion.nullable().describe('The exercise it is, beyond doubt'),
  suggestions: z.array(Suggestion).describe('What it may be, the likeliest first'),
})

const Missing = z
  .enum(['unit', 'distanceUnit', 'timezone', 'dayOrder'])
  .describe('What the file does not say; a commit says it')

export const ImportPreview = z
  .object({
    id: Id,
    source: ImportSource,
    fileName: z.string().nullable(),
    encoding: z.string().meta({ example: 'utf-8' }),
    from: Day.nullable().describe('First day'),
    to: Day.nullable().describe('Last day'),
    workouts: z.int().min(0).describe('To be written; the next two are not among them'),
    alreadyImported: z.int().min(0).describe('Imported before: skipped'),
    changedSince: z
      .int()
      .min(0)
      .describe('Of these, how many the file has otherwise by now; they stay as they are'),
    sets: z.int().min(0).describe('To be written, warm-ups among them'),
    volume: z
      .number()
      .nullable()
      .describe('Load × repetitions, kg; null while the unit is missing'),
    ignored: z.int().min(0).describe('Rows that are rests, notes or sets not done'),
    exercises: z.array(Named).describe('Each name of the file once'),
    missing: z.array(Missing),
    timezone: Timezone.describe("What is assumed where none is given: the caller's"),
    problems: Problems,
    problemCount,
    expiresAt: Timestamp.describe('When the file is forgotten unless committed'),
  })
  .meta({ id: 'ImportPreview', description: 'What an import would write; nothing is written yet' })
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
  .meta({ id: 'Import', description: 'A file that was brought' })
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
      .describe('To tell imports apart')
      .meta({ example: 'strong.csv' }),
  }),
  response: ImportPreview,
  status: 201,
  errors: ['UNPROCESSABLE', 'CONFLICT'],
  summary: 'Bring a file of training history and see what it holds',
  description:
    'The body is the file: an export of Strong, Hevy, FitNotes, StrongLifts or Alpha Progression, or ' +
    '`/export/history.json`. Nothing is written to the history; what was read is kept for a day.',
} satisfies Endpoint

const Mapping = z.strictObject({
  name: z.string().min(1).max(128).describe('As the preview has it'),
  use: z
    .enum(['existing', 'new', 'name'])
    .describe('An exercise there is, one of your own to be made, or the name alone'),
  exerciseId: Id.optional().describe('For `existing`'),
})

export const commitImport = {
  method: 'POST',
  path: '/imports/:id/commit',
  access: 'user',
  idempotent: true,
  limit: 'bulk',
  params: idParams,
  body: z.strictObject({
    unit: Unit.optional().describe('Of weights whose unit the file does not say'),
    distanceUnit: z
      .enum(['m', 'km', 'mi'])
      .optional()
      .describe('Of distances without one; km, or mi where `unit` is lb'),
    timezone: Timezone.optional().describe("Of times without one; the caller's by default"),
    dayOrder: z.enum(['dmy', 'mdy']).optional().describe('How to read 3/4/2025'),
    exercises: z
      .array(Mapping)
      .max(2_000)
      .default([])
      .describe('Where the preview is not to be followed: matches, and else the name alone'),
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
    explanation: z.string().describe("Why, in the caller's language"),
  }),
  errors: ['NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE'],
  summary: 'Write what a preview showed, all of it or nothing',
  description:
    'Workouts become completed, private sessions. What was imported before is skipped, so that a ' +
    'longer export can be brought later. However many requests race, one commits; the others get 409.',
} satisfies Endpoint

export const listImports = {
  method: 'GET',
  path: '/imports',
  access: 'user',
  response: z.object({ items: z.array(Import).describe('The latest 100') }),
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
    removed: z.int().min(0).describe('Sessions taken back'),
    kept: z.int().min(0).describe('Sessions changed or deleted since: left as they are'),
    exercisesRemoved: z.int().min(0),
    exercisesKept: z.int().min(0).describe('Changed since, or in use elsewhere'),
  }),
  errors: ['NOT_FOUND', 'CONFLICT'],
  summary: 'Take back what an import wrote and nobody has changed since',
  description: 'One that was never committed is forgotten with its file.',
} satisfies Endpoint
