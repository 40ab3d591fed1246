/**
 * The bounds of everything an athlete can enter, by the API, by a file or by a clone. The contract's
 * schemas use them too.
 */

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

/** Exercises that a request or a series plans. */
export const MAX_PLANNED_EXERCISES = 50

/** Exercises of a session: the planned ones, and those added in progress. */
export const MAX_EXERCISES = 100

/** Blocks of sets of one exercise, planned or done. A set logged by itself is a block. */
export const MAX_BLOCKS = 200

/** Blocks of all exercises of a session, planned or done. */
export const MAX_SESSION_BLOCKS = 1_000

/** Blocks of all exercises of a series, which plans them again and again. */
export const MAX_SERIES_BLOCKS = 200

/** Exercises that an item of the feed names; it counts the others. */
export const MAX_NAMES_IN_FEED = 8

/**
 * Rows that a series writes ahead at once: each session and each of its exercises and blocks is
 * one. A larger plan is planned fewer weeks ahead.
 */
export const MAX_ROWS_AHEAD = 5_000

/** Series of a user that still plan sessions. */
export const MAX_RUNNING_SERIES = 50

/** Planned sessions of a user that are neither done nor cancelled. */
export const MAX_OPEN_SESSIONS = 5_000

/** Exercises that a user has added, archived ones included. */
export const MAX_OWN_EXERCISES = 1_000

/** Points of a chart of body measurements; longer series are thinned out. */
export const MAX_MEASUREMENT_POINTS = 1_000

/** The first day of body measurements, as of sessions. */
export const EARLIEST_DAY = '1900-01-01'

/** Sessions that a changed body weight recounts at once; a job recounts more of them. */
export const MAX_RECOUNTED_AT_ONCE = 100

/** Sessions that a user can write in a day (UTC), and rows as in `MAX_ROWS_AHEAD`. */
export const DAILY_QUOTAS = {
  planning: { sessions: 500, rows: 30_000 },
  /** A file of 100,000 sets is imported, undone and imported again. */
  imports: { sessions: 50_000, rows: 600_000 },
  /** Apart, because they need not wait for a session that is being written. */
  measurements: { sessions: 0, rows: 5_000 },
} as const

/** The largest INTERVAL of a recurrence rule. */
export const MAX_INTERVAL = 52

/** The largest COUNT of a recurrence rule. */
export const MAX_OCCURRENCES = 366

/** Sums are capped here, far above any human performance, so that their columns can store them. */
export const MAX_SUM = 1e9
