/** A week that something was planned or done in. */
export interface Week {
  /** Its Monday. */
  readonly on: string
  /** Sessions due in it; cancelled ones aside. */
  readonly planned: number
  /** Of those, done on whatever day, and what was done in it without a plan. */
  readonly done: number
  /** Sessions done in it, whenever they were due. */
  readonly trained: number
}

export interface Streak {
  /** Weeks met in a row, the running one if it is met already. */
  readonly current: number
  readonly longest: number
}

/** Weeks with neither plan nor training, in a row, that end a streak: fewer are a rest. */
const BREAK_WEEKS = 4
const WEEK_MS = 7 * 24 * 3_600_000

/**
 * A week is met when as much was done as was planned, on whatever days, or where nothing was
 * planned, if there was training. Another one ends the streak, but for the running week, which can
 * only add to it, and for weeks that hold nothing at all: those pause it, three in a row at most.
 * Source: ours, decision record 21. `weeks` are in order.
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

/** Where the running week stands. */
export function standingOf(weeks: readonly Week[], thisWeek: string) {
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
  /** Sessions due in it that were done within 80 to 120 % of their plan. */
  readonly green: number
}

/** What weeks are rewarded for: kept in a row, done as planned in a row, and planned and done. */
export function consistencyOf(weeks: readonly GradedWeek[], thisWeek: string) {
  let [asPlanned, row, plannedWeeks] = [0, 0, 0]
  let last = ''
  for (const week of weeks.filter(({ on }) => on <= thisWeek)) {
    const isNext = last !== '' && idleBetween(last, week.on) === 0
    const isGreen = week.planned > 0 && week.green >= week.planned
    row = isGreen ? (isNext ? row : 0) + 1 : 0
    asPlanned = Math.max(asPlanned, row)
    if (week.planned > 1 && isMet(week)) plannedWeeks += 1
    last = week.on
  }
  return { streak: streakOf(weeks, thisWeek).longest, asPlanned, plannedWeeks }
}

/** Whole weeks that lie between two Mondays. */
const idleBetween = (from: string, to: string) =>
  Math.round((Date.parse(to) - Date.parse(from)) / WEEK_MS) - 1
