import type { Knex } from 'knex'

/**
 * Ids of a session's exercises beside their names: lists show library exercises in the reader's language
 * without reading the exercises.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table sessions add column exercise_ids uuid[] not null default '{}';
    comment on column sessions.exercise_ids is 'In the order of exercise_names; null for a name alone';
    update sessions s set exercise_ids = x.ids
    from (
      select owner, session_id, array_agg(exercise_id order by position) as ids
      from session_exercises group by owner, session_id
    ) x
    where x.owner = s.owner and x.session_id = s.id;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table sessions drop column exercise_ids')
}
