import { workApi, type Metric, type sessionsApi } from '@fitvibe/contract'

import { randomId } from '../../lib/idempotency.ts'
import type { NextWork } from '../../lib/nextWork.ts'
import type { PickedExercise } from '../../lib/work.ts'
import type { SessionInput } from './planningQueries.ts'

type Work = workApi.Work
/** A block of sets in a form; the key survives reordering. */
export type Block = Work & { readonly key: string }

export interface PlannedExercise extends PickedExercise {
  readonly key: string
  readonly superset: number | null
  readonly notes: string
  readonly blocks: readonly Block[]
}

/** Something sensible to begin with, so that a plan needs few taps. */
const usual: Record<Metric, Partial<Work>> = {
  weight_reps: { sets: 3, reps: 8, restSec: 120 },
  reps: { sets: 3, reps: 10, restSec: 90 },
  duration: { sets: 3, durationSec: 45, restSec: 60 },
  distance_duration: { sets: 1 },
  weight_distance: { sets: 3, distance: 40, restSec: 120 },
}

export function newExercise(picked: PickedExercise): PlannedExercise {
  const block = { ...workApi.blankWork, ...usual[picked.metric], key: randomId() }
  return { ...picked, key: randomId(), superset: null, notes: '', blocks: [block] }
}

/** Another block like the last one. */
export function addBlock(exercise: PlannedExercise): PlannedExercise {
  const last = exercise.blocks.at(-1) ?? { ...workApi.blankWork, ...usual[exercise.metric] }
  return { ...exercise, blocks: [...exercise.blocks, { ...last, key: randomId() }] }
}

/** Puts load and repetitions into the heaviest blocks; their number of sets where it is one. */
export function takeOver(exercise: PlannedExercise, next: NextWork): PlannedExercise {
  const working = exercise.blocks.filter(({ setType }) => setType !== 'warmup')
  const heaviest = Math.max(...working.map(({ load }) => load ?? 0))
  const top = working.filter(({ load }) => (load ?? 0) === heaviest)
  const blocks = exercise.blocks.map((block) => {
    if (!top.includes(block)) return block
    const sets = top.length === 1 ? next.sets : null
    return {
      ...block,
      sets: sets ?? block.sets,
      reps: next.reps ?? block.reps,
      load: next.load ?? block.load,
    }
  })
  return { ...exercise, blocks }
}

/** The exercises of a session, to be edited or done again. */
export function toExercises(session: sessionsApi.Session): PlannedExercise[] {
  return session.exercises.map((exercise) => ({
    key: randomId(),
    exerciseId: exercise.exerciseId,
    name: exercise.name,
    metric: exercise.metric,
    superset: exercise.superset,
    notes: exercise.notes ?? '',
    blocks: (exercise.planned.length > 0 ? exercise.planned : exercise.actual).map((work) => ({
      ...work,
      key: randomId(),
    })),
  }))
}

/** As the API takes it: planned, or, for a session logged after the fact, done without a plan. */
export function toInput(
  exercises: readonly PlannedExercise[],
  kind: 'planned' | 'actual',
): SessionInput['exercises'] {
  return exercises.map(({ exerciseId, name, metric, superset, notes, blocks }) => ({
    ...(exerciseId ? { exerciseId } : { name, metric }),
    superset,
    ...(notes.trim() && { notes }),
    [kind]: blocks.map(({ key: _key, ...work }) => work),
  }))
}

/** Moves an exercise by one place; at the ends nothing happens. */
export function move<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const moved = [...list]
  const [item] = moved.splice(index, 1)
  if (item !== undefined) moved.splice(Math.max(0, index + by), 0, item)
  return moved
}

/** Lets an exercise alternate with the one above it. */
export function joinAbove(exercises: readonly PlannedExercise[], index: number): PlannedExercise[] {
  const above = exercises[index - 1]
  if (!above) return [...exercises]
  const taken = exercises.map(({ superset }) => superset ?? 0)
  const group = above.superset ?? Math.max(...taken) + 1
  return exercises.map((exercise, at) =>
    at === index || at === index - 1 ? { ...exercise, superset: group } : exercise,
  )
}

/** Takes an exercise out of its superset; a superset of one is none. */
export function leaveSuperset(
  exercises: readonly PlannedExercise[],
  index: number,
): PlannedExercise[] {
  const group = exercises[index]?.superset ?? null
  const left = exercises.map((exercise, at) =>
    at === index ? { ...exercise, superset: null } : exercise,
  )
  const members = left.filter(({ superset }) => superset === group)
  if (group === null || members.length !== 1) return left
  return left.map((exercise) =>
    exercise.superset === group ? { ...exercise, superset: null } : exercise,
  )
}
