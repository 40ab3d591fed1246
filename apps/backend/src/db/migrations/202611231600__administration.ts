import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create index identities_by_prefix on identities (lower(value::text) text_pattern_ops);

    create unique index user_points_adjusted_once on user_points (owner, reason)
      where source_type = 'admin_adjustment';

    drop index user_points_by_day;
    create index user_points_by_day on user_points (owner, earned_on)
      include (points, source_type);
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    drop index identities_by_prefix, user_points_adjusted_once, user_points_by_day;
    create index user_points_by_day on user_points (owner, earned_on) include (points);
  `)
}
