import { type Outcome, outcomeOf } from '@fitvibe/training/outcome'
import { reconciledTimes } from '@fitvibe/training/times'
import {
  estimateSeconds,
  plannedTotalsOf,
  plannedTypeOf,
  type Totals,
} from '@fitvibe/training/totals'

import type { Context, User } from '../../context.ts'
import type { StoredExercise } from '../../db/fragments.ts'
import { plannedColumns, type SessionRow } from '../../db/tables/sessions.ts'
import { inBatches } from '../../utils/batches.ts'
import { dayOf } from '../../utils/calendar.ts'
import { secondsAfter } from '../../utils/clock.ts'
import * as setsService from '../sessions/sets.service.ts'
import * as bodyWeightService from '../users/bodyWeight.service.ts'
import type { BodyWeights } from '../users/bodyWeight.service.ts'
import * as historySessionsRepository from './historySessions.repository.ts'

/** `substitutes` is the index of the replaced exercise in the session. */
export type ForeignExercise = Omit<StoredExercise, 'id' | 'position' | 'substitutes' | 'bodyKg'> & {
  readonly substitutes: number | null
}

/** A session from another app or server, without the properties that are derived from its sets. */
export interface ForeignSession extends Omit<
  SessionRow,
  | 'type'
  | 'dueOn'
  | 'trainedOn'
  | 'exerciseNames'
  | 'exerciseIds'
  | 'durationSec'
  | 'points'
  | 'adherence'
  | 'adherenceStatus'
  | keyof Totals
  | keyof ReturnType<typeof plannedColumns>
> {
  readonly startedAt: Date | null
  readonly seriesId: string | null
  readonly occurrenceOn: string | null
  /** Null to estimate it from the sets. */
  readonly durationSec: number | null
  readonly exercises: readonly ForeignExercise[]
}

/** Sessions in one statement: well below its timeout, and JSON that does not block the event loop. */
const BATCH = 250

/**
 * Writes sessions that were done or planned elsewhere, in the caller's transaction: all that their
 * completion here would have written, except points and badges. Calls `onWritten` after each batch with
 * the number of sessions written so far.
 */
export async function insert(
  ctx: Context,
  user: User,
  sessions: readonly ForeignSession[],
  onWritten: (count: number) => Promise<void>,
): Promise<Pick<Totals, 'volume'>> {
  const { bodyKg } = await bodyWeightService.bodyWeights(ctx, user.id)
  let volume = 0
  let written = 0
  let writing: Promise<void> = Promise.resolve()
  for (const batch of inBatches(sessions, BATCH)) {
    const { rows, exercises } = prepare(ctx, batch, bodyKg)
    await writing
    await onWritten(written)
    await historySessionsRepository.insertSessions(ctx.db, user.id, rows)
    await setsService.writeExercises(ctx, user, exercises)
    // The slowest statement: the next batch is prepared while it runs.
    writing = setsService.writeActual(ctx, user, exercises)
    // The preview does not know the body weight either.
    volume += rows.reduce((sum, row) => sum + (row.volume ?? 0) - (row.bodyVolume ?? 0), 0)
    written += batch.length
  }
  await writing
  await onWritten(written)
  return { volume }
}

/**
 * Replaces title, notes, times and sets of completed sessions, in the caller's transaction. Keeps what
 * belongs to the user: visibility, series, calories. Skips sessions that were deleted meanwhile, and
 * returns the ids of the others.
 */
export async function rewrite(
  ctx: Context,
  user: User,
  sessions: readonly ForeignSession[],
): Promise<string[]> {
  const ids = sessions.map(({ id }) => id)
  const revisions = await historySessionsRepository.lockCompleted(ctx.db, { owner: user.id, ids })
  const found = sessions.filter(({ id }) => revisions.has(id))
  const { bodyKg } = await bodyWeightService.bodyWeights(ctx, user.id)
  for (const batch of inBatches(found, BATCH)) {
    const { rows, exercises } = prepare(ctx, batch, bodyKg)
    const batchIds = batch.map(({ id }) => id)
    await historySessionsRepository.deleteExercises(ctx.db, { owner: user.id, ids: batchIds })
    const revised = rows.map((row) => ({ ...row, revision: (revisions.get(row.id) ?? 0) + 1 }))
    await historySessionsRepository.rewriteSessions(ctx.db, user.id, revised)
    await setsService.writeExercises(ctx, user, exercises)
    await setsService.writeActual(ctx, user, exercises)
  }
  return found.map(({ id }) => id)
}

/** Locks those of the sessions that are completed and not deleted, and returns their ids. */
export async function lock(
  ctx: Context,
  user: User,
  sessions: readonly Pick<ForeignSession, 'id'>[],
): Promise<string[]> {
  const ids = sessions.map(({ id }) => id)
  const locked = await historySessionsRepository.lockCompleted(ctx.db, { owner: user.id, ids })
  return [...locked.keys()]
}

type BodyKg = BodyWeights['bodyKg']

function prepare(ctx: Context, sessions: readonly ForeignSession[], bodyKg: BodyKg) {
  const positioned = sessions.map((session) => withPositions(ctx, session, bodyKg))
  const derived = positioned.map((session) => toRow(ctx, session))
  const exercises = positioned.flatMap((session, index) => {
    const { row, bests } = derived[index] ?? {}
    const completedAt = session.status === 'completed' ? row?.completedAt : null
    return session.exercises.map((exercise, position) => ({
      ...exercise,
      ...bests?.[position],
      doneAt: exercise.actual.length > 0 ? (completedAt ?? null) : null,
    }))
  })
  return { rows: derived.map(({ row }) => row), exercises }
}

type Positioned = Omit<ForeignSession, 'exercises'> & {
  readonly exercises: readonly (StoredExercise & { readonly sessionId: string })[]
}

/**
 * Gives exercises ids and positions. Ignores invalid substitutes of a file: an exercise that replaces
 * itself, and all but the first that replace the same exercise.
 */
function withPositions(ctx: Context, session: ForeignSession, bodyKg: BodyKg): Positioned {
  const on = dayOf(startOf(session) ?? session.plannedFor ?? ctx.clock(), session.timezone)
  const ids = session.exercises.map(() => ctx.newId())
  const replaced = session.exercises.map(({ substitutes }) => substitutes)
  return {
    ...session,
    exercises: session.exercises.map((exercise, position) => ({
      ...exercise,
      id: ids[position] ?? '',
      sessionId: session.id,
      position,
      bodyKg: bodyKg(exercise.name, on),
      substitutes:
        exercise.substitutes !== null &&
        exercise.substitutes !== position &&
        replaced.indexOf(exercise.substitutes) === position
          ? (ids[exercise.substitutes] ?? null)
          : null,
    })),
  }
}

const startOf = ({ startedAt, completedAt, durationSec }: ForeignSession) =>
  startedAt ?? (completedAt ? secondsAfter(completedAt, -(durationSec ?? 0)) : null)

/** Deletes the rows of sessions and all that belongs to them, in the caller's transaction. */
export async function erase(ctx: Context, user: User, ids: readonly string[]): Promise<void> {
  for (const batch of inBatches(ids, BATCH))
    await historySessionsRepository.deleteSessions(ctx.db, { owner: user.id, ids: batch })
}

/** Returns those of `ids` that are sessions of the user, including archived ones. */
export async function known(
  ctx: Context,
  user: User,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  return new Set(await historySessionsRepository.listKnown(ctx.db, { owner: user.id, ids }))
}

/** Returns those of these local minutes in which a completed session of the user began. */
export async function knownStarts(
  ctx: Context,
  user: User,
  minutes: readonly string[],
): Promise<ReadonlySet<string>> {
  if (minutes.length === 0) return new Set()
  return new Set(
    await historySessionsRepository.listKnownStarts(ctx.db, { owner: user.id, minutes }),
  )
}

/** Returns the row of a session and, if it is completed, the bests of its exercises. */
function toRow(ctx: Context, session: Positioned): { row: SessionRow; bests?: Outcome['bests'] } {
  const { exercises, durationSec: _, ...columns } = session
  const { plannedFor, timezone } = session
  const dueOn = plannedFor && dayOf(plannedFor, timezone)
  const type = plannedTypeOf(exercises)
  const common = {
    ...columns,
    ...plannedColumns(plannedTotalsOf(exercises)),
    dueOn,
    exerciseNames: exercises.map(({ name }) => name),
    exerciseIds: exercises.map(({ exerciseId }) => exerciseId),
  }
  if (session.status !== 'completed') return { row: { ...common, type } }

  const times = reconciledTimes(session, session.createdAt, {
    estimateSec: estimateSeconds(exercises),
    now: ctx.clock(),
  })
  const { startedAt, completedAt, durationSec } = times
  const {
    totals,
    bests,
    efforts: __,
    ...outcome
  } = outcomeOf(
    exercises,
    { plannedOn: session.occurrenceOn ?? dueOn, type },
    {
      startedOn: dayOf(startedAt, timezone),
      completedOn: dayOf(completedAt, timezone),
      durationSec,
    },
  )
  return { row: { ...common, ...totals, ...outcome, startedAt, completedAt, points: 0 }, bests }
}
