import type { Knex } from 'knex'

/** Seconds that the actual sets of the session `s` take, as `estimateSeconds` of packages/training. */
const ESTIMATE = /* sql */ `
  (select coalesce(least(round(sum(w.times * (w.moving + case when w.moving > 0
      then coalesce(w.rest_seconds,
        case when x.metric in ('weight_reps', 'reps') then 90 else 0 end) else 0 end))), 172800), 0)
    from session_exercises x
    cross join lateral (
      select a.rest_seconds, coalesce(a.sets, 1)::int as times,
        coalesce(a.duration_seconds, a.reps * 4, a.distance_m * 0.36, 0) as moving
      from actual_exercise_attributes a
      where a.owner = x.owner and a.session_exercise_id = x.id
    ) w
    where x.owner = s.owner and x.session_id = s.id)`

/** The sessions that other users may see, as the condition of indexes. */
const SHARED = /* sql */ `
  status = 'completed' and archived_at is null and hidden_at is null`

/**
 * Makes start, end and length of completed sessions agree, and dates them with the day they began.
 * A length beyond the time between start and end means that the session began earlier, a shorter one
 * that it ended earlier. The cap of two days was the length of a start that was longer ago.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    update sessions t
    set started_at = n.started_at, duration_seconds = n.seconds,
      completed_at = n.started_at + make_interval(secs => n.seconds)
    from (
      select s.owner, s.id, l.seconds,
        case when l.seconds > e.elapsed then s.completed_at - make_interval(secs => l.seconds)
          else s.started_at end as started_at
      from sessions s
      cross join lateral (
        select coalesce(extract(epoch from s.completed_at - s.started_at), -1) as elapsed
      ) e
      cross join lateral (
        select case
          when e.elapsed > 172800.5 and coalesce(s.duration_seconds, 172800) = 172800
            then ${ESTIMATE}
          else coalesce(s.duration_seconds, greatest(round(e.elapsed), 0)) end::integer as seconds
      ) l
      where s.status = 'completed' and (s.started_at is null or s.duration_seconds is null
        or abs(e.elapsed - s.duration_seconds) > 0.5)
    ) n
    where t.owner = n.owner and t.id = n.id;

    update session_exercises x set done_at = s.completed_at
    from sessions s
    where s.owner = x.owner and s.id = x.session_id and s.status = 'completed'
      and x.done_at <> s.completed_at;

    -- A zone that only Node knows keeps the day of the end.
    with zones as materialized (select lower(name) as name from pg_timezone_names)
    update sessions s set trained_on = (s.started_at at time zone s.timezone)::date
    from zones z
    where s.status = 'completed' and case when lower(s.timezone) = z.name
      then s.trained_on <> (s.started_at at time zone s.timezone)::date else false end;

    update user_points p set earned_on = s.trained_on
    from sessions s
    where s.owner = p.owner and s.id = p.session_id and s.status = 'completed'
      and p.source_type = 'session_completion' and p.earned_on <> s.trained_on;
    update badges b set earned_on = s.trained_on
    from sessions s
    where s.owner = b.owner and s.id = b.session_id and s.status = 'completed'
      and b.earned_on <> s.trained_on;

    alter table sessions alter column happens_at set expression as (
      coalesce(case when status = 'completed' then started_at end, planned_for, created_at));
    alter table sessions
      drop constraint sessions_completed_with_totals,
      add constraint sessions_completed_with_totals check (
        status <> 'completed' or (started_at is not null and completed_at is not null
          and duration_seconds is not null and trained_on is not null and volume_kg is not null
          and points is not null)),
      add constraint sessions_times_agree check (
        status <> 'completed'
          or abs(extract(epoch from completed_at - started_at) - duration_seconds) <= 0.5);
    comment on column sessions.trained_on is
      'The day of started_at in its time zone, once completed: the day of the session everywhere';

    drop index sessions_feed, sessions_shared_by_owner;
    create index sessions_feed on sessions (started_at desc, id desc)
      where visibility = 'public' and ${SHARED};
    create index sessions_shared_by_owner on sessions (owner, started_at desc, id desc)
      where visibility <> 'private' and ${SHARED};
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    drop index sessions_feed, sessions_shared_by_owner;
    create index sessions_feed on sessions (completed_at desc, id desc)
      where visibility = 'public' and ${SHARED};
    create index sessions_shared_by_owner on sessions (owner, completed_at desc, id desc)
      where visibility <> 'private' and ${SHARED};

    comment on column sessions.trained_on is 'The day of completed_at where it took place';
    alter table sessions
      drop constraint sessions_times_agree,
      drop constraint sessions_completed_with_totals,
      add constraint sessions_completed_with_totals check (
        status <> 'completed' or (completed_at is not null and trained_on is not null
          and volume_kg is not null and points is not null));
    alter table sessions alter column happens_at set expression as (
      coalesce(completed_at, planned_for, created_at));
  `)
}
