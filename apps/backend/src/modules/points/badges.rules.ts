import type { badgesApi, ExerciseType, Muscle } from '@fitvibe/contract'

type BadgeCode = badgesApi.BadgeCode

/** What an athlete has done so far, as far as badges ask for it. */
export interface Facts {
  /** Completed ones, of one day three at most. */
  readonly sessions: number
  /** Days of the week, and months, that there was training in. */
  readonly weekdays: number
  readonly months: number
  /** Weeks of the longest streak. */
  readonly streak: number
  /** Weeks in a row that went as planned, within 80 to 120 %. */
  readonly asPlanned: number
  /** Weeks in which two or more sessions were planned and done. */
  readonly plannedWeeks: number
  /** Muscles trained in one week. */
  readonly muscles: readonly Muscle[]
  /** Days since the training before. */
  readonly pauseDays: number
  /** Metres run or walked in one session. */
  readonly onFoot: number
}

/** How a number of a badge reads. */
type BadgeUnit = 'sessions' | 'weeks' | 'weekdays' | 'months' | 'regions' | 'days' | 'metres'

interface Badge {
  readonly target: number
  readonly unit: BadgeUnit
  readonly reached: (facts: Facts) => number
  /** Comes in one session: there is no way towards it to show. */
  readonly atOnce?: true
}

const MARATHON_METRES = 42_195
/** Nobody has run a marathon in less, or will soon: the record is 2:00:35 (Chicago, 2023). */
const MARATHON_SECONDS = 7_000
const BREAK_DAYS = 28

/** What it takes, in the order they are shown in. Source: ours, decision record 21. */
export const BADGES: Readonly<Record<BadgeCode, Badge>> = {
  first_session: { target: 1, unit: 'sessions', reached: ({ sessions }) => sessions, atOnce: true },
  planned_week: {
    target: 1,
    unit: 'weeks',
    reached: ({ plannedWeeks }) => plannedWeeks,
    atOnce: true,
  },
  streak_4_weeks: { target: 4, unit: 'weeks', reached: ({ streak }) => streak },
  streak_12_weeks: { target: 12, unit: 'weeks', reached: ({ streak }) => streak },
  streak_26_weeks: { target: 26, unit: 'weeks', reached: ({ streak }) => streak },
  streak_52_weeks: { target: 52, unit: 'weeks', reached: ({ streak }) => streak },
  as_planned_month: { target: 4, unit: 'weeks', reached: ({ asPlanned }) => asPlanned },
  every_weekday: { target: 7, unit: 'weekdays', reached: ({ weekdays }) => weekdays },
  twelve_months: { target: 12, unit: 'months', reached: ({ months }) => months },
  whole_body: { target: 7, unit: 'regions', reached: ({ muscles }) => regionsOf(muscles) },
  comeback: {
    target: BREAK_DAYS,
    unit: 'days',
    reached: ({ pauseDays }) => pauseDays,
    atOnce: true,
  },
  hundred_workouts: { target: 100, unit: 'sessions', reached: ({ sessions }) => sessions },
  marathon_badge: {
    target: MARATHON_METRES,
    unit: 'metres',
    reached: ({ onFoot }) => onFoot,
    atOnce: true,
  },
}

export const BADGE_CODES = Object.keys(BADGES) as BadgeCode[]

/** The badges these facts stand for. */
export const standing = (facts: Facts): ReadonlySet<BadgeCode> =>
  new Set(BADGE_CODES.filter((code) => BADGES[code].reached(facts) >= BADGES[code].target))

/**
 * The parts of the body a week should train all of: "legs, hips, back, abdomen, chest, shoulders,
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

interface Effort {
  readonly name: string
  readonly type: ExerciseType | null
  readonly seconds: number
  readonly distance: number
}

/** Nothing but its name tells a run from a ride. */
const ON_FOOT =
  /\b(?:run|runs|running|jog|jogging|walk|walking|hike|hiking)\b|treadmill|marathon|lauf|läuf|gehen|wander/i

/** Metres run or walked in a session; 0 where it went faster than any marathon. */
export function metresOnFoot(efforts: readonly Effort[]): number {
  const own = efforts.filter(({ name }) => ON_FOOT.test(name))
  const metres = own.reduce((sum, { distance }) => sum + distance, 0)
  const seconds = own.reduce((sum, effort) => sum + effort.seconds, 0)
  const isTooFast = metres * MARATHON_SECONDS > seconds * MARATHON_METRES
  return isTooFast ? 0 : Math.floor(metres)
}
