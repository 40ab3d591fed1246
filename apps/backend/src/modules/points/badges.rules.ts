import type { badgesApi, Muscle } from '@fitvibe/contract'
import type { Effort } from '@fitvibe/training/effort'
import { isOnFoot } from '@fitvibe/training/plausible'

type BadgeCode = badgesApi.BadgeCode

/** Figures that come from a single session. */
export interface SessionFeats {
  /** Muscles trained in one week. */
  readonly muscles: readonly Muscle[]
  /** Days since the previous training day. */
  readonly pauseDays: number
  /** Distance run or walked in one session, m. */
  readonly onFoot: number
}

/** The figures of an athlete's training that badges depend on. */
export interface BadgeInput extends SessionFeats {
  /** Completed sessions, at most three a day. */
  readonly sessions: number
  /** Distinct days of the week with training. */
  readonly weekdays: number
  /** Distinct calendar months with training. */
  readonly months: number
  /** Length of the longest streak, weeks. */
  readonly streak: number
  /** Consecutive weeks in which every planned session had an adherence of 80 to 120 %. */
  readonly asPlanned: number
  /** Weeks with at least two planned sessions, all of them done. */
  readonly plannedWeeks: number
}

export const NO_FEATS: SessionFeats = { muscles: [], pauseDays: 0, onFoot: 0 }

/** The figures of an athlete without training. */
export const NO_TRAINING: BadgeInput = {
  sessions: 0,
  weekdays: 0,
  months: 0,
  streak: 0,
  asPlanned: 0,
  plannedWeeks: 0,
  ...NO_FEATS,
}

/** The unit decides the text that shows a badge's value. */
type BadgeUnit = 'sessions' | 'weeks' | 'weekdays' | 'months' | 'regions' | 'days' | 'metres'

interface Badge {
  readonly target: number
  readonly unit: BadgeUnit
  readonly measure: (input: BadgeInput) => number
  /** The badge is earned in a single session, so the app shows no progress towards it. */
  readonly isAllOrNothing?: true
}

const MARATHON_METRES = 42_195
/** Faster than any marathon: the world record is 2:00:35, 7,235 s (Chicago, 2023). */
const MARATHON_SECONDS = 7_000
const BREAK_DAYS = 28

/** All badges in display order. Source: decision record 21. */
export const BADGES: Readonly<Record<BadgeCode, Badge>> = {
  first_session: {
    target: 1,
    unit: 'sessions',
    measure: ({ sessions }) => sessions,
    isAllOrNothing: true,
  },
  planned_week: {
    target: 1,
    unit: 'weeks',
    measure: ({ plannedWeeks }) => plannedWeeks,
    isAllOrNothing: true,
  },
  streak_4_weeks: { target: 4, unit: 'weeks', measure: ({ streak }) => streak },
  streak_12_weeks: { target: 12, unit: 'weeks', measure: ({ streak }) => streak },
  streak_26_weeks: { target: 26, unit: 'weeks', measure: ({ streak }) => streak },
  streak_52_weeks: { target: 52, unit: 'weeks', measure: ({ streak }) => streak },
  as_planned_month: { target: 4, unit: 'weeks', measure: ({ asPlanned }) => asPlanned },
  every_weekday: { target: 7, unit: 'weekdays', measure: ({ weekdays }) => weekdays },
  twelve_months: { target: 12, unit: 'months', measure: ({ months }) => months },
  whole_body: { target: 7, unit: 'regions', measure: ({ muscles }) => regionsOf(muscles) },
  comeback: {
    target: BREAK_DAYS,
    unit: 'days',
    measure: ({ pauseDays }) => pauseDays,
    isAllOrNothing: true,
  },
  hundred_workouts: { target: 100, unit: 'sessions', measure: ({ sessions }) => sessions },
  marathon_badge: {
    target: MARATHON_METRES,
    unit: 'metres',
    measure: ({ onFoot }) => onFoot,
    isAllOrNothing: true,
  },
}

export const BADGE_CODES = Object.keys(BADGES) as BadgeCode[]

export const earnedBadges = (input: BadgeInput): ReadonlySet<BadgeCode> =>
  new Set(BADGE_CODES.filter((code) => BADGES[code].measure(input) >= BADGES[code].target))

/**
 * The body parts that weekly training should cover: "legs, hips, back, abdomen, chest, shoulders,
 * and arms" (Physical Activity Guidelines for Americans, 2nd edition, 2018).
 */
const REGION: Readonly<Record<Muscle, string | null>> = {
  quadriceps: 'legs',
  hamstrings: 'legs',
  calves: 'legs',
  glutes: 'hips',
  abductors: 'hips',
  adductors: 'hips',
  lats: 'back',
  upper_back: 'back',
  lower_back: 'back',
  traps: 'back',
  abdominals: 'abdomen',
  chest: 'chest',
  shoulders: 'shoulders',
  biceps: 'arms',
  triceps: 'arms',
  forearms: 'arms',
  neck: null,
}

function regionsOf(muscles: readonly Muscle[]): number {
  const regions = muscles.flatMap((muscle) => REGION[muscle] ?? [])
  return new Set(regions).size
}

/** Sums the metres run or walked in a session. Returns 0 for a pace faster than any marathon. */
export function metresOnFoot(
  efforts: readonly Pick<Effort, 'name' | 'seconds' | 'distance'>[],
): number {
  const onFoot = efforts.filter(({ name }) => isOnFoot(name))
  const metres = onFoot.reduce((sum, { distance }) => sum + distance, 0)
  const seconds = onFoot.reduce((sum, effort) => sum + effort.seconds, 0)
  const isTooFast = metres * MARATHON_SECONDS > seconds * MARATHON_METRES
  return isTooFast ? 0 : Math.floor(metres)
}
