/** The bounds of everything an athlete can enter. The contract's schemas use them too. */

/** Longest session, s: two days. */
export const MAX_SESSION_SECONDS = 172_800

/** Completion times may lie this far in the future, s, because phone clocks run ahead. */
export const CLOCK_SKEW_SECONDS = 300

/** No session began before. */
export const EARLIEST_START = new Date('1900-01-01T00:00:00Z')

/** Energy of a session, kcal. */
export const MAX_CALORIES = 20_000

/** Sets in one block. */
export const MAX_SETS = 100

/** Repetitions in one set. */
export const MAX_REPS = 10_000

/** Load of one set, kg. */
export const MAX_LOAD_KG = 2_000

/** Help of one set, kg: the lowest load is its negative. */
export const MAX_HELP_KG = 500

/** Distance of one set, m. */
export const MAX_DISTANCE_M = 999_999

/** Duration of one set, s: a week. */
export const MAX_SET_SECONDS = 604_800

/** Rest after one set, s: two hours. */
export const MAX_REST_SECONDS = 7_200

/** Blocks of sets of one exercise. */
export const MAX_BLOCKS = 50

/** The largest INTERVAL of a recurrence rule. */
export const MAX_INTERVAL = 52

/** The largest COUNT of a recurrence rule. */
export const MAX_OCCURRENCES = 366

/** Sums are capped here, far above any human performance, so that their columns can store them. */
export const MAX_SUM = 1e9
