import type { Knex } from 'knex'

/**
 * Entries of a link get the metric of its exercise, and their former one when the link is undone. Bests
 * are derived again at both times, so links no longer store a volume.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table linked_exercises add column metric text;
    update linked_exercises l set metric = x.metric from session_exercises x
    where x.owner = l.owner and x.id = l.session_exercise_id;
    alter table linked_exercises alter column metric set not null, drop column volume_kg;

    -- Earlier links left the bests as they were. The queue of a new database comes later.
    do $body$ begin
      if to_regnamespace('graphile_worker') is not null then
        perform graphile_worker.add_job('recountBests', json_build_object('owner', u.owner),
          max_attempts => 12, job_key => 'recountBests:' || u.owner)
        from (select distinct owner from exercise_links) u;
      end if;
    end $body$;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table linked_exercises add column volume_kg numeric, drop column metric')
}
