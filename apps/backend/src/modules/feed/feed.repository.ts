import type { feedApi } from '@fitvibe/contract'

import {
  ATTRIBUTION_OF_SESSION,
  EXERCISES_OF_SESSION,
  IS_SHARED,
  TOTALS_OF_SESSION,
  type StoredExercise,
} from '../../db/fragments.ts'
import { row, rows, type Db } from '../../db/knex.ts'
import type { Place } from '../../utils/cursor.ts'

export interface Shared extends Omit<feedApi.FeedItem, 'completedAt'> {
  readonly completedAt: Date
}

export interface SharedWithSets extends Shared {
  readonly owner: string
  readonly notes: string | null
  readonly exercises: StoredExercise[]
}

const SHARED = /* sql */ `
  s.id, s.title, s.type, json_build_object('username', u.username, 'alias', u.alias) as author,
  s.completed_at as "completedAt", s.exercise_names as "exerciseNames",
  ${TOTALS_OF_SESSION} as totals, s.points, ${ATTRIBUTION_OF_SESSION} as attribution`

export function listShared(
  db: Db,
  { before, limit }: { before: Place | undefined; limit: number },
): Promise<Shared[]> {
  return rows<Shared>(
    db,
    /* sql */ `
    select ${SHARED}
    from sessions s join users u on u.id = s.owner
    where ${IS_SHARED} and u.status = 'active'
      ${before ? 'and (s.completed_at, s.id) < (:at, :id)' : ''}
    order by s.completed_at desc, s.id desc limit :limit`,
    { ...before, limit },
  )
}

export function findShared(db: Db, id: string): Promise<SharedWithSets | undefined> {
  return row<SharedWithSets>(
    db,
    /* sql */ `
    select ${SHARED}, s.owner, s.notes, ${EXERCISES_OF_SESSION} as exercises
    from sessions s join users u on u.id = s.owner
    where s.id = :id and ${IS_SHARED} and u.status = 'active'`,
    { id },
  )
}
