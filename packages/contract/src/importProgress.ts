import { z } from 'zod'

import { idParams } from './common.ts'
import type { Endpoint } from './endpoint.ts'
import { ErrorBody } from './errors.ts'
import { problemList } from './importFindings.ts'

export const ImportResult = z
  .object({
    workouts: z.int().min(0),
    alreadyImported: z.int().min(0),
    changed: z.int().min(0).describe('Number of sessions that got the title and sets of the file'),
    sets: z.int().min(0),
    volume: z.number().describe('kg'),
    exercisesCreated: z.int().min(0),
    measurements: z.int().min(0).default(0).describe('Body measurements written'),
    ...problemList,
    pointsAwarded: z.int().describe('Always 0'),
    explanation: z.string().describe("The reason, in the caller's language"),
  })
  .meta({ id: 'ImportResult', description: 'What a commit has written' })
export type ImportResult = z.infer<typeof ImportResult>

export const ImportProgress = z
  .object({
    step: z
      .enum(['none', 'waiting', 'reading', 'writing', 'done', 'failed'])
      .describe(
        '`none` before a commit, `waiting` for other imports, `reading` the file with the answers, ' +
          '`writing` sessions, then `done` or `failed`. A failed commit can be started again.',
      ),
    done: z.int().min(0).describe('Sessions written so far; the history shows them all at the end'),
    total: z.int().min(0).describe('Sessions to write; 0 until they are known'),
    result: ImportResult.optional().describe('Answer to the commit, for `done`'),
    problem: ErrorBody.shape.error
      .partial({ requestId: true })
      .optional()
      .describe('Error of the commit, for `failed`; INTERRUPTED if the server stopped meanwhile'),
  })
  .meta({ id: 'ImportProgress', description: 'How far a commit has come' })
export type ImportProgress = z.infer<typeof ImportProgress>

export const getImportProgress = {
  method: 'GET',
  path: '/imports/:id/progress',
  access: 'user',
  params: idParams,
  response: ImportProgress,
  errors: ['NOT_FOUND'],
  summary: 'Get how far the commit of an import has come, and its result',
  description: 'The result can be read for a week, by every login of the user.',
} satisfies Endpoint
