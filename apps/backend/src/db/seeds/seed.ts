import type { Knex } from 'knex'

import { seedLibrary } from './library.seed.ts'
import { seedLookups } from './lookup.seed.ts'

/** Lookups and the shared library, as this version has them; running it again changes nothing. */
export async function seed(db: Knex): Promise<void> {
  await db.transaction(async (db) => {
    await seedLookups(db)
    await seedLibrary(db)
  })
}
