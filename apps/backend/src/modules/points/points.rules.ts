import type { ExerciseType, pointsApi } from '@fitvibe/contract'

/** Changes whenever an award would come out differently. */
export const ALGORITHM_VERSION = 'v1'

const SESSION_LIMIT = 150
const DAY_LIMIT = 250
const AWARDS_A_DAY = 3
const MINIMUM_MINUTES = 5
const HOUR_MS = 3_600_000

/**
 * MET by code of the 2011 Compendium of Physical Activities (Ainsworth et al., Med Sci Sports Exerc
 * 43:1575).
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

/** What a kind of training is taken for at each effort. */
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

interface Effort {
  readonly type: ExerciseType | null
  readonly seconds: number
  readonly rpe: number | null
}

/** MET × minutes over all exercises: 5 MET for 30 minutes are 150. */
export function metMinutesOf(efforts: readonly Effort[]): number {
  return efforts.reduce((sum, { type, rpe, seconds }) => {
    const met = COMPENDIUM[ACTIVITY[type ?? 'strength'][intensity(rpe)]]
    return sum + met * (seconds / 60)
  }, 0)
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
  /** Heaviest load, kg. */
  readonly load: number
  /** Most repetitions of one set. */
  readonly reps: number
  /** Fastest set, m/s. */
  readonly speed: number
  /** All its sets, and all repetitions in them. */
  readonly sets: number
  readonly totalReps: number
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
  const implausible = implausibleIn(efforts, minutes)
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
  if (day.awards >= AWARDS_A_DAY) return 'too_many'
  return circumstances.isOverlapping ? 'overlapping' : null
}

/** Leg presses aside, nothing moves more. */
const MOST_KG = 1_000
/** The fastest sprint on foot had 12.4 m/s (Bolt 2009); cyclists reach 30 m/s downhill. */
const FASTEST_ON_FOOT = 12.5
const FASTEST = 30
const MOST_REPS = 5_000
/** Single repetitions take longer; the fastest rope skipping has 8 jumps a second. */
const MOST_SETS_A_MINUTE = 10
const MOST_REPS_A_SECOND = 10

/** What of a session is beyond the records, if anything is. */
function implausibleIn(
  efforts: readonly Measured[],
  minutes: number,
): pointsApi.AwardDetails['implausible'] {
  if (efforts.some(({ load }) => load > MOST_KG)) return 'load'
  if (efforts.some(({ type, speed }) => speed > fastest(type))) return 'speed'
  if (efforts.some(({ reps }) => reps > MOST_REPS)) return 'reps'
  if (minutes > 24 * 60) return 'duration'
  // Of a moment nothing can be said, and it earns nothing anyway.
  if (minutes < MINIMUM_MINUTES) return null
  const sets = efforts.reduce((sum, effort) => sum + effort.sets, 0)
  const reps = efforts.reduce((sum, effort) => sum + effort.totalReps, 0)
  const isRushed = sets > MOST_SETS_A_MINUTE * minutes || reps > MOST_REPS_A_SECOND * minutes * 60
  return isRushed ? 'pace' : null
}

/** A ride may be behind cardio and endurance; an exercise of no kind may be anything. */
const fastest = (type: ExerciseType | null) =>
  type === 'cardio' || type === 'endurance' || type === null ? FASTEST : FASTEST_ON_FOOT

const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))
const round = (value: number, digits: number) => Number(value.toFixed(digits))
/** Without what floating point adds: half a point and five minutes are what they are by hand. */
const exact = (value: number) => round(value, 6)
