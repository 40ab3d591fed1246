import type { Knex } from 'knex'

const SETS = ['planned_exercise_attributes', 'actual_exercise_attributes'] as const

/** 0.25 lb, the finest step of plates and stacks, in kg. */
const QUARTER_POUND = 0.1133980925

/** The index that personal records, charts and "last time" read. */
const INDEX = /* sql */ `
  create index session_exercises_done
    on session_exercises (owner, exercise_key, done_at, session_id)
    include (done_sets, best_load_kg, epley_kg, brzycki_kg, rpe_kg, volume_kg, best_distance_m,
      best_duration_seconds, bodyweight_reps, paces)
    where done_at is not null`

/** As in `packages/training/src/e1rm.ts` at the time of this migration. */
const RPE_CHART = [
  100, 97.8, 95.5, 93.9, 92.2, 90.7, 89.2, 87.8, 86.3, 85, 83.7, 82.4, 81.1, 79.9, 78.6, 77.4, 76.2,
  75.1, 73.9, 72.3, 70.7, 69.4, 68, 66.7, 65.3, 64,
]

/**
 * The load as it was typed: the multiple of 0.25 lb that was rounded to these hundredths of a kg, if
 * there is one. For an athlete who uses kg, multiples of 0.05 kg stay: they were typed in kg.
 */
const AS_TYPED = /* sql */ `
  create or replace function pg_temp.as_typed(load numeric, unit text) returns numeric language sql immutable as
  $body$
    select case
      when load > 0 and round(round(load / ${QUARTER_POUND}) * ${QUARTER_POUND}, 2) = load
        and (unit = 'lb' or load * 20 <> trunc(load * 20))
      then trim_scale(round(load / ${QUARTER_POUND}) * ${QUARTER_POUND})
      else load end
  $body$;
  create temp table units on commit drop as
    select u.id as owner, coalesce((
      select h.unit from user_state_history h where h.owner = u.id
      order by h.recorded_at desc, h.id desc limit 1), 'kg') as unit
    from users u;
  create unique index on units (owner)`

/** The set from which a best of the entry `x` is estimated. */
const estimate = (formula: string, value: string) => /* sql */ `
  (select ${value} from actual_exercise_attributes w
    where w.owner = x.owner and w.session_exercise_id = x.id and w.position = x.${formula}_position)`

/** Loads of sets, and all sums and bests that follow from the changed ones. */
const SNAP = /* sql */ `
  ${SETS.map(
    (table) => /* sql */ `
    create temp table snapped_${table} on commit drop as
      select w.owner, w.session_exercise_id, w.position, pg_temp.as_typed(w.load_kg, u.unit) as load
      from ${table} w join units u on u.owner = w.owner
      where w.load_kg <> pg_temp.as_typed(w.load_kg, u.unit);
    update ${table} w set load_kg = c.load from snapped_${table} c
    where w.owner = c.owner and w.session_exercise_id = c.session_exercise_id
      and w.position = c.position;
    create temp table touched_${table} on commit drop as
      select distinct x.owner, x.session_id from snapped_${table} c
      join session_exercises x on x.owner = c.owner and x.id = c.session_exercise_id;
    create temp table sums_${table} on commit drop as
      select x.owner, x.session_id, x.exercise_key, x.metric,
        sum(coalesce(w.sets, 1) * w.load_kg * w.reps) as volume
      from touched_${table} t
      join session_exercises x on x.owner = t.owner and x.session_id = t.session_id
      join ${table} w on w.owner = x.owner and w.session_exercise_id = x.id
      where w.set_type <> 'warmup'
      group by x.owner, x.session_id, x.exercise_key, x.metric`,
  ).join(';')};

  update session_exercises x
  set best_load_kg = pg_temp.as_typed(x.best_load_kg, u.unit),
    rep_loads = array(select pg_temp.as_typed(l.load, u.unit)
      from unnest(x.rep_loads) with ordinality l(load, n) order by l.n),
    epley_kg = ${estimate(
      'epley',
      'case w.reps when 1 then w.load_kg else round(w.load_kg * (1 + w.reps / 30.0), 2) end',
    )},
    brzycki_kg = ${estimate(
      'brzycki',
      'case w.reps when 1 then w.load_kg else round(w.load_kg * 36 / (37 - w.reps), 2) end',
    )},
    rpe_kg = ${estimate(
      'rpe',
      `round(w.load_kg * 100 / (array[${RPE_CHART.join(', ')}])[
        (2 * (w.reps - 1 + coalesce(w.rir, 10 - w.rpe)) + 1)::int], 2)`,
    )}
  from touched_actual_exercise_attributes t, units u
  where x.owner = t.owner and x.session_id = t.session_id and u.owner = x.owner
    and x.done_sets is not null;
  update session_exercises x set volume_kg = least(round(v.volume, 6), 1e9)
  from sums_actual_exercise_attributes v
  where x.owner = v.owner and x.session_id = v.session_id and x.exercise_key = v.exercise_key
    and v.metric = 'weight_reps' and x.volume_kg is not null and v.volume is not null;
  update sessions s set volume_kg = least(round(v.volume, 6), 1e9)
  from (select owner, session_id, coalesce(sum(volume), 0) as volume
    from sums_actual_exercise_attributes group by owner, session_id) v
  where s.owner = v.owner and s.id = v.session_id and s.volume_kg is not null;
  update sessions s set planned_volume_kg = least(round(v.volume, 6), 1e9)
  from (select owner, session_id, coalesce(sum(volume), 0) as volume
    from sums_planned_exercise_attributes group by owner, session_id) v
  where s.owner = v.owner and s.id = v.session_id`

const SERIES_DIGEST = /* sql */ `
  md5(row(t.rule, t.timezone, t.start_on, t.start_time, t.template)::text)`

/** Loads in the templates of series. An import whose series are unchanged can still be undone. */
const SNAP_TEMPLATES = /* sql */ `
  create temp table untouched on commit drop as
    select w.owner, w.series_id from imported_series w
    join series t on t.owner = w.owner and t.id = w.series_id
    where w.digest = ${SERIES_DIGEST};
  update series s set template = jsonb_set(s.template, '{exercises}', coalesce((
    select jsonb_agg(jsonb_set(e.exercise, '{planned}', coalesce((
      select jsonb_agg(case jsonb_typeof(w.work -> 'load') when 'number' then jsonb_set(w.work,
        '{load}', to_jsonb(pg_temp.as_typed((w.work ->> 'load')::numeric, u.unit)))
        else w.work end order by w.n)
      from jsonb_array_elements(e.exercise -> 'planned') with ordinality w(work, n)
    ), '[]'::jsonb)) order by e.n)
    from jsonb_array_elements(s.template -> 'exercises') with ordinality e(exercise, n)
  ), '[]'::jsonb))
  from units u where u.owner = s.owner;
  update imported_series w set digest = ${SERIES_DIGEST}
  from series t, untouched n
  where t.owner = w.owner and t.id = w.series_id and n.owner = w.owner
    and n.series_id = w.series_id`

/**
 * Stores loads to ten decimals of a kg, sums to the milligram, and help as a load below 0. A numeric
 * without a scale stores no trailing zeros, which JSON would send.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    drop index session_exercises_done;
    alter table session_exercises drop column bodyweight_reps;
    ${SETS.map(
      (table) => /* sql */ `
      alter table ${table}
        drop constraint ${table}_load_kg_check,
        alter column load_kg type numeric,
        add constraint ${table}_load_kg_check
          check (load_kg between -500 and 2000 and scale(load_kg) <= 10);
      comment on column ${table}.load_kg is 'Below 0: help, by an assisted machine or a band'`,
    ).join(';')};
    alter table session_exercises
      drop constraint session_exercises_best_load_kg_check,
      alter column best_load_kg type numeric,
      alter column rep_loads type numeric[],
      alter column epley_kg type numeric,
      alter column brzycki_kg type numeric,
      alter column rpe_kg type numeric,
      alter column volume_kg type numeric,
      add constraint session_exercises_best_load_kg_check
        check (best_load_kg between -500 and 2000);
    alter table sessions
      alter column volume_kg type numeric,
      alter column planned_volume_kg type numeric;
    alter table session_exercises
      add column bodyweight_reps smallint generated always as (
        rep_counts[array_position(rep_loads, 0::numeric)]) stored;
    comment on column session_exercises.bodyweight_reps is 'Most repetitions without load and help';

    ${AS_TYPED};
    ${SNAP};
    ${SNAP_TEMPLATES};
    ${INDEX};
  `)
}

/** Loads are rounded to hundredths again, and help is lost. */
export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    drop index session_exercises_done;
    alter table session_exercises drop column bodyweight_reps;
    ${SETS.map(
      (table) => /* sql */ `
      update ${table} set load_kg = null where load_kg < 0;
      alter table ${table}
        drop constraint ${table}_load_kg_check,
        alter column load_kg type numeric(8, 2),
        add constraint ${table}_load_kg_check check (load_kg between 0 and 2000)`,
    ).join(';')};
    update session_exercises set best_load_kg = null where best_load_kg < 0;
    alter table session_exercises
      drop constraint session_exercises_best_load_kg_check,
      alter column best_load_kg type numeric(8, 2),
      alter column rep_loads type numeric(8, 2)[],
      alter column epley_kg type numeric(8, 2),
      alter column brzycki_kg type numeric(8, 2),
      alter column rpe_kg type numeric(8, 2),
      alter column volume_kg type numeric(12, 2),
      add constraint session_exercises_best_load_kg_check check (best_load_kg between 0 and 2000);
    alter table sessions
      alter column volume_kg type numeric(12, 2),
      alter column planned_volume_kg type numeric(12, 2);
    alter table session_exercises
      add column bodyweight_reps smallint generated always as (
        case rep_loads[cardinality(rep_loads)] when 0 then rep_counts[cardinality(rep_counts)] end
      ) stored;
    ${INDEX};
  `)
}
