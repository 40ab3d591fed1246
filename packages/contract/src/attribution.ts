import { z } from 'zod'

import { Id } from './common.ts'

const source = {
  sessionId: Id.nullable().describe('Null where the caller may not see it, or it is gone'),
  name: z.string().describe("The source's owner, as named when it was cloned"),
}

/** Whom a cloned session was taken from; kept when the source or its owner is gone. */
export const Attribution = z
  .object({
    ...source,
    origin: z
      .object(source)
      .nullable()
      .describe('Where the source was itself a clone: the first of the chain'),
    between: z.int().min(0).describe('How many more there are between source and origin'),
  })
  .meta({ id: 'Attribution', description: 'Whom a cloned session was taken from' })
export type Attribution = z.infer<typeof Attribution>
