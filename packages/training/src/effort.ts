import type { ExerciseType, workApi } from '@fitvibe/contract'

/** What an exercise that took `seconds` asked of the body; warm-ups count in the time alone. */
export function effortOf(
  exercise: {
    readonly name: string
    readonly type: ExerciseType | null
    readonly actual: readonly workApi.Work[]
  },
  seconds: number,
) {
  const blocks = exercise.actual.filter(({ setType }) => setType !== 'warmup')
  const noted = blocks.flatMap(({ rpe }) => rpe ?? [])
  const most = (value: (block: workApi.Work) => number) => Math.max(0, ...blocks.map(value))
  const sum = (value: (block: workApi.Work) => number) =>
    blocks.reduce((total, block) => total + (block.sets ?? 1) * value(block), 0)
  return {
    name: exercise.name,
    type: exercise.type,
    seconds,
    rpe: noted.length > 0 ? noted.reduce((sum, rpe) => sum + rpe, 0) / noted.length : null,
    load: most(({ load }) => load ?? 0),
    reps: most(({ reps }) => reps ?? 0),
    speed: most(({ distance, durationSec }) =>
      distance && durationSec ? distance / durationSec : 0,
    ),
    sets: sum(() => 1),
    totalReps: sum(({ reps }) => reps ?? 0),
    distance: sum(({ distance }) => distance ?? 0),
  }
}
