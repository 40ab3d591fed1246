import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table users
      add column week_start text not null default 'monday'
        check (week_start in ('monday', 'sunday', 'saturday')),
      add column distance_unit text not null default 'km' check (distance_unit in ('km', 'mi'));
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table users drop column week_start, drop column distance_unit
  `)
}
