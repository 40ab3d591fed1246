import type { ExerciseType, pointsApi } from '@fitvibe/contract'

/** Changes whenever an award would come out differently. */
export const ALGORITHM_VERSION = 'v1'

const SESSION_LIMIT = 150
const DAY_LIMIT = 250
const AWARDS_A_DAY = 3
const MINIMUM_MINUTES = 5
const HOUR_MS = 3_600_000

type Intensities = readonly [light: number, moderate: number, vigorous: number]

/**
 * MET by kind of training and effort, from the 2011 Compendium of Physical Activities (Ainsworth et
 * al., Med Sci Sports Exerc 43:1575); the codes stand behind each.
 */
const MET: Record<ExerciseType, Intensities> = {
  strength: [3.5, 5.0, 6.0], // 02054, 02052, 02050
  powerlifting: [3.5, 5.0, 6.0], // 02054, 02052, 02050
  weightlifting: [3.5, 5.0, 6.0], // 02054, 02052, 02050
  strongman: [3.5, 5.0, 8.0], // 02054, 02052, 02040
  plyometrics: [2.8, 3.8, 8.0], // 02024, 02022, 02020
  cardio: [4.8, 7.0, 9.8], // 02071, 12020, 12050
  endurance: [4.8, 7.0, 9.8], // 02071, 12020, 12050
  mobility: [2.3, 2.3, 2.3], // 02101
}

interface Effort {
  readonly type: ExerciseType | null
  readonly seconds: number
  readonly rpe: number | null
}

/** MET × minutes over all exercises: 5 MET for 30 minutes are 150. */
export function metMinutesOf(efforts: readonly Effort[]): number {
  return efforts.reduce(
    (sum, effort) =>
      sum + MET[effort.type ?? 'strength'][intensity(effort.rpe)] * (effort.seconds / 60),
    0,
  )
}

/** RPE up to 4 is light, from 8 vigorous (ACSM's classes on the ten-point scale). */
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
 * The same MET-minutes weigh more on some than on others: aerobic capacity falls by a tenth in ten
 * years from thirty on (ours: a quarter of that), is lower in women, and grows with training.
 */
function factorsOf(athlete: Athlete): pointsApi.AwardDetails['factors'] {
  const age = 1 + within(((athlete.age ?? 30) - 30) * 0.0025, 0, 0.1)
  const gender = GENDER[athlete.gender ?? ''] ?? 1
  const fitness = FITNESS[athlete.fitnessLevel ?? ''] ?? 1
  const frequency = FREQUENCY[athlete.trainingFrequency ?? ''] ?? 1
  const product = within(age * gender * fitness * frequency, 0.8, 1.3)
  return { age: round(age, 4), gender, fitness, frequency, product: round(product, 4) }
}

export interface Circumstances {
  readonly plannedFor: Date | null
  readonly completedAt: Date
  readonly now: Date
  /** What other sessions of the same day have earned. */
  readonly day: { readonly points: number; readonly awards: number }
  readonly isOverlapping: boolean
  /** Brought from elsewhere: corrected here, it still was not completed here. */
  readonly isImported?: boolean
}

interface Measured extends Effort {
  readonly load: number
  readonly reps: number
  readonly speed: number
}

/** The points of a session with everything that went into them. */
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
  const refused = refusalOf(efforts, minutes, circumstances)
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
  }
  return { points, details }
}

function refusalOf(
  efforts: readonly Measured[],
  minutes: number,
  { plannedFor, completedAt, now, day, isOverlapping, isImported }: Circumstances,
): pointsApi.AwardDetails['refused'] {
  if (isImported) return 'imported'
  if (efforts.some(isImplausible) || minutes > 24 * 60) return 'implausible'
  if (minutes < MINIMUM_MINUTES) return 'too_short'
  if (plannedFor && plannedFor.getTime() - completedAt.getTime() > 24 * HOUR_MS) return 'too_early'
  if (now.getTime() - completedAt.getTime() > 7 * 24 * HOUR_MS) return 'backdated'
  if (day.awards >= AWARDS_A_DAY) return 'too_many'
  return isOverlapping ? 'overlapping' : null
}

/** Beyond the records: 1,000 kg (leg presses aside, nothing moves it), 30 m/s (the fastest cyclists). */
function isImplausible({ load, reps, speed }: Measured): boolean {
  return load > 1_000 || speed > 30 || reps > 5_000
}

const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))
const round = (value: number, digits: number) => Number(value.toFixed(digits))
/** Without what floating point adds: half a point and five minutes are what they are by hand. */
const exact = (value: number) => round(value, 6)
