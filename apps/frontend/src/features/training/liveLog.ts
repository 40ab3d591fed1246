import type { loggingApi, workApi } from '@fitvibe/contract'
import { measuresOf } from '@fitvibe/training/bodyShare'
import { plannedBeside } from '@fitvibe/training/pairing'
import { blankWork, explode, isCounted, toWork } from '@fitvibe/training/sets'

import type { NextWork } from '../../lib/nextWork.ts'
import type { LoggedSet } from './log.ts'

type Work = workApi.Work

export type LiveExercise = loggingApi.SessionLog['exercises'][number]

/** A change of a set to send to the server; `set` is null if the set was removed. */
export interface SetChange {
  readonly exerciseId: string
  readonly position: number
  readonly set: Work | null
  /** When the user made it, ISO 8601; of two changes of a set the later wins. */
  readonly at: string
}

/** Unsaved local input: typed values and hidden rows not yet sent to the server. */
export interface Scratch {
  /** Values typed into unticked sets, by row key. */
  readonly typed: Readonly<Record<string, Work>>
  /** Row keys of planned sets that the user removed. */
  readonly hidden: readonly string[]
}

export const noScratch: Scratch = { typed: {}, hidden: [] }

export const rowKeyOf = (exerciseId: string, position: number) => `${exerciseId}/${position}`

/**
 * Returns the rows of an exercise by position: planned, logged and pending sets. A pending change
 * counts as made. The plan beside a row is the one that the server will compare it with.
 */
export function rowsOf(
  exercise: LiveExercise,
  pending: readonly SetChange[],
  { typed, hidden }: Scratch,
): LoggedSet[] {
  const { id } = exercise
  const planned = explode(exercise.planned)
  const last = explode(exercise.last?.sets ?? [])
  const logged = new Map<number, Work>(
    exercise.logged.map(({ position, ...set }) => [position, set]),
  )
  for (const change of pending) {
    if (change.exerciseId !== id) continue
    if (change.set) logged.set(change.position, change.set)
    else logged.delete(change.position)
  }
  const open = [
    ...planned.keys(),
    ...Object.keys(typed)
      .filter((key) => key.startsWith(`${id}/`))
      .map((key) => Number(key.slice(id.length + 1))),
  ].filter((position) => !hidden.includes(rowKeyOf(id, position)))
  const positions = [...new Set([...open, ...logged.keys()])].toSorted((a, b) => a - b)
  const works = positions.map((position) => {
    const plan = planned[position] ?? { ...blankWork, sets: 1 }
    // The effort is only known afterwards.
    const start = { ...plan, rpe: null, rir: null }
    return logged.get(position) ?? typed[rowKeyOf(id, position)] ?? start
  })
  const plans = plannedBeside(
    positions.flatMap((position) => planned[position] ?? []),
    works.map((work) => ({ ...work, sets: 1 })),
  )
  return positions.map((position, index) => ({
    ...(works[index] ?? blankWork),
    key: rowKeyOf(id, position),
    position,
    isDone: logged.has(position),
    planned: plans[index] ?? null,
    ghost: last[position] ?? last.at(-1) ?? null,
  }))
}

/** Returns a ticked set for the API; numbers left open take their value from last time. */
export function ticked(exercise: Pick<LiveExercise, 'name' | 'metric'>, set: LoggedSet): Work {
  const { ghost } = set
  const work = toWork(set)
  if (!ghost || set.isDone) return work
  const open = measuresOf(exercise)
    .filter((measure) => work[measure] === null)
    .filter((measure) => measure !== 'reps' || work.setType !== 'amrap')
    .map((measure) => [measure, ghost[measure]])
  return { ...work, ...Object.fromEntries(open) }
}

/** Returns the next free position with a set like the last one, without its effort. */
export function nextSet(rows: readonly LoggedSet[]): { position: number; work: Work } {
  const last = rows.at(-1)
  const work = last ? toWork(last) : { ...blankWork, sets: 1 }
  return { position: (last?.position ?? -1) + 1, work: { ...work, rpe: null, rir: null } }
}

/**
 * Fills a suggestion into the open working sets with the heaviest planned load; if there are no sets
 * yet, creates as many as suggested.
 */
export function filled(
  rows: readonly LoggedSet[],
  { sets, reps, load }: NextWork,
): { position: number; work: Work }[] {
  if (rows.length === 0) {
    return Array.from({ length: sets ?? 1 }, (_, position) => ({
      position,
      work: { ...blankWork, sets: 1, reps, load },
    }))
  }
  const counted = rows.filter(isCounted)
  const heaviest = Math.max(...counted.map(plannedLoad))
  return counted
    .filter((row) => !row.isDone && plannedLoad(row) === heaviest)
    .map((row) => ({
      position: row.position,
      work: { ...toWork(row), reps: reps ?? row.reps, load: load ?? row.load },
    }))
}

const plannedLoad = (row: LoggedSet) => (row.planned ?? row).load ?? 0

/** Adds a change to the queue, in place of an earlier change of the same set. */
export function queued<C extends SetChange>(pending: readonly C[], change: C): C[] {
  const isOther = ({ exerciseId, position }: C) =>
    exerciseId !== change.exerciseId || position !== change.position
  return [...pending.filter(isOther), change]
}

/** Applies a change to the log, as the server does. */
export function withChange(log: loggingApi.SessionLog, change: SetChange): loggingApi.SessionLog {
  const { exerciseId, position, set } = change
  return {
    ...log,
    exercises: log.exercises.map((exercise) => {
      if (exercise.id !== exerciseId) return exercise
      const others = exercise.logged.filter((other) => other.position !== position)
      const logged = set ? [...others, { ...set, sets: 1, position }] : others
      return { ...exercise, logged: logged.toSorted((a, b) => a.position - b.position) }
    }),
  }
}
