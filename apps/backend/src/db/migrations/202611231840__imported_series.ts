import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create table imported_series (
      owner     uuid not null,
      former_id uuid not null,
      import_id uuid not null,
      series_id uuid not null,
      digest    text,
      primary key (owner, former_id),
      foreign key (owner, import_id) references imports (owner, id) on delete cascade
    );
    create index imported_series_by_import on imported_series (owner, import_id);
    comment on column imported_series.former_id is 'Id of the series in the account it was exported from';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table imported_series')
}
