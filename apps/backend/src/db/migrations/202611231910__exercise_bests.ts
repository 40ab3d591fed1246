import type { Knex } from 'knex'

const columns = [
  'done_sets',
  'best_load_kg',
  'rep_loads',
  'rep_counts',
  'epley_kg',
  'epley_position',
  'brzycki_kg',
  'brzycki_position',
  'rpe_kg',
  'rpe_position',
  'volume_kg',
  'best_distance_m',
  'best_duration_seconds',
  'paces',
]

/**
 * Fills the bests of sessions completed before this migration: the rules in
 * `packages/training/src/bests.ts` as SQL, as they were at that time.
 */
export const FILL = /* sql */ `
  with blocks as (
    select x.owner, x.id, x.session_id, x.exercise_key, x.position as entry, x.metric, w.position,
      coalesce(w.sets, 1) as sets, w.load_kg as load, w.reps, w.distance_m as distance,
      w.duration_seconds as seconds,
      x.metric = 'weight_reps' and w.load_kg > 0 and w.reps between 1 and 12 as is_lift,
      2 * (w.reps - 1 + coalesce(w.rir, 10 - w.rpe)) + 1 as cell,
      coalesce(w.rir, 10 - w.rpe) between 0 and 3.5 as is_on_chart
    from session_exercises x
    join sessions s on s.owner = x.owner and s.id = x.session_id
    join actual_exercise_attributes w on w.owner = x.owner and w.session_exercise_id = x.id
    where s.status = 'completed' and w.set_type <> 'warmup'
      and coalesce(w.sets, 1) > 0 and coalesce(w.reps, 1) > 0
  ), estimates as (
    select b.*,
      case when is_lift then round(load * case reps when 1 then 1 else 1 + reps / 30.0 end, 2) end
        as epley,
      case when is_lift then round(load * 36 / (37 - reps), 2) end as brzycki,
      case when is_lift and is_on_chart then round(load * 100 / (array[100, 97.8, 95.5, 93.9, 92.2,
        90.7, 89.2, 87.8, 86.3, 85, 83.7, 82.4, 81.1, 79.9, 78.6, 77.4, 76.2, 75.1, 73.9, 72.3, 70.7,
        69.4, 68, 66.7, 65.3, 64])[cell::int], 2) end as rpe
    from blocks b
  ), sums as (
    select owner, id, session_id, exercise_key, entry, metric, sum(sets)::int as done_sets,
      nullif(max(load) filter (where metric in ('weight_reps', 'weight_distance')), 0) as load,
      nullif(max(distance)
        filter (where metric in ('distance_duration', 'weight_distance')), 0) as distance,
      nullif(max(seconds) filter (where metric in ('distance_duration', 'duration')), 0) as seconds,
      sum(sets * load * reps) filter (where metric = 'weight_reps') as volume,
      array[${[1_000, 5_000, 10_000, 21_097.5, 42_195]
        .map(
          (band) => /* sql */ `min(round(seconds * 1000 / distance, 2)) filter (
            where metric = 'distance_duration' and seconds > 0 and distance >= ${band}
              and seconds * 1000 / distance <= 86400)`,
        )
        .join(', ')}] as paces,
      ${['epley', 'brzycki', 'rpe']
        .map(
          (formula) => /* sql */ `max(${formula}) as ${formula}_kg,
            (array_agg(position order by ${formula} desc, position)
              filter (where ${formula} is not null))[1] as ${formula}_position`,
        )
        .join(', ')}
    from estimates group by owner, id, session_id, exercise_key, entry, metric
  ), bests as (
    select m.*, sum(m.volume) over same as session_volume,
      row_number() over (same order by m.entry) as nth
    from sums m window same as (partition by m.owner, m.session_id, m.exercise_key)
  )
  update session_exercises x
  set done_sets = b.done_sets, best_load_kg = b.load, best_distance_m = b.distance,
    best_duration_seconds = b.seconds, paces = b.paces,
    volume_kg = case when b.nth = 1 and b.session_volume > 0 then least(b.session_volume, 1e9) end,
    rep_loads = f.loads, rep_counts = f.counts,
    epley_kg = b.epley_kg, epley_position = b.epley_position,
    brzycki_kg = b.brzycki_kg, brzycki_position = b.brzycki_position,
    rpe_kg = b.rpe_kg, rpe_position = b.rpe_position
  from bests b
  cross join lateral (
    select coalesce(array_agg(l.load order by l.load desc), '{}') as loads,
      coalesce(array_agg(l.reps order by l.load desc), '{}') as counts
    from (
      select a.load, a.reps, max(a.reps) over (order by a.load desc
        rows between unbounded preceding and 1 preceding) as heavier
      from (
        select coalesce(w.load_kg, 0) as load, max(w.reps) as reps
        from actual_exercise_attributes w
        where w.owner = b.owner and w.session_exercise_id = b.id and w.set_type <> 'warmup'
          and coalesce(w.sets, 1) > 0 and w.reps > 0 and b.metric in ('weight_reps', 'reps')
        group by 1
      ) a
    ) l
    where l.reps > coalesce(l.heavier, 0)
  ) f
  where x.owner = b.owner and x.id = b.id`

export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    alter table session_exercises
      add column exercise_key uuid not null generated always as (coalesce(exercise_id,
        overlay(overlay(md5(lower(btrim(name))) placing '8' from 13) placing '8' from 17)::uuid))
        stored,
      add column done_sets             integer check (done_sets >= 0),
      add column best_load_kg          numeric(8, 2) check (best_load_kg between 0 and 2000),
      add column rep_loads             numeric(8, 2)[] not null default '{}',
      add column rep_counts            smallint[] not null default '{}',
      add column epley_kg              numeric(8, 2) check (epley_kg between 0 and 10000),
      add column epley_position        smallint,
      add column brzycki_kg            numeric(8, 2) check (brzycki_kg between 0 and 10000),
      add column brzycki_position      smallint,
      add column rpe_kg                numeric(8, 2) check (rpe_kg between 0 and 10000),
      add column rpe_position          smallint,
      add column volume_kg             numeric(12, 2) check (volume_kg between 0 and 1e9),
      add column best_distance_m       numeric(8, 2) check (best_distance_m between 0 and 999999),
      add column best_duration_seconds integer check (best_duration_seconds between 0 and 604800),
      add column paces                 numeric(8, 2)[] not null default '{}';
    comment on column session_exercises.exercise_key is
      'Identifies an exercise across sessions: its id, or its hashed name (UUID version 8)';
    comment on column session_exercises.done_sets is
      'Sets done without warm-ups; written with the actual sets, like the bests below';
    comment on column session_exercises.rep_loads is
      'Loads, heaviest first, each with more repetitions (rep_counts) than any heavier load';
    comment on column session_exercises.volume_kg is
      'Of all entries of the exercise in the session; stored on the first entry';
    comment on column session_exercises.paces is
      'Fastest mean pace, s/km, over at least 1, 5, 10, 21.0975 and 42.195 km';

    create index session_exercises_trained on session_exercises
      (owner, exercise_key, session_id) where done_sets > 0;
    drop index session_exercises_last_time;
    create index session_exercises_last_time on session_exercises
      (owner, exercise_key, done_at desc) where done_at is not null;

    ${FILL}
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    drop index session_exercises_last_time;
    create index session_exercises_last_time
      on session_exercises (owner, coalesce(exercise_id::text, lower(name)), done_at desc)
      where done_at is not null;
    alter table session_exercises drop column exercise_key,
      ${columns.map((column) => `drop column ${column}`).join(', ')}
  `)
}
