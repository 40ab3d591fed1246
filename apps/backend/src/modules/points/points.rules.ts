import type { ExerciseType, pointsApi } from '@fitvibe/contract'
import type { Effort } from '@fitvibe/training/effort'
import {
  implausibleFigure,
  PLAUSIBLE_REPS_PER_SECOND,
  PLAUSIBLE_SECONDS,
} from '@fitvibe/training/plausible'

/** Increase this with every change that alters the points of any session. */
export const ALGORITHM_VERSION = 'v1'

const SESSION_LIMIT = 150
const DAY_LIMIT = 250
const AWARDS_PER_DAY = 3
const MINIMUM_MINUTES = 5
const HOUR_MS = 3_600_000

/**
 * MET values by code, from the 2011 Compendium of Physical Activities (Ainsworth et al., Med Sci
 * Sports Exerc 43:1575).
 */
export const COMPENDIUM = {
  '02020': 8.0, // calisthenics, vigorous
  '02022': 3.8, // calisthenics, moderate
  '02024': 2.8, // calisthenics, light
  '02040': 8.0, // circuit training, vigorous
  '02050': 6.0, // resistance training, vigorous
  '02052': 5.0, // resistance training, squats
  '02054': 3.5, // resistance training, 8 to 15 repetitions
  '02071': 4.8, // rowing, stationary, moderate
  '02101': 2.3, // stretching, mild
  '12020': 7.0, // jogging
  '12050': 9.8, // running, 6 mph
} as const

type Code = keyof typeof COMPENDIUM
type Intensities = readonly [light: Code, moderate: Code, vigorous: Code]

/** Compendium codes that represent each exercise type at light, moderate and vigorous effort. */
const ACTIVITY: Record<ExerciseType, Intensities> = {
  strength: ['02054', '02052', '02050'],
  powerlifting: ['02054', '02052', '02050'],
  weightlifting: ['02054', '02052', '02050'],
  strongman: ['02054', '02052', '02040'],
  plyometrics: ['02024', '02022', '02020'],
  cardio: ['02071', '12020', '12050'],
  endurance: ['02071', '12020', '12050'],
  mobility: ['02101', '02101', '02101'],
}

/** Sums MET × minutes over all exercises: 5 MET for 30 minutes are 150. */
export function metMinutesOf(efforts: readonly Pick<Effort, 'type' | 'seconds' | 'rpe'>[]): number {
  return efforts.reduce((sum, { type, rpe, seconds }) => {
    const met = COMPENDIUM[ACTIVITY[type ?? 'strength'][intensity(rpe)]]
    return sum + met * (seconds / 60)
  }, 0)
}

/** RPE up to 4 is light, 8 and above vigorous (ACSM's classes on the ten-point scale). */
function intensity(rpe: number | null): 0 | 1 | 2 {
  if (rpe === null) return 1
  if (rpe <= 4) return 0
  return rpe >= 8 ? 2 : 1
}

/** kcal = MET × 3.5 × kg ÷ 200 × minutes (ACSM's metabolic equation). */
export function caloriesOf(metMinutes: number, weightKg: number): number {
  return Math.round((metMinutes * 3.5 * weightKg) / 200)
}

export interface Athlete {
  readonly age: number | null
  readonly gender: string | null
  readonly fitnessLevel: string | null
  readonly trainingFrequency: string | null
}

const FITNESS: Record<string, number> = { beginner: 1.1, intermediate: 1, advanced: 0.95 }
const FREQUENCY: Record<string, number> = { none: 0.95, monthly: 1, weekly: 1.02, daily: 1.05 }
const GENDER: Record<string, number> = { female: 1.05, diverse: 1.025 }

/**
 * The same MET-minutes are harder for some athletes than for others. Aerobic capacity is lower in
 * women, grows with training, and falls by a tenth per decade from the age of thirty; the age
 * factor compensates a quarter of that.
 */
function factorsOf(athlete: Athlete): pointsApi.AwardDetails['factors'] {
  const age = 1 + clamp(((athlete.age ?? 30) - 30) * 0.0025, 0, 0.1)
  const gender = GENDER[athlete.gender ?? ''] ?? 1
  const fitness = FITNESS[athlete.fitnessLevel ?? ''] ?? 1
  const frequency = FREQUENCY[athlete.trainingFrequency ?? ''] ?? 1
  const product = clamp(age * gender * fitness * frequency, 0.8, 1.3)
  return { age: round(age, 4), gender, fitness, frequency, product: round(product, 4) }
}

export interface Circumstances {
  readonly plannedFor: Date | null
  readonly completedAt: Date
  readonly now: Date
  /** Points and awards of other sessions on the same day. */
  readonly day: { readonly points: number; readonly awards: number }
  readonly isOverlapping: boolean
  /** Imported sessions earn no points, even after a correction in FitVibe. */
  readonly isImported?: boolean
}

type Measured = Omit<Effort, 'name' | 'distance' | 'implausible'> &
  Partial<Pick<Effort, 'implausible'>>

/** Calculates the points of a session, with all figures that they result from. */
export function awardOf(
  efforts: readonly Measured[],
  athlete: Athlete,
  adherence: number | null,
  circumstances: Circumstances,
): { points: number; details: pointsApi.AwardDetails } {
  const minutes = exact(efforts.reduce((sum, { seconds }) => sum + seconds / 60, 0))
  const metMinutes = round(metMinutesOf(efforts), 1)
  const factors = factorsOf(athlete)
  const adherenceBonus = adherence !== null && adherence >= 80 && adherence <= 120
  const bonus = adherenceBonus ? 1.1 : 1
  const raw = Math.round(exact((metMinutes / 10) * factors.product * bonus))
  const implausible = findImplausible(efforts, minutes)
  const refused = refusalOf(minutes, { ...circumstances, isImplausible: implausible !== null })
  const left = Math.max(0, DAY_LIMIT - circumstances.day.points)
  const points = refused ? 0 : Math.min(raw, SESSION_LIMIT, left)
  const details = {
    minutes: round(minutes, 1),
    metMinutes,
    factors,
    adherenceBonus,
    raw,
    limit:
      refused || points === raw ? null : points === left ? ('day' as const) : ('session' as const),
    refused,
    implausible: refused === 'implausible' ? implausible : null,
  }
  return { points, details }
}

function refusalOf(
  minutes: number,
  circumstances: Circumstances & { readonly isImplausible: boolean },
): pointsApi.AwardDetails['refused'] {
  const { plannedFor, completedAt, now, day } = circumstances
  if (circumstances.isImported) return 'imported'
  if (circumstances.isImplausible) return 'implausible'
  if (minutes < MINIMUM_MINUTES) return 'too_short'
  if (plannedFor && plannedFor.getTime() - completedAt.getTime() > 24 * HOUR_MS) return 'too_early'
  if (now.getTime() - completedAt.getTime() > 7 * 24 * HOUR_MS) return 'backdated'
  if (day.awards >= AWARDS_PER_DAY) return 'too_many'
  return circumstances.isOverlapping ? 'overlapping' : null
}

/** Even a single repetition takes longer than 6 s. */
const PLAUSIBLE_SETS_PER_MINUTE = 10

/** Finds a figure beyond what a human body can do: of a set, as for records, or of the session. */
function findImplausible(
  efforts: readonly Measured[],
  minutes: number,
): pointsApi.AwardDetails['implausible'] {
  const [figure] = efforts.flatMap(
    (effort) => effort.implausible ?? implausibleFigure(effort) ?? [],
  )
  if (figure) return figure
  if (minutes > PLAUSIBLE_SECONDS / 60) return 'duration'
  // The pace of a very short session is not meaningful, and the session earns nothing anyway.
  if (minutes < MINIMUM_MINUTES) return null
  const sets = efforts.reduce((sum, effort) => sum + effort.sets, 0)
  const reps = efforts.reduce((sum, effort) => sum + effort.totalReps, 0)
  const isRushed =
    sets > PLAUSIBLE_SETS_PER_MINUTE * minutes || reps > PLAUSIBLE_REPS_PER_SECOND * minutes * 60
  return isRushed ? 'pace' : null
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))
const round = (value: number, digits: number) => Number(value.toFixed(digits))
/** Removes floating-point noise, so that results match a calculation by hand. */
const exact = (value: number) => round(value, 6)
