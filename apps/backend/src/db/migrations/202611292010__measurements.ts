import type { Knex } from 'knex'

/** Lowest and highest value by kind: kg, % or cm. */
const RANGES = [
  ['bodyWeight', 20, 500],
  ['bodyFat', 1, 80],
  ['neck', 15, 100],
  ['shoulders', 40, 300],
  ['chest', 30, 300],
  ['waist', 30, 300],
  ['hips', 30, 300],
  ['upperArmLeft', 10, 100],
  ['upperArmRight', 10, 100],
  ['forearmLeft', 10, 100],
  ['forearmRight', 10, 100],
  ['thighLeft', 15, 150],
  ['thighRight', 15, 150],
  ['calfLeft', 10, 100],
  ['calfRight', 10, 100],
] as const

const isInRange = RANGES.map(
  ([kind, min, max]) => `when '${kind}' then value between ${min} and ${max}`,
).join(' ')

/**
 * Moves the body weights of profiles to the days on which they were entered, in the time zone of the
 * profile; the last one of a day stays. `user_state_history` remains the log of the profile.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    create table measurements (
      owner       uuid not null references users on delete cascade,
      id          uuid not null,
      kind        text not null,
      measured_on date not null check (measured_on >= date '1900-01-01'),
      value       numeric not null check (scale(value) <= 10),
      recorded_at timestamptz not null,
      import_id   uuid,
      primary key (owner, id),
      constraint measurements_day unique (owner, kind, measured_on),
      constraint measurements_range check (case kind ${isInRange} else false end)
    );
    create index measurements_by_day on measurements (owner, measured_on desc, id desc);
    create index measurements_of_import on measurements (owner, import_id) where import_id is not null;
    comment on table measurements is 'Measurements of the body: one of a kind and day';
    comment on column measurements.value is 'kg, % or cm, by kind; to ten decimals';
    comment on column measurements.import_id is
      'The import that wrote the value, until the user replaces it: undoing the import deletes it';

    alter table write_quotas
      drop constraint write_quotas_kind_check,
      add constraint write_quotas_kind_check check (kind in ('planning', 'imports', 'measurements'));

    insert into measurements (owner, id, kind, measured_on, value, recorded_at)
    select distinct on (w.owner, w.day) w.owner, w.id, 'bodyWeight', w.day, trim_scale(w.weight_kg),
      w.recorded_at
    from (
      select h.owner, h.id, h.weight_kg, h.recorded_at,
        (h.recorded_at at time zone u.timezone)::date as day,
        lag(h.weight_kg) over (partition by h.owner order by h.recorded_at, h.id) as before
      from user_state_history h join users u on u.id = h.owner
    ) w
    where w.weight_kg is distinct from w.before and w.weight_kg is not null
    order by w.owner, w.day, w.recorded_at desc, w.id desc;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(/* sql */ `
    drop table measurements;
    delete from write_quotas where kind = 'measurements';
    alter table write_quotas
      drop constraint write_quotas_kind_check,
      add constraint write_quotas_kind_check check (kind in ('planning', 'imports'));
  `)
}
