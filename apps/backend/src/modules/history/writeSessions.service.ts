import type { workApi } from '@fitvibe/contract'
import { type Outcome, outcomeOf } from '@fitvibe/training/outcome'
import { estimateSeconds, plannedTotalsOf, plannedTypeOf } from '@fitvibe/training/totals'

import type { Context } from '../../context.ts'
import type { StoredExercise } from '../../db/fragments.ts'
import { dayOf } from '../../utils/calendar.ts'
import { secondsAfter } from '../../utils/clock.ts'
import * as setsService from '../sessions/sets.service.ts'
import * as historySessionsRepository from './historySessions.repository.ts'
import type { SessionRow } from './historySessions.repository.ts'

/** In its place; `substitutes` is that of the exercise it was done in place of. */
export type ForeignExercise = Omit<StoredExercise, 'id' | 'position' | 'substitutes'> & {
  readonly substitutes: number | null
}

/** A session of another place, on its way into the history. */
export interface ForeignSession extends Pick<
  SessionRow,
  | 'id'
  | 'title'
  | 'notes'
  | 'status'
  | 'visibility'
  | 'timezone'
  | 'plannedFor'
  | 'startedAt'
  | 'completedAt'
  | 'canceledAt'
  | 'createdAt'
  | 'calories'
  | 'caloriesGiven'
  | 'attributionSource'
  | 'attributionName'
  | 'seriesId'
  | 'occurrenceOn'
  | 'byHand'
  | 'originSource'
  | 'originName'
  | 'generation'
> {
  /** Null where it is to be estimated from the sets. */
  readonly durationSec: number | null
  readonly exercises: readonly ForeignExercise[]
}

/** Sessions to a statement: none comes near its timeout, none keeps the event loop for long. */
const AT_ONCE = 250

/**
 * Writes sessions that took place or were planned elsewhere, with all that completing them here
 * would have written but for the ledger of points: they earn none. In the caller's transaction.
 */
export async function insert(
  ctx: Context,
  owner: string,
  sessions: readonly ForeignSession[],
): Promise<Pick<workApi.Totals, 'volume'>> {
  let volume = 0
  let writing: Promise<void> = Promise.resolve()
  for (const some of inParts(sessions, AT_ONCE)) {
    const { rows, exercises } = prepare(ctx, some)
    await writing
    await historySessionsRepository.insertSessions(ctx.db, owner, rows)
    await setsService.writeExercises(ctx, owner, exercises)
    // It takes longest: the next part is made ready meanwhile.
    writing = setsService.writeActual(ctx, owner, exercises)
    volume += rows.reduce((sum, one) => sum + (one.volume ?? 0), 0)
  }
  await writing
  return { volume }
}

function prepare(ctx: Context, sessions: readonly ForeignSession[]) {
  const placed = sessions.map((session) => place(ctx, session))
  const derived = placed.map((session) => toRow(ctx, session))
  const exercises = placed.flatMap((session, index) => {
    const { row, bests } = derived[index] ?? {}
    const completedAt = session.status === 'completed' ? row?.completedAt : null
    return session.exercises.map((exercise, position) => ({
      ...exercise,
      bests: bests?.[position],
      doneAt: exercise.actual.length > 0 ? (completedAt ?? null) : null,
    }))
  })
  return { rows: derived.map(({ row }) => row), exercises }
}

type Placed = Omit<ForeignSession, 'exercises'> & {
  readonly exercises: readonly (StoredExercise & { readonly sessionId: string })[]
}

/** A file may say anything: no exercise stands in for itself, and only the first for another. */
function place(ctx: Context, session: ForeignSession): Placed {
  const ids = session.exercises.map(() => ctx.newId())
  const places = session.exercises.map(({ substitutes }) => substitutes)
  return {
    ...session,
    exercises: session.exercises.map((exercise, position) => ({
      ...exercise,
      id: ids[position] ?? '',
      sessionId: session.id,
      position,
      substitutes:
        exercise.substitutes !== null &&
        exercise.substitutes !== position &&
        places.indexOf(exercise.substitutes) === position
          ? (ids[exercise.substitutes] ?? null)
          : null,
    })),
  }
}

/** Takes sessions out as if they had never been; in the caller's transaction. */
export async function erase(ctx: Context, owner: string, ids: readonly string[]): Promise<void> {
  for (const some of inParts(ids, AT_ONCE))
    await historySessionsRepository.deleteSessions(ctx.db, owner, some)
}

/** Of these ids, those of sessions the owner has or has deleted. */
export async function known(
  ctx: Context,
  owner: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  return new Set(
    ids.length > 0 ? await historySessionsRepository.listKnown(ctx.db, owner, ids) : [],
  )
}

/** The row of a session; for a completed one, with the bests of its exercises. */
function toRow(ctx: Context, session: Placed): { row: SessionRow; bests?: Outcome['bests'] } {
  const { exercises, durationSec: given, ...columns } = session
  const { plannedFor, timezone } = session
  const dueOn = plannedFor && dayOf(plannedFor, timezone)
  const plan = plannedTotalsOf(exercises)
  const type = plannedTypeOf(exercises)
  const common = {
    ...columns,
    plannedVolume: plan.volume,
    plannedDistance: plan.distance,
    plannedSeconds: plan.durationSec,
    plannedSets: plan.sets,
    plannedReps: plan.reps,
    dueOn,
    exerciseNames: exercises.map(({ name }) => name),
  }
  if (session.status !== 'completed') return { row: { ...common, ...undone, type } }

  const durationSec = given ?? estimateSeconds(exercises)
  const { startedAt, completedAt } = timesOf(ctx, session, durationSec)
  const {
    totals,
    bests,
    efforts: _,
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

const undone = {
  trainedOn: null,
  volume: null,
  distance: null,
  durationSec: null,
  sets: null,
  reps: null,
  points: null,
  adherence: null,
  adherenceStatus: null,
} as const

/** An end that is not known is the start and the time it took, and not later than now. */
function timesOf(ctx: Context, session: Placed, durationSec: number) {
  const started = session.startedAt ?? session.completedAt ?? session.createdAt
  const ended = session.completedAt ?? secondsAfter(started, durationSec)
  const now = ctx.clock()
  const completedAt = ended > now ? now : ended
  const startedAt = session.startedAt ?? secondsAfter(completedAt, -durationSec)
  return { completedAt, startedAt: startedAt > completedAt ? completedAt : startedAt }
}

function* inParts<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size)
}
