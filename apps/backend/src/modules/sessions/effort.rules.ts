import type { ExerciseType, workApi } from '@fitvibe/contract'

/** What an exercise that took `seconds` asked of the body; warm-ups count in the time alone. */
export function effortOf(
  exercise: { readonly type: ExerciseType | null; readonly actual: readonly workApi.Work[] },
  seconds: number,
) {
  const blocks = exercise.actual.filter(({ setType }) => setType !== 'warmup')
  const noted = blocks.flatMap(({ rpe }) => rpe ?? [])
  const most = (value: (block: workApi.Work) => number) => Math.max(0, ...blocks.map(value))
  return {
    type: exercise.type,
    seconds,
    rpe: noted.length > 0 ? noted.reduce((sum, rpe) => sum + rpe, 0) / noted.length : null,
    load: most(({ load }) => load ?? 0),
    reps: most(({ reps }) => reps ?? 0),
    speed: most(({ distance, durationSec }) =>
      distance && durationSec ? distance / durationSec : 0,
    ),
  }
}
