import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    -- One row a user: the key lets one export be prepared at a time.
    create table data_exports (
      owner             uuid primary key references users on delete cascade,
      id                uuid not null,
      requested_at      timestamptz not null,
      file_key          text not null check (file_key ~ '^[0-9a-f]{32}$'),
      ready_at          timestamptz,
      bytes             bigint,
      expires_at        timestamptz not null,
      token_hash        bytea,
      opened_at         timestamptz,
      ticket_hash       bytea,
      ticket_expires_at timestamptz,
      check ((ready_at is null) = (bytes is null))
    );
    create index data_exports_by_end on data_exports (expires_at);
    comment on column data_exports.file_key is 'Names the parts of the file in the storage';
    comment on column data_exports.token_hash is 'Of the link in the mail, which works once';
    comment on column data_exports.ticket_hash is
      'Of the download, which can be begun again for some minutes';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table data_exports')
}
