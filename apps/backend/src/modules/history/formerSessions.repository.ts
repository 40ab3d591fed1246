import { EXERCISES_OF_SESSION, type StoredExercise } from '../../db/fragments.ts'
import { rows, type Db } from '../../db/knex.ts'

/** The part of a completed session that a later file can change, in the form in which it is stored. */
export interface FormerSession {
  readonly id: string
  readonly title: string
  readonly notes: string | null
  readonly timezone: string
  readonly startedAt: string
  readonly completedAt: string
  readonly durationSec: number
  readonly exercises: readonly StoredExercise[]
}

/** Lists completed sessions that are not deleted. */
export async function listFormer(
  db: Db,
  { owner, ids }: { owner: string; ids: readonly string[] },
): Promise<FormerSession[]> {
  const found = await rows<{ former: FormerSession }>(
    db,
    /* sql */ `
    select json_build_object('id', s.id, 'title', s.title, 'notes', s.notes,
      'timezone', s.timezone, 'startedAt', s.started_at, 'completedAt', s.completed_at,
      'durationSec', s.duration_seconds, 'exercises', ${EXERCISES_OF_SESSION}) as former
    from sessions s
    where s.owner = :owner and s.id = any(:ids::uuid[]) and s.status = 'completed'
      and s.archived_at is null`,
    { owner, ids: [...ids] },
  )
  return found.map(({ former }) => former)
}

/** Properties of a session that no file changes. The first ones decide about adherence. */
export interface Planned {
  readonly id: string
  readonly plannedFor: Date | null
  readonly seriesId: string | null
  readonly occurrenceOn: string | null
  readonly visibility: 'private' | 'followers' | 'public'
  readonly createdAt: Date
}

export function listPlanned(
  db: Db,
  { owner, ids }: { owner: string; ids: readonly string[] },
): Promise<Planned[]> {
  return rows<Planned>(
    db,
    /* sql */ `
    select s.id, s.planned_for as "plannedFor", s.series_id as "seriesId",
      s.occurrence_on as "occurrenceOn", s.visibility, s.created_at as "createdAt"
    from sessions s where s.owner = :owner and s.id = any(:ids::uuid[])`,
    { owner, ids: [...ids] },
  )
}
