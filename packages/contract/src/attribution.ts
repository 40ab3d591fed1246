import { z } from 'zod'

import { Id } from './common.ts'

const source = {
  sessionId: Id.nullable().describe('Null if the caller cannot see the session, or it is deleted'),
  name: z
    .string()
    .nullable()
    .describe(
      "Name of the session's owner at the time of the clone; null while the account is suspended, " +
        'and once it is deleted',
    ),
  isDeleted: z.literal(true).optional().describe('Set if the owner has deleted the account'),
}

/** Credit of a cloned session. Survives the deletion of the source and of its owner. */
export const Attribution = z
  .object({
    ...source,
    origin: z
      .object(source)
      .nullable()
      .describe('First session of the chain; null if the source is not itself a clone'),
    between: z.int().min(0).describe('Number of sessions between source and origin'),
  })
  .meta({ id: 'Attribution', description: 'Source of a cloned session' })
export type Attribution = z.infer<typeof Attribution>
