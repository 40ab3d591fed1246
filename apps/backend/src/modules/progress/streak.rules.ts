/** A week with planned or done sessions. */
export interface Week {
  /** The first day of the week. */
  readonly on: string
  /** Sessions due in the week, without cancelled ones. */
  readonly planned: number
  /** Sessions due in the week and done on any day, plus unplanned sessions done in the week. */
  readonly done: number
  /** Sessions done in the week, regardless of when they were due. */
  readonly trained: number
}

export interface Streak {
  /** Consecutive weeks met. The current week counts once it is met. */
  readonly current: number
  readonly longest: number
}

/** A streak ends after this many consecutive weeks with neither plan nor training. */
const BREAK_WEEKS = 4
const WEEK_MS = 7 * 24 * 3_600_000

/**
 * Counts consecutive weeks met. A week is met if as many sessions were done as were planned, on any
 * days; a week without a plan is met by any training. A week that is not met ends the streak,
 * except the current one. Empty weeks pause the streak, up to three in a row. `weeks` must be in
 * order. Source: decision record 21.
 */
export function streakOf(weeks: readonly Week[], thisWeek: string): Streak {
  let [current, longest] = [0, 0]
  let last: string | undefined
  for (const week of weeks.filter(({ on }) => on <= thisWeek)) {
    if (last !== undefined && idleBetween(last, week.on) >= BREAK_WEEKS) current = 0
    if (isMet(week)) current += 1
    else if (week.on !== thisWeek) current = 0
    longest = Math.max(longest, current)
    last = week.on
  }
  const isOver = last !== undefined && idleBetween(last, thisWeek) >= BREAK_WEEKS
  return { current: isOver ? 0 : current, longest }
}

const isMet = ({ planned, done, trained }: Week) => (planned > 0 ? done >= planned : trained > 0)

/** Summarises the current week. */
export function currentWeekOf(weeks: readonly Week[], thisWeek: string) {
  const week = weeks.find(({ on }) => on === thisWeek)
  const { planned, done, trained } = week ?? { planned: 0, done: 0, trained: 0 }
  return {
    planned,
    done: planned > 0 ? done : trained,
    left: Math.max(0, planned - done),
    isMet: week !== undefined && isMet(week),
  }
}

interface GradedWeek extends Week {
  /** Sessions due in the week and done with an adherence of 80 to 120 %. */
  readonly green: number
}

/**
 * Calculates what badges for consistency depend on: the longest streak, the most consecutive weeks
 * done as planned, and the number of weeks with at least two planned sessions, all done.
 */
export function consistencyOf(weeks: readonly GradedWeek[], thisWeek: string) {
  let [asPlanned, inARow, plannedWeeks] = [0, 0, 0]
  let last = ''
  for (const week of weeks.filter(({ on }) => on <= thisWeek)) {
    const isNext = last !== '' && idleBetween(last, week.on) === 0
    const isGreen = week.planned > 0 && week.green >= week.planned
    inARow = isGreen ? (isNext ? inARow : 0) + 1 : 0
    asPlanned = Math.max(asPlanned, inARow)
    if (week.planned > 1 && isMet(week)) plannedWeeks += 1
    last = week.on
  }
  return { streak: streakOf(weeks, thisWeek).longest, asPlanned, plannedWeeks }
}

/** Returns the number of weeks between two weeks, given by their first days. */
const idleBetween = (from: string, to: string) =>
  Math.round((Date.parse(to) - Date.parse(from)) / WEEK_MS) - 1
