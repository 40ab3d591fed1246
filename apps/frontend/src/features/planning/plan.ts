import type { sessionsApi, workApi } from '@fitvibe/contract'
import { metricRules, type Metric } from '@fitvibe/training/metrics'
import { blankWork, isCounted, isMeasured } from '@fitvibe/training/sets'

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

const firstBlock = (metric: Metric): Work => ({ ...blankWork, ...metricRules[metric].newBlock })

export function newExercise(picked: PickedExercise): PlannedExercise {
  const block = { ...firstBlock(picked.metric), key: randomId() }
  return { ...picked, key: randomId(), superset: null, notes: '', blocks: [block] }
}

/** Adds a block like the last one. */
export function addBlock(exercise: PlannedExercise): PlannedExercise {
  const last = exercise.blocks.at(-1) ?? firstBlock(exercise.metric)
  return { ...exercise, blocks: [...exercise.blocks, { ...last, key: randomId() }] }
}

/** Applies a suggestion to the heaviest blocks; its number of sets only if there is one such block. */
export function takeOver(exercise: PlannedExercise, next: NextWork): PlannedExercise {
  const working = exercise.blocks.filter(isCounted)
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

/** Copies the exercises of a session, to edit or repeat them. */
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

/**
 * Converts exercises for the API: `planned`, or `actual` for a session logged afterwards, without the
 * blocks that were left empty.
 */
export function toInput(
  exercises: readonly PlannedExercise[],
  kind: 'planned' | 'actual',
): SessionInput['exercises'] {
  return exercises.map(({ exerciseId, name, metric, superset, notes, blocks }) => ({
    ...(exerciseId ? { exerciseId } : { name, metric }),
    superset,
    ...(notes.trim() && { notes }),
    [kind]: blocks
      .filter((block) => kind === 'planned' || isMeasured(block))
      .map(({ key: _key, ...work }) => work),
  }))
}

/** Moves an item by one position; at either end the list stays as it is. */
export function move<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const moved = [...list]
  const [item] = moved.splice(index, 1)
  if (item !== undefined) moved.splice(Math.max(0, index + by), 0, item)
  return moved
}

/** Joins an exercise and the one above it in a superset. */
export function joinAbove(exercises: readonly PlannedExercise[], index: number): PlannedExercise[] {
  const above = exercises[index - 1]
  if (!above) return [...exercises]
  const groups = exercises.map(({ superset }) => superset ?? 0)
  const group = above.superset ?? Math.max(...groups) + 1
  return exercises.map((exercise, at) =>
    at === index || at === index - 1 ? { ...exercise, superset: group } : exercise,
  )
}

/** Removes an exercise from its superset; a superset with one exercise left is dissolved. */
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
