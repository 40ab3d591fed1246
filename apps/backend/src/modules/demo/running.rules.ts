import type { Random } from './random.rules.ts'
import type { Trained } from './step.ts'

const RUN = 'running'

/** Returns a run of about `metres` at about `pace` seconds per kilometre. */
export function run(
  { metres, pace, rpe }: { metres: number; pace: number; rpe: number },
  random: Random,
): Trained {
  const distance = metres + random.between(-4, 12) * 10
  const seconds = Math.round((distance / 1_000) * (pace + random.between(-9, 9)))
  return {
    slug: RUN,
    planned: [{ sets: 1, distance: metres, rpe }],
    actual: [{ sets: 1, distance, durationSec: seconds, rpe }],
  }
}

/** Returns a race over exactly this distance. */
export const race = (metres: number, seconds: number): Trained => ({
  slug: RUN,
  planned: [{ sets: 1, distance: metres }],
  actual: [{ sets: 1, distance: metres, durationSec: seconds, rpe: 9.5 }],
})

/** Returns equal intervals at `pace` seconds per kilometre, between two easy kilometres. */
export function intervals(
  { times, metres, pace }: { times: number; metres: number; pace: number },
  random: Random,
): Trained {
  const seconds = Math.round((metres / 1_000) * pace)
  const easy = { setType: 'warmup' as const, sets: 1, distance: 1_500, durationSec: 480 }
  return {
    slug: RUN,
    planned: [easy, { sets: times, distance: metres, durationSec: seconds, restSec: 120 }],
    actual: [
      easy,
      {
        sets: times,
        distance: metres,
        durationSec: seconds + random.between(-3, 3),
        restSec: 120,
        rpe: 8.5,
      },
    ],
  }
}

/** Minutes from the start to the end of runs, with a little time to stretch. */
export const minutesOf = (exercises: readonly Trained[]): number =>
  exercises.reduce((sum, { actual }) => {
    const seconds = actual.map(
      ({ sets, durationSec, restSec }) => (sets ?? 1) * ((durationSec ?? 0) + (restSec ?? 0)),
    )
    return sum + Math.ceil(seconds.reduce((all, each) => all + each, 0) / 60)
  }, 1)
