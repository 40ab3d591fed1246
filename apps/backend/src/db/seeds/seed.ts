import type { Knex } from 'knex'

import { seedLibrary } from './library.seed.ts'
import { seedLookups } from './lookup.seed.ts'

/** Seeds the lookups and the shared library of this version. A second run changes nothing. */
export async function seed(db: Knex): Promise<void> {
  await db.transaction(async (db) => {
    await seedLookups(db)
    await seedLibrary(db)
  })
}
