import type { ExerciseType } from './effort.ts'
import type { Work } from './sets.ts'

/** Figures beyond what a human body can do. Points and personal records share these rules. */
export const IMPLAUSIBLE = ['load', 'speed', 'reps', 'duration', 'pace'] as const
export type Implausible = (typeof IMPLAUSIBLE)[number]

/** Heavier than any lift, except leg presses. */
const PLAUSIBLE_LOAD_KG = 1_000
/** m/s. The fastest sprint reached 12.4 (Bolt 2009); cyclists reach 30 downhill. */
const PLAUSIBLE_SPEED_ON_FOOT = 12.5
const PLAUSIBLE_SPEED = 30
/** From 1,000 m, m/s. The world record over 1,000 m is 2:11.96, 7.58 m/s (Ngeny 1999). */
const LONG_RUN_METRES = 1_000
const PLAUSIBLE_SPEED_OF_LONG_RUN = 7.6
/** In one set. */
const PLAUSIBLE_REPS = 5_000
/** The fastest rope skipping is 8 jumps a second. */
export const PLAUSIBLE_REPS_PER_SECOND = 10
/** Longest set and session, s. */
export const PLAUSIBLE_SECONDS = 86_400

/** Only the exercise's name distinguishes a run from a ride. */
const ON_FOOT =
  /\b(?:run|runs|running|jog|jogging|walk|walking|hike|hiking)\b|treadmill|trailrun|marathon|^sprints?\b|lauf|läuf|gehen|wander/i

export const isOnFoot = (name: string): boolean => ON_FOOT.test(name)

/** The highest load, repetitions and speed (m/s) of a set or of several. */
interface Figures {
  readonly type: ExerciseType | null
  readonly load: number
  readonly reps: number
  readonly speed: number
}

/** Returns the figure that no human body reaches; null if all are plausible. */
export function implausibleFigure({ type, load, reps, speed }: Figures): Implausible | null {
  if (load > PLAUSIBLE_LOAD_KG) return 'load'
  if (speed > plausibleSpeed(type)) return 'speed'
  return reps > PLAUSIBLE_REPS ? 'reps' : null
}

/** Returns the figure of a set that no human body reaches: the set earns no points and no record. */
export function implausibleIn(
  exercise: { readonly name: string; readonly type: ExerciseType | null },
  { load, reps, distance, durationSec }: Pick<Work, 'load' | 'reps' | 'distance' | 'durationSec'>,
): Implausible | null {
  const { name, type } = exercise
  const speed = distance && durationSec ? distance / durationSec : 0
  const figure = implausibleFigure({ type, load: load ?? 0, reps: reps ?? 0, speed })
  if (figure) return figure
  if (isOnFoot(name) && speed > speedOnFoot(distance ?? 0)) return 'speed'
  if ((durationSec ?? 0) > PLAUSIBLE_SECONDS) return 'duration'
  return reps && durationSec && reps > PLAUSIBLE_REPS_PER_SECOND * durationSec ? 'pace' : null
}

/** Cardio, endurance and untyped exercises may be rides. */
const plausibleSpeed = (type: ExerciseType | null) =>
  type === 'cardio' || type === 'endurance' || type === null
    ? PLAUSIBLE_SPEED
    : PLAUSIBLE_SPEED_ON_FOOT

const speedOnFoot = (metres: number) =>
  metres >= LONG_RUN_METRES ? PLAUSIBLE_SPEED_OF_LONG_RUN : PLAUSIBLE_SPEED_ON_FOOT
