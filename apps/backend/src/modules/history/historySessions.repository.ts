import type { SessionVisibility } from '@fitvibe/contract'

import { rows, row, type Db } from '../../db/knex.ts'

/** A session with all its columns, whatever became of it. */
export interface SessionRow {
  readonly id: string
  readonly title: string
  readonly notes: string | null
  readonly status: 'planned' | 'completed' | 'canceled'
  readonly visibility: SessionVisibility
  readonly type: string | null
  readonly plannedFor: Date | null
  readonly dueOn: string | null
  readonly timezone: string
  readonly startedAt: Date | null
  readonly completedAt: Date | null
  readonly canceledAt: Date | null
  readonly createdAt: Date
  readonly trainedOn: string | null
  readonly exerciseNames: readonly string[]
  readonly volume: number | null
  readonly distance: number | null
  readonly durationSec: number | null
  readonly sets: number | null
  readonly reps: number | null
  readonly calories: number | null
  readonly caloriesGiven: boolean
  readonly points: number | null
  readonly adherence: number | null
  readonly adherenceStatus: string | null
  readonly plannedVolume: number
  readonly plannedDistance: number
  readonly plannedSeconds: number
  readonly plannedSets: number
  readonly plannedReps: number
  readonly attributionSource: string | null
  readonly attributionName: string | null
  readonly seriesId: string | null
  readonly occurrenceOn: string | null
  readonly byHand: boolean
  readonly originSource: string | null
  readonly originName: string | null
  readonly generation: number | null
}

export async function insertSessions(
  db: Db,
  owner: string,
  sessions: readonly SessionRow[],
): Promise<void> {
  await row(
    db,
    /* sql */ `
    insert into sessions (owner, id, title, notes, status, visibility, type, planned_for, due_on,
      timezone, started_at, completed_at, canceled_at, created_at, trained_on, exercise_names,
      volume_kg, distance_m, duration_seconds, sets, reps, calories, calories_given, points, adherence,
      adherence_status, planned_volume_kg, planned_distance_m, planned_duration_seconds,
      planned_sets, planned_reps, attribution_source, attribution_name, origin_source,
      origin_name, generation, series_id, occurrence_on, by_hand)
    select :owner, s.id, s.title, s.notes, s.status, s.visibility, s.type, s."plannedFor",
      s."dueOn", s.timezone, s."startedAt", s."completedAt", s."canceledAt", s."createdAt",
      s."trainedOn", s."exerciseNames", s.volume, s.distance, s."durationSec", s.sets, s.reps,
      s.calories, s."caloriesGiven", s.points, s.adherence, s."adherenceStatus", s."plannedVolume", s."plannedDistance",
      s."plannedSeconds", s."plannedSets", s."plannedReps", s."attributionSource", s."attributionName",
      s."originSource", s."originName", s.generation, s."seriesId", s."occurrenceOn", s."byHand"
    from jsonb_to_recordset(:sessions::jsonb) as s(id uuid, title text, notes text, status text,
      visibility text, type text, "plannedFor" timestamptz, "dueOn" date, timezone text,
      "startedAt" timestamptz, "completedAt" timestamptz, "canceledAt" timestamptz,
      "createdAt" timestamptz, "trainedOn" date, "exerciseNames" text[], volume numeric,
      distance numeric, "durationSec" integer, sets integer, reps integer, calories integer, "caloriesGiven" boolean,
      points integer, adherence smallint, "adherenceStatus" text, "plannedVolume" numeric,
      "plannedDistance" numeric, "plannedSeconds" integer, "plannedSets" integer,
      "plannedReps" integer, "attributionSource" uuid, "attributionName" text,
      "originSource" uuid, "originName" text, generation smallint, "seriesId" uuid,
      "occurrenceOn" date, "byHand" boolean)`,
    { owner, sessions: JSON.stringify(sessions) },
  )
}

/** Deletes sessions as if they had never been; how many there were. */
export function deleteSessions(db: Db, owner: string, ids: readonly string[]): Promise<number> {
  return db('sessions').where({ owner }).whereIn('id', ids).delete()
}

/** Of these ids, those of sessions the owner has, deleted ones among them. */
export async function listKnown(db: Db, owner: string, ids: readonly string[]): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    'select s.id from sessions s where s.owner = :owner and s.id = any(:ids::uuid[])',
    { owner, ids: [...ids] },
  )
  return found.map(({ id }) => id)
}
