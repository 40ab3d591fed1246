import type { AdherenceStatus, ExerciseType, SessionVisibility, workApi } from '@fitvibe/contract'

import type { Table } from './table.ts'

/** A session as it is inserted; left-out properties get the default of their column. */
export interface SessionRow {
  readonly id: string
  readonly title: string
  readonly notes: string | null
  readonly status?: 'planned' | 'completed' | 'canceled'
  readonly visibility: SessionVisibility
  readonly type: ExerciseType | null
  readonly plannedFor: Date | null
  /** The day of `plannedFor` in the session's time zone. */
  readonly dueOn: string | null
  readonly timezone: string
  readonly startedAt?: Date | null
  readonly completedAt?: Date | null
  readonly canceledAt?: Date | null
  readonly createdAt: Date
  readonly updatedAt?: Date
  /** The day of `startedAt` in the session's time zone, once it is completed. */
  readonly trainedOn?: string | null
  readonly exerciseNames: readonly string[]
  /** In the order of `exerciseNames`; null for a name alone. */
  readonly exerciseIds: readonly (string | null)[]
  readonly volume?: number | null
  /** The part of the volume that is body weight, kg. */
  readonly bodyVolume?: number
  readonly distance?: number | null
  readonly durationSec?: number | null
  readonly sets?: number | null
  readonly reps?: number | null
  readonly calories?: number | null
  /** True if the athlete entered the calories, false if they are estimated. */
  readonly caloriesGiven?: boolean
  readonly points?: number | null
  readonly adherence?: number | null
  readonly adherenceStatus?: AdherenceStatus | null
  readonly plannedVolume: number
  readonly plannedDistance: number
  readonly plannedSeconds: number
  readonly plannedSets: number
  readonly plannedReps: number
  /** How often it was corrected after its completion. */
  readonly revision?: number
  /** The session it was cloned from, and that session's user. */
  readonly attributionSource?: string | null
  readonly attributionOwner?: string | null
  readonly attributionName?: string | null
  readonly originSource?: string | null
  readonly originOwner?: string | null
  readonly originName?: string | null
  readonly generation?: number | null
  readonly seriesId?: string | null
  readonly occurrenceOn?: string | null
  readonly byHand?: boolean
  readonly sharesNotes?: boolean
}

export const sessions: Table<SessionRow> = {
  name: 'sessions',
  columns: {
    id: ['id', 'uuid'],
    title: ['title', 'text'],
    notes: ['notes', 'text'],
    status: ['status', 'text', `'planned'`],
    visibility: ['visibility', 'text'],
    type: ['type', 'text'],
    plannedFor: ['planned_for', 'timestamptz'],
    dueOn: ['due_on', 'date'],
    timezone: ['timezone', 'text'],
    startedAt: ['started_at', 'timestamptz'],
    completedAt: ['completed_at', 'timestamptz'],
    canceledAt: ['canceled_at', 'timestamptz'],
    createdAt: ['created_at', 'timestamptz'],
    updatedAt: ['updated_at', 'timestamptz', 'now()'],
    trainedOn: ['trained_on', 'date'],
    exerciseNames: ['exercise_names', 'text[]'],
    exerciseIds: ['exercise_ids', 'uuid[]'],
    volume: ['volume_kg', 'numeric'],
    bodyVolume: ['body_volume_kg', 'numeric', '0'],
    distance: ['distance_m', 'numeric'],
    durationSec: ['duration_seconds', 'integer'],
    sets: ['sets', 'integer'],
    reps: ['reps', 'integer'],
    calories: ['calories', 'integer'],
    caloriesGiven: ['calories_given', 'boolean', 'false'],
    points: ['points', 'integer'],
    adherence: ['adherence', 'smallint'],
    adherenceStatus: ['adherence_status', 'text'],
    plannedVolume: ['planned_volume_kg', 'numeric'],
    plannedDistance: ['planned_distance_m', 'numeric'],
    plannedSeconds: ['planned_duration_seconds', 'integer'],
    plannedSets: ['planned_sets', 'integer'],
    plannedReps: ['planned_reps', 'integer'],
    revision: ['revision', 'smallint', '0'],
    attributionSource: ['attribution_source', 'uuid'],
    attributionOwner: ['attribution_owner', 'uuid'],
    attributionName: ['attribution_name', 'text'],
    originSource: ['origin_source', 'uuid'],
    originOwner: ['origin_owner', 'uuid'],
    originName: ['origin_name', 'text'],
    generation: ['generation', 'smallint'],
    seriesId: ['series_id', 'uuid'],
    occurrenceOn: ['occurrence_on', 'date'],
    byHand: ['by_hand', 'boolean', 'false'],
    sharesNotes: ['shares_notes', 'boolean', 'false'],
  },
}

/** Columns that a list of sessions shows as they are stored. */
export const LIST_COLUMNS = [
  'id',
  'title',
  'status',
  'visibility',
  'type',
  'plannedFor',
  'timezone',
  'startedAt',
  'completedAt',
  'trainedOn',
  'canceledAt',
  'exerciseNames',
  'exerciseIds',
  'calories',
  'points',
  'adherence',
  'seriesId',
  'occurrenceOn',
  'createdAt',
] as const

/** Everything that the athlete enters about a session except times and exercises. */
export type Head = Pick<SessionRow, 'title' | 'notes' | 'visibility'> & {
  readonly sharesNotes: boolean
}

type Given<T> = { readonly [K in keyof T]?: T[K] | undefined }

/** Picks the head of a request, a session or a template. */
export const headOf = ({
  title,
  notes = null,
  visibility,
  sharesNotes = false,
}: Pick<Head, 'title' | 'visibility'> & Given<Head>): Head => ({
  title,
  notes,
  visibility,
  sharesNotes,
})

/** Applies a request to a head. Values that the request leaves out stay. */
export const changedHead = (
  head: Omit<Head, 'sharesNotes'> & Given<Head>,
  { title, notes, visibility, sharesNotes }: Given<Head>,
): Head => ({
  title: title ?? head.title,
  notes: notes === undefined ? head.notes : notes,
  visibility: visibility ?? head.visibility,
  sharesNotes: sharesNotes ?? head.sharesNotes ?? false,
})

/** The planned part of a session, as the athlete sets or changes it. */
export type Plan = Head &
  Pick<
    SessionRow,
    | 'plannedFor'
    | 'dueOn'
    | 'timezone'
    | 'type'
    | 'exerciseNames'
    | 'exerciseIds'
    | 'plannedVolume'
    | 'plannedDistance'
    | 'plannedSeconds'
    | 'plannedSets'
    | 'plannedReps'
  >

export const plannedColumns = (totals: workApi.Totals) => ({
  plannedVolume: totals.volume,
  plannedDistance: totals.distance,
  plannedSeconds: totals.durationSec,
  plannedSets: totals.sets,
  plannedReps: totals.reps,
})
