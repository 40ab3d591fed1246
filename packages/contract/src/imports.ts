import { z } from 'zod'

import { Day, Id, idParams, text, Timestamp, Timezone } from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { IMPORT_APPS } from './importApps.ts'
import {
  ImportChange,
  MAX_CHANGES,
  MissingFact,
  MonthLanguage,
  problemList,
} from './importFindings.ts'
import { getImportProgress, ImportProgress, ImportResult } from './importProgress.ts'
import { Metric, Unit } from './vocabulary.ts'

export { IMPORT_APPS } from './importApps.ts'
export { MAX_CHANGES } from './importFindings.ts'
export type { ImportChange, Problem } from './importFindings.ts'

export const ImportSource = z
  .enum(Object.keys(IMPORT_APPS) as (keyof typeof IMPORT_APPS)[])
  .describe('The app that wrote the file')
export type ImportSource = z.infer<typeof ImportSource>

const { fitvibe: _, ...others } = IMPORT_APPS
export const OTHER_APPS = Object.values(others)

const Suggestion = z.object({
  exerciseId: Id,
  name: z.string(),
  similarity: z.number().describe('Similarity of the names by their words, 0 to 1'),
})

const Named = z.object({
  name: z.string().describe('The name in the file'),
  sets: z.int().min(1),
  metric: Metric,
  match: Suggestion.nullable().describe('The exercise with this name, if there is no doubt'),
  suggestions: z
    .array(Suggestion)
    .describe('At most three exercises with similar names, best first; empty if there is a match'),
})

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
    changedSince: z.int().min(0).describe('How many of these have changed in the file'),
    changes: z
      .array(ImportChange)
      .max(MAX_CHANGES)
      .describe('The first of these; the sessions stay as they are unless the commit takes them'),
    sets: z.int().min(0).describe('Sets that a commit would write, including warm-ups'),
    measurements: z
      .int()
      .min(0)
      .describe('Body measurements in the file; a commit writes those of days that have none'),
    volume: z
      .number()
      .nullable()
      .describe('Load × repetitions, kg; null while the unit is missing'),
    ignored: z.int().min(0).describe('Number of rows that are rests, notes or sets not done'),
    exercises: z.array(Named).describe('Every exercise name in the file, the most frequent first'),
    missing: z.array(MissingFact),
    monthLanguages: z
      .array(MonthLanguage)
      .describe(
        'Languages that read a name of a month differently, if the file does not decide it',
      ),
    dates: z
      .object({ unread: z.int().min(0), rows: z.int().min(0) })
      .describe(
        'Number of rows without a readable date, and of all rows. If more than a twentieth cannot ' +
          'be read, a commit has to confirm that they are left out.',
      ),
    timezone: Timezone.describe("The caller's time zone, used if the file has none"),
    ...problemList,
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
    progress: ImportProgress.omit({ result: true })
      .nullable()
      .describe('How far the commit of an open import has come or why it failed; otherwise null'),
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
    monthLanguage: z
      .string()
      .min(2)
      .max(8)
      .optional()
      .describe('Language of the names of months, one of `monthLanguages`; required if it has any')
      .meta({ example: 'pl' }),
    undated: z
      .literal('leaveOut')
      .optional()
      .describe('Confirms that rows without a readable date are left out; required if `missing`'),
    longWorkouts: z
      .enum(['keep', 'estimate'])
      .optional()
      .describe(
        'Durations of more than 5 hours are right, or are estimated from the sets (default)',
      ),
    farDistances: z
      .enum(['keep', 'leaveOut'])
      .optional()
      .describe('Implausible distances are right, or are left out of their sets (default)'),
    takeChanges: z
      .union([z.literal('all'), z.array(Id).max(MAX_CHANGES)])
      .default([])
      .describe('Sessions in `changes` that get the title and the sets of the file'),
    exercises: z
      .array(Mapping)
      .max(2_000)
      .default([])
      .describe(
        'Names that are mapped differently from the preview, which uses the match or only the name',
      ),
  }),
  response: ImportResult,
  progress: getImportProgress,
  errors: ['NOT_FOUND', 'CONFLICT', 'UNPROCESSABLE', 'QUOTA_EXCEEDED', 'INTERRUPTED'],
  summary: 'Write a previewed file to the history, all of it or nothing',
  description:
    'Workouts become completed, private sessions. An app and the minute of the start identify a ' +
    'workout: those that were imported before are skipped or, with `takeChanges`, get the title and ' +
    'the sets of the file, so a longer export can be imported later. Of several concurrent commits, one ' +
    'succeeds; the others get 409. An accepted commit goes on if the client disconnects: ' +
    '`GET /imports/{id}/progress` shows how far it is, and its result. With `Prefer: respond-async` the ' +
    'answer is 202 at once; wrong answers about the file are found later and appear in the progress.',
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
    restored: z
      .int()
      .min(0)
      .describe('Number of earlier sessions that have their former title, times and sets again'),
    notRestored: z
      .int()
      .min(0)
      .describe('Number of earlier sessions that stay, because they were edited since the import'),
    keptChanges: z
      .array(z.object({ sessionId: Id, title: z.string(), startedAt: Timestamp }))
      .max(MAX_CHANGES)
      .describe('The first of these'),
    exercisesRemoved: z.int().min(0),
    exercisesKept: z
      .int()
      .min(0)
      .describe('Number of exercises that were changed since or that other sessions use'),
  }),
  errors: ['NOT_FOUND', 'CONFLICT'],
  summary: 'Undo an import: delete what it wrote, except what was changed since',
  description:
    'Earlier sessions that got the title and the sets of the file are restored, unless they were edited ' +
    'since. An import that was not committed is deleted with its file.',
} satisfies Endpoint
