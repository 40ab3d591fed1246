import { z } from 'zod'

import { idParams } from './common.ts'
import type { Endpoint } from './endpoint.ts'

export const ImportProgress = z
  .object({
    step: z
      .enum(['none', 'waiting', 'reading', 'writing'])
      .describe(
        '`none` before a commit, `waiting` for other imports, `reading` the file with the answers, ' +
          '`writing` sessions',
      ),
    done: z.int().min(0).describe('Sessions written so far; the history shows them all at the end'),
    total: z.int().min(0).describe('Sessions to write; 0 until they are known'),
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
  summary: 'Get how far the commit of an import has come, while it runs',
} satisfies Endpoint
