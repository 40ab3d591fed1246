import { exercisesApi } from '@fitvibe/contract'

import { fact, heading, line, table } from '../print.ts'
import type { Athlete } from './athlete.ts'

type Exercise = exercisesApi.Exercise

const SHOWN = 5

/** Searches the library in the athlete's language and returns the best match. */
export async function search(athlete: Athlete, words: string): Promise<Exercise> {
  heading(`${athlete.name} searches the library for "${words}"`)
  const { items, total } = await athlete.client.send(exercisesApi.listExercises, {
    query: { q: words, pageSize: SHOWN },
  })
  table(
    ['Name', 'Muscles', 'Equipment', 'Metric', 'Source'],
    items.map((exercise) => [
      exercise.name,
      exercise.primaryMuscles.join(', '),
      exercise.equipment,
      exercise.metric,
      exercise.source,
    ]),
  )
  line(`${items.length} of ${total}`)
  const [best] = items
  if (!best) throw new Error(`The library has nothing for "${words}".`)
  return best
}

export async function createOwn(athlete: Athlete): Promise<Exercise> {
  heading(`${athlete.name} adds an exercise of her own`)
  const exercise = await athlete.client.send(exercisesApi.createExercise, {
    body: {
      name: 'Paused ring row',
      type: 'strength',
      metric: 'reps',
      equipment: 'other',
      primaryMuscles: ['upper_back'],
      secondaryMuscles: ['biceps', 'lats'],
      tags: ['rings'],
    },
  })
  fact('Created', exercise.name)
  fact('Muscles', [...exercise.primaryMuscles, ...exercise.secondaryMuscles].join(', '))
  fact('Visible to', exercise.isPublic ? 'all athletes' : 'herself')
  return exercise
}
