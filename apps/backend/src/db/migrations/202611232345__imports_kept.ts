import type { Knex } from 'knex'

/** Open imports are of today, and their files are with their owners: nothing else is lost. */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    delete from imports where status = 'open';
    alter table imports rename column file to kept;
    alter table imports rename constraint imports_file_while_open to imports_kept_while_open;
    comment on column imports.kept is
      'The file as it was read, or a history as it was sent, deflated; gone once committed, or after a day'
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    delete from imports where status = 'open';
    alter table imports rename column kept to file;
    alter table imports rename constraint imports_kept_while_open to imports_file_while_open;
    comment on column imports.file is 'As it was sent; gone once committed, or after a day'
  `)
}
