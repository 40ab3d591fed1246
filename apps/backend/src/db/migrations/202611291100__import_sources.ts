import type { Knex } from 'knex'

/** The contract's `ImportSource` lists the apps; a check here would need a migration for each new one. */
export async function up(db: Knex): Promise<void> {
  await db.raw('alter table imports drop constraint imports_source_check')
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table imports add constraint imports_source_check check (source in
      ('strong', 'hevy', 'fitnotes', 'stronglifts', 'alphaprogression', 'fitvibe'))
  `)
}
