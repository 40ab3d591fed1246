import type { Knex } from 'knex'

/**
 * The format of an imported file. Until now the source told it, but FitVibe writes both: its CSV is a
 * table like those of other apps.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table imports add column format text check (format in ('csv', 'json'));
    update imports set format = case when source = 'fitvibe' then 'json' else 'csv' end;
    alter table imports alter column format set not null;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table imports drop column format')
}
