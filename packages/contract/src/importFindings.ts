import { z } from 'zod'

import { Id, Timestamp } from './common.ts'

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
  'rest',
  'column',
  'clockChange',
  'longWorkout',
  'farDistance',
  'shortened',
  'session',
  'sessionTooLarge',
  'seriesTooLarge',
])
export type ImportProblemCode = z.infer<typeof ImportProblemCode>

const ImportProblem = z
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
export type Problem = z.infer<typeof ImportProblem>

export const problemList = {
  problems: z.array(ImportProblem).describe('The first 1,000, by line'),
  problemCount: z.int().min(0).describe('The number of all problems'),
}

export const MissingFact = z
  .enum([
    'unit',
    'distanceUnit',
    'timezone',
    'dayOrder',
    'monthLanguage',
    'undated',
    'longWorkouts',
    'farDistances',
  ])
  .describe(
    'A fact that the file leaves open, or a value that is in doubt; a commit has to give it',
  )

/** Changes that a preview lists; a commit may take more. */
export const MAX_CHANGES = 1_000

export const ImportChange = z
  .object({
    sessionId: Id,
    startedAt: Timestamp,
    title: z.object({ here: z.string(), file: z.string() }),
    sets: z
      .object({ here: z.int().min(0), file: z.int().min(0) })
      .describe('Numbers of sets, including warm-ups'),
  })
  .meta({
    id: 'ImportChange',
    description:
      'A workout that was imported before and has another title or other sets in the file',
  })
export type ImportChange = z.infer<typeof ImportChange>

export const MonthLanguage = z.object({
  language: z.string().meta({ example: 'pl' }),
  name: z.string().describe('A name of a month in the file').meta({ example: 'listopada' }),
  month: z.int().min(1).max(12).describe('The month that it is in this language'),
})
