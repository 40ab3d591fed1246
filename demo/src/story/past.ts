import { exercisesApi, sessionsApi } from '@fitvibe/contract'

import type { Client } from '../client.ts'
import { count, fact, heading, table } from '../print.ts'
import type { LoggedSet, LoggedWorkout } from '../strongLog.ts'
import type { Athlete } from './athlete.ts'

/** From the first to the last imported day. */
export interface Past {
  readonly from: string
  readonly to: string
}

const SHOWN = 5

/** Log workouts of another app as sessions that were never planned. */
export async function importPast(
  athlete: Athlete,
  file: string,
  workouts: readonly LoggedWorkout[],
): Promise<Past> {
  heading(`${athlete.name} brings her log along`)
  const names = new Set(workouts.flatMap(({ exercises }) => exercises.map(({ name }) => name)))
  const known = await matchExercises(athlete.client, names)
  const logged: { workout: LoggedWorkout; points: number | null }[] = []
  for (const workout of workouts) {
    const points = await logWorkout(athlete, workout, known)
    logged.push({ workout, points })
  }

  const sets = workouts.flatMap(({ exercises }) => exercises.flatMap((exercise) => exercise.sets))
  const [from = '', to = ''] = [workouts.at(0), workouts.at(-1)].map((workout) =>
    workout?.startedAt.toISOString().slice(0, 10),
  )
  fact('File', file)
  fact('Imported', `${workouts.length} workouts, ${count(sets.length)} sets, ${from} to ${to}`)
  fact('Exercises', `${known.size} of ${names.size} found in the library, the others by name`)
  table(
    ['Logged', 'Library'],
    [...names].slice(0, SHOWN).map((name) => [name, known.get(name)?.name]),
  )
  const points = logged.reduce((sum, session) => sum + (session.points ?? 0), 0)
  fact('Points', `${points}: what is logged more than a week later earns none`)
  return { from, to }
}

async function logWorkout(
  { client, timezone }: Athlete,
  workout: LoggedWorkout,
  known: ReadonlyMap<string, exercisesApi.Exercise>,
) {
  const { title, notes, startedAt, durationSec, exercises } = workout
  const completedAt = new Date(startedAt.getTime() + durationSec * 1_000)
  const { pointsAwarded } = await client.send(sessionsApi.createSession, {
    body: {
      title,
      timezone,
      ...(notes && { notes }),
      exercises: exercises.map(({ name, sets }) => ({
        ...reference(name, sets, known.get(name)),
        actual: sets,
      })),
      completed: {
        startedAt: startedAt.toISOString(),
        completedAt: completedAt.toISOString(),
        durationSec,
      },
    },
  })
  return pointsAwarded
}

function reference(name: string, sets: LoggedSet[], exercise: exercisesApi.Exercise | undefined) {
  if (exercise) return { exerciseId: exercise.id }
  return { name, type: 'strength', metric: metricOf(sets) } as const
}

function metricOf(sets: readonly LoggedSet[]) {
  if (sets.some(({ distance }) => distance !== null)) return 'distance_duration'
  if (sets.some(({ durationSec }) => durationSec !== null)) return 'duration'
  return sets.some(({ load }) => load !== null) ? 'weight_reps' : 'reps'
}

async function matchExercises(client: Client, names: ReadonlySet<string>) {
  const known = new Map<string, exercisesApi.Exercise>()
  for (const name of names) {
    const words = wordsOf(name)
    const { items } = await client.send(exercisesApi.listExercises, {
      query: { q: words.join(' '), pageSize: 20 },
    })
    const match = items.find((exercise) => isSame(exercise, words))
    if (match) known.set(name, match)
  }
  return known
}

/** `Leg Extensions (Machine)` → leg, extension, machine. */
const wordsOf = (name: string) =>
  (name.toLowerCase().match(/[\p{L}\d]+/gu) ?? []).map((word) => word.replace(/(?<=[^s])s$/, ''))

/**
 * Search forgives much and a variant is another exercise: a log is tied to an exercise only when
 * neither name has a word the other lacks, but for the equipment and the usual grip.
 */
function isSame({ name, equipment }: exercisesApi.Exercise, words: readonly string[]): boolean {
  const unsaid = [...wordsOf(equipment ?? ''), 'medium', 'grip']
  const own = wordsOf(name)
  return (
    words.every((word) => own.includes(word) || unsaid.includes(word)) &&
    own.every((word) => words.includes(word) || unsaid.includes(word))
  )
}
