import { row, rows, type Db } from '../../db/knex.ts'
import type { Plan } from '../../db/tables/sessions.ts'
import type { Template } from './series.repository.ts'

/** Sessions of a series, many at a time: each function is one statement however many there are. */

/** Still to be done, and not begun: what is under way is frozen, changes of its series pass it by. */
const IS_OPEN = /* sql */ `status = 'planned' and started_at is null and archived_at is null`

const open = { status: 'planned', started_at: null, archived_at: null } as const

interface Place {
  readonly sessionId: string
  readonly id: string
  readonly position: number
}

export async function insertOccurrences(
  db: Db,
  series: { readonly owner: string; readonly id: string },
  plan: Omit<Plan, 'plannedFor' | 'dueOn'>,
  occurrences: readonly { readonly id: string; readonly on: string; readonly at: Date }[],
  createdAt: Date,
): Promise<void> {
  await row(
    db,
    /* sql */ `
    insert into sessions (owner, id, series_id, occurrence_on, due_on, planned_for, timezone, title,
      notes, visibility, type, exercise_names, planned_volume_kg, planned_distance_m,
      planned_duration_seconds, planned_sets, planned_reps, created_at, updated_at)
    select :owner, o.id, :seriesId, o."on", o."on", o.at, :timezone, :title, :notes, :visibility,
      :type, :exerciseNames::text[], :volume, :distance, :durationSec, :sets, :reps, :createdAt,
      :createdAt
    from jsonb_to_recordset(:occurrences::jsonb) as o(id uuid, "on" date, at timestamptz)`,
    {
      ...plan,
      ...plan.plannedTotals,
      owner: series.owner,
      seriesId: series.id,
      occurrences: JSON.stringify(occurrences),
      createdAt,
    },
  )
}

/** The template's exercises, each at every place with its position. */
export async function insertExercisesAt(
  db: Db,
  owner: string,
  exercises: Template['exercises'],
  places: readonly Place[],
): Promise<void> {
  const placed = exercises.map((exercise, position) => ({ ...exercise, position }))
  await row(
    db,
    /* sql */ `
    insert into session_exercises (owner, id, session_id, exercise_id, position, superset, name,
      type, metric, primary_muscles, secondary_muscles, notes)
    select :owner, p.id, p."sessionId", x."exerciseId", p.position, x.superset, x.name,
      x.type, x.metric, coalesce(x."primaryMuscles", '{}'), coalesce(x."secondaryMuscles", '{}'),
      x.notes
    from jsonb_to_recordset(:places::jsonb) as p(id uuid, "sessionId" uuid, position smallint)
    join jsonb_to_recordset(:exercises::jsonb) as x("exerciseId" uuid, position smallint,
      superset smallint, name text, type text, metric text, "primaryMuscles" text[],
      "secondaryMuscles" text[], notes text) on x.position = p.position`,
    { owner, places: JSON.stringify(places), exercises: JSON.stringify(placed) },
  )
}

/** The template's planned blocks, at every place with their exercise's position. */
export async function insertPlannedAt(
  db: Db,
  owner: string,
  exercises: Template['exercises'],
  places: readonly Place[],
): Promise<void> {
  const blocks = exercises.flatMap(({ planned }, exercise) =>
    planned.map((block, position) => ({ ...block, exercise, position })),
  )
  await row(
    db,
    /* sql */ `
    insert into planned_exercise_attributes (owner, session_exercise_id, position, set_type, sets,
      reps, load_kg, distance_m, duration_seconds, rpe, rir, rest_seconds)
    select :owner, p.id, w.position, w."setType", w.sets, w.reps, w.load, w.distance,
      w."durationSec", w.rpe, w.rir, w."restSec"
    from jsonb_to_recordset(:places::jsonb) as p(id uuid, position smallint)
    join jsonb_to_recordset(:blocks::jsonb) as w(exercise smallint, position smallint,
      "setType" text, sets smallint, reps smallint, load numeric, distance numeric,
      "durationSec" integer, rpe numeric, rir numeric, "restSec" smallint)
      on w.exercise = p.position`,
    { owner, places: JSON.stringify(places), blocks: JSON.stringify(blocks) },
  )
}

export interface Row {
  readonly id: string
  readonly on: string
  readonly plannedFor: Date | null
  readonly timezone: string
  readonly isPlanned: boolean
  readonly byHand: boolean
}

/** All that was ever planned for a series from a day on, deleted ones too: their days are taken. */
export function listRows(
  db: Db,
  { owner, id, from }: { owner: string; id: string; from: string },
): Promise<Row[]> {
  return rows<Row>(
    db,
    /* sql */ `
    select s.id, s.occurrence_on as "on", s.planned_for as "plannedFor", s.timezone,
      (${IS_OPEN}) as "isPlanned", s.by_hand as "byHand"
    from sessions s
    where s.owner = :owner and s.series_id = :id and s.occurrence_on >= :from
    order by s.occurrence_on`,
    { owner, id, from },
  )
}

/** Lets another series have all from a day on, each named `days` later. */
export async function setSeriesOf(
  db: Db,
  change: { owner: string; id: string; from: string; to: string; days: number },
): Promise<void> {
  await row(
    db,
    /* sql */ `
    update sessions set series_id = :to, occurrence_on = occurrence_on + :days::int
    where owner = :owner and series_id = :id and occurrence_on >= :from`,
    change,
  )
}

/** Moves those that are still planned. */
export async function setTimes(
  db: Db,
  owner: string,
  times: readonly { readonly id: string; readonly at: Date; readonly dueOn: string }[],
  change: { readonly timezone: string | null; readonly now: Date },
): Promise<void> {
  await row(
    db,
    /* sql */ `
    update sessions s
    set planned_for = t.at, due_on = t."dueOn", timezone = coalesce(:timezone, s.timezone),
      sequence = s.sequence + 1, updated_at = :now
    from jsonb_to_recordset(:times::jsonb) as t(id uuid, at timestamptz, "dueOn" date)
    where s.owner = :owner and s.id = t.id and ${IS_OPEN}
      and (s.planned_for, s.timezone) is distinct from (t.at, coalesce(:timezone, s.timezone))`,
    { owner, times: JSON.stringify(times), ...change },
  )
}

/** Gives those that are still planned what a plan says, but for its time; tells which. */
export async function setContents(
  db: Db,
  owner: string,
  ids: readonly string[],
  plan: Omit<Plan, 'plannedFor' | 'dueOn' | 'timezone'>,
  now: Date,
): Promise<string[]> {
  const { title, notes, visibility, type, exerciseNames, plannedTotals } = plan
  const changed = await rows<{ id: string }>(
    db,
    /* sql */ `
    update sessions
    set title = :title, notes = :notes, visibility = :visibility, type = :type,
      exercise_names = :exerciseNames::text[], planned_volume_kg = :volume,
      planned_distance_m = :distance, planned_duration_seconds = :durationSec,
      planned_sets = :sets, planned_reps = :reps, sequence = sequence + 1, updated_at = :now
    where owner = :owner and id = any(:ids::uuid[]) and ${IS_OPEN}
    returning id`,
    {
      owner,
      ids: [...ids],
      title,
      notes,
      visibility,
      type,
      exerciseNames,
      ...plannedTotals,
      now,
    },
  )
  return changed.map(({ id }) => id)
}

export async function deleteExercisesOf(
  db: Db,
  owner: string,
  sessionIds: readonly string[],
): Promise<void> {
  await db('session_exercises').where({ owner }).whereIn('session_id', sessionIds).delete()
}

/** Deletes those that are still planned as if they had never been: their days are free again. */
export async function deletePlanned(db: Db, owner: string, ids: readonly string[]): Promise<void> {
  await db('sessions')
    .where({ owner, ...open })
    .whereIn('id', ids)
    .delete()
}

/** Cancels those that are still planned. */
export async function setAllCanceled(db: Db, owner: string, ids: readonly string[], now: Date) {
  await db('sessions')
    .where({ owner, ...open })
    .whereIn('id', ids)
    .update({
      status: 'canceled',
      canceled_at: now,
      sequence: db.raw('sequence + 1'),
      updated_at: now,
    })
}

/** Archives those that are still planned. */
export async function setAllArchived(db: Db, owner: string, ids: readonly string[], now: Date) {
  await db('sessions')
    .where({ owner, ...open })
    .whereIn('id', ids)
    .update({ archived_at: now, sequence: db.raw('sequence + 1'), updated_at: now })
}
