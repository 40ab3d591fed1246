import type { Knex } from 'knex'

/** Deletes open imports: they are at most a day old, and users still have their files. */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    delete from imports where status = 'open';
    alter table imports rename column file to kept;
    alter table imports rename constraint imports_file_while_open to imports_kept_while_open;
    comment on column imports.kept is
      'The parsed file, or a FitVibe file as uploaded, deflated; deleted at commit or after a day'
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    delete from imports where status = 'open';
    alter table imports rename column kept to file;
    alter table imports rename constraint imports_kept_while_open to imports_file_while_open;
    comment on column imports.file is 'The file as uploaded; deleted at commit or after a day'
  `)
}
