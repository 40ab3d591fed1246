import { row, rows, type Db, type Key } from '../../db/knex.ts'
import { sessionExercises } from '../../db/tables/sessionExercises.ts'
import { sessions, type Plan } from '../../db/tables/sessions.ts'
import { MEASURES, plannedSets } from '../../db/tables/sets.ts'
import {
  columnsOf,
  insertRows,
  keysOf,
  names,
  select,
  types,
  values,
} from '../../db/tables/table.ts'
import type { Template } from './series.repository.ts'

/** Planned and not started. Changes of a series skip sessions in progress, whose plan is frozen. */
const IS_OPEN = /* sql */ `status = 'planned' and started_at is null and archived_at is null`

const open = { status: 'planned', started_at: null, archived_at: null } as const

/** Properties of all sessions of a series that a template determines. */
export type Contents = Omit<Plan, 'plannedFor' | 'dueOn' | 'timezone'>

/** Like every function here: one statement for any number of sessions of a series. */
export function insertOccurrences(
  db: Db,
  { owner, id }: Key,
  plan: Omit<Plan, 'plannedFor' | 'dueOn'>,
  occurrences: readonly { readonly id: string; readonly on: string; readonly at: Date }[],
  createdAt: Date,
): Promise<void> {
  const inserted = occurrences.map((occurrence) => ({
    ...plan,
    id: occurrence.id,
    seriesId: id,
    occurrenceOn: occurrence.on,
    dueOn: occurrence.on,
    plannedFor: occurrence.at,
    createdAt,
    updatedAt: createdAt,
  }))
  return insertRows(db, sessions, owner, inserted)
}

/** An exercise of a template in one session. */
interface ExerciseInSession {
  readonly sessionId: string
  readonly id: string
  /** Of the exercise in the template. */
  readonly position: number
}

const OF_TEMPLATE = keysOf(sessionExercises).filter(
  (key) => key !== 'id' && key !== 'sessionId' && key !== 'position',
)

const INSERT_EXERCISES = /* sql */ `
  insert into session_exercises
    (owner, id, session_id, position, ${names(sessionExercises, OF_TEMPLATE)})
  select :owner, t.id, t."sessionId", t.position, ${values(sessionExercises, 'x', OF_TEMPLATE)}
  from jsonb_to_recordset(:targets::jsonb) as t(id uuid, "sessionId" uuid, position smallint)
  join jsonb_to_recordset(:exercises::jsonb)
    as x(position smallint, ${types(sessionExercises, OF_TEMPLATE)}) on x.position = t.position`

/** Inserts each exercise of a template into many sessions, and sends it only once. */
export async function insertExercises(
  db: Db,
  owner: string,
  exercises: Template['exercises'],
  targets: readonly ExerciseInSession[],
): Promise<void> {
  const positioned = exercises.map(({ planned: _, ...exercise }, position) => ({
    ...exercise,
    position,
  }))
  await row(db, INSERT_EXERCISES, {
    owner,
    targets: JSON.stringify(targets),
    exercises: JSON.stringify(positioned),
  })
}

/** `w.exercise` is the position of the block's exercise, `w.position` its own in the exercise. */
const INSERT_PLANNED = /* sql */ `
  insert into planned_exercise_attributes
    (owner, session_exercise_id, position, ${names(plannedSets, MEASURES)})
  select :owner, t.id, w.position, ${values(plannedSets, 'w', MEASURES)}
  from jsonb_to_recordset(:targets::jsonb) as t(id uuid, position smallint)
  join jsonb_to_recordset(:blocks::jsonb)
    as w(exercise smallint, position smallint, ${types(plannedSets, MEASURES)})
    on w.exercise = t.position`

/** Inserts the planned sets of a template into many sessions, and sends them only once. */
export async function insertPlanned(
  db: Db,
  owner: string,
  exercises: Template['exercises'],
  targets: readonly ExerciseInSession[],
): Promise<void> {
  const blocks = exercises.flatMap(({ planned }, exercise) =>
    planned.map((block, position) => ({ ...block, exercise, position })),
  )
  await row(db, INSERT_PLANNED, {
    owner,
    targets: JSON.stringify(targets),
    blocks: JSON.stringify(blocks),
  })
}

export interface Row {
  readonly id: string
  readonly on: string
  readonly plannedFor: Date | null
  readonly timezone: string
  readonly isPlanned: boolean
  readonly byHand: boolean
}

/** Lists all sessions of a series from a day on, including deleted ones, whose days stay taken. */
export function listRows(
  db: Db,
  { owner, id, from }: Key & { readonly from: string },
): Promise<Row[]> {
  return rows<Row>(
    db,
    /* sql */ `
    select ${select(sessions, 's', ['id', 'plannedFor', 'timezone', 'byHand'])},
      s.occurrence_on as "on", (${IS_OPEN}) as "isPlanned"
    from sessions s
    where s.owner = :owner and s.series_id = :id and s.occurrence_on >= :from
    order by s.occurrence_on`,
    { owner, id, from },
  )
}

/** Moves all sessions from a day on to another series, each `days` later. */
export async function setSeriesOf(
  db: Db,
  change: Key & { readonly from: string; readonly to: string; readonly days: number },
): Promise<void> {
  await row(
    db,
    /* sql */ `
    update sessions set series_id = :to, occurrence_on = occurrence_on + :days::int
    where owner = :owner and series_id = :id and occurrence_on >= :from`,
    { ...change },
  )
}

/** Moves those sessions that are still open. */
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

/** Changes the contents of those sessions that are still open, and returns their ids. */
export async function setContents(
  db: Db,
  owner: string,
  ids: readonly string[],
  contents: Contents,
  now: Date,
): Promise<string[]> {
  const changed = await db('sessions')
    .where({ owner, ...open })
    .whereIn('id', ids)
    .update({ ...columnsOf(sessions, contents), ...touched(db, now) })
    .returning<{ id: string }[]>('id')
  return changed.map(({ id }) => id)
}

export async function deleteExercisesOf(
  db: Db,
  owner: string,
  sessionIds: readonly string[],
): Promise<void> {
  await db('session_exercises').where({ owner }).whereIn('session_id', sessionIds).delete()
}

/** Deletes the rows of those sessions that are still open, so that their days are free again. */
export async function deletePlanned(db: Db, owner: string, ids: readonly string[]): Promise<void> {
  await db('sessions')
    .where({ owner, ...open })
    .whereIn('id', ids)
    .delete()
}

/** Cancels those sessions that are still open. */
export async function setAllCanceled(db: Db, owner: string, ids: readonly string[], now: Date) {
  await db('sessions')
    .where({ owner, ...open })
    .whereIn('id', ids)
    .update({ status: 'canceled', canceled_at: now, ...touched(db, now) })
}

/** Archives those sessions that are still open. */
export async function setAllArchived(db: Db, owner: string, ids: readonly string[], now: Date) {
  await db('sessions')
    .where({ owner, ...open })
    .whereIn('id', ids)
    .update({ archived_at: now, ...touched(db, now) })
}

/** Columns by which calendars detect a change. */
const touched = (db: Db, now: Date) => ({ sequence: db.raw('sequence + 1'), updated_at: now })
