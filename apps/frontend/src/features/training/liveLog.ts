import { type loggingApi, workApi } from '@fitvibe/contract'

import type { NextWork } from '../../lib/nextWork.ts'
import { explode, measuresOf } from '../../lib/work.ts'
import { type LoggedSet, toWork } from './log.ts'

type Work = workApi.Work

export type LiveExercise = loggingApi.SessionLog['exercises'][number]

/** A set to be told to the server; null: it was taken away. */
export interface SetChange {
  readonly exerciseId: string
  readonly position: number
  readonly set: Work | null
  /** When it was ticked, ISO 8601: of two for one set the later decides. */
  readonly at: string
}

/** What stands on the screen and is nobody's business yet. */
export interface Scratch {
  /** Numbers typed into sets that are not ticked, by place. */
  readonly typed: Readonly<Record<string, Work>>
  /** Places of planned sets that were taken off the screen. */
  readonly hidden: readonly string[]
}

export const noScratch: Scratch = { typed: {}, hidden: [] }

export const placeOf = (exerciseId: string, position: number) => `${exerciseId}/${position}`

/**
 * The rows of an exercise: what was planned, what is logged and what waits to be sent, by position;
 * what is on its way counts as there.
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
      .filter((place) => place.startsWith(`${id}/`))
      .map((place) => Number(place.slice(id.length + 1))),
  ].filter((position) => !hidden.includes(placeOf(id, position)))
  const positions = [...new Set([...open, ...logged.keys()])].toSorted((a, b) => a - b)
  return positions.map((position) => {
    const plan = planned[position] ?? null
    const done = logged.get(position)
    // How hard it felt is known afterwards only.
    const start = plan ? { ...plan, rpe: null, rir: null } : { ...workApi.blankWork, sets: 1 }
    return {
      ...(done ?? typed[placeOf(id, position)] ?? start),
      key: placeOf(id, position),
      position,
      isDone: done !== undefined,
      planned: plan,
      ghost: last[position] ?? last.at(-1) ?? null,
    }
  })
}

/** A set as it is told, ticked: where a number was left open, that of last time was meant. */
export function ticked(exercise: Pick<LiveExercise, 'metric'>, set: LoggedSet): Work {
  const { ghost } = set
  const work = toWork(set)
  if (!ghost || set.isDone) return work
  const meant = measuresOf(exercise.metric)
    .filter((measure) => work[measure] === null)
    .filter((measure) => measure !== 'reps' || work.setType !== 'amrap')
    .map((measure) => [measure, ghost[measure]])
  return { ...work, ...Object.fromEntries(meant) }
}

/** The next free place of an exercise, like its last set but for how hard that felt. */
export function nextSet(rows: readonly LoggedSet[]): { position: number; work: Work } {
  const last = rows.at(-1)
  const work = last ? toWork(last) : { ...workApi.blankWork, sets: 1 }
  return { position: (last?.position ?? -1) + 1, work: { ...work, rpe: null, rir: null } }
}

/**
 * The open sets with what is suggested in them: of those that count the ones planned heaviest, or as
 * many as suggested where there are none yet.
 */
export function filled(
  rows: readonly LoggedSet[],
  { sets, reps, load }: NextWork,
): { position: number; work: Work }[] {
  if (rows.length === 0) {
    return Array.from({ length: sets ?? 1 }, (_, position) => ({
      position,
      work: { ...workApi.blankWork, sets: 1, reps, load },
    }))
  }
  const counted = rows.filter(({ setType }) => setType !== 'warmup')
  const heaviest = Math.max(...counted.map(plannedLoad))
  return counted
    .filter((row) => !row.isDone && plannedLoad(row) === heaviest)
    .map((row) => ({
      position: row.position,
      work: { ...toWork(row), reps: reps ?? row.reps, load: load ?? row.load },
    }))
}

const plannedLoad = (row: LoggedSet) => (row.planned ?? row).load ?? 0

/** Of several changes of a set the last one is left. */
export function queued<C extends SetChange>(pending: readonly C[], change: C): C[] {
  const isOther = (one: C) =>
    one.exerciseId !== change.exerciseId || one.position !== change.position
  return [...pending.filter(isOther), change]
}

/** The log once the server has a change. */
export function withChange(log: loggingApi.SessionLog, change: SetChange): loggingApi.SessionLog {
  const { exerciseId, position, set } = change
  return {
    ...log,
    exercises: log.exercises.map((exercise) => {
      if (exercise.id !== exerciseId) return exercise
      const others = exercise.logged.filter((one) => one.position !== position)
      const logged = set ? [...others, { ...set, sets: 1, position }] : others
      return { ...exercise, logged: logged.toSorted((a, b) => a.position - b.position) }
    }),
  }
}
