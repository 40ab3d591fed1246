import type { User } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { createPlaces, createTurns } from '../../utils/turns.ts'

const inPlace = createPlaces(
  () => new AppError('CONFLICT', 'errors.importInFlight', { retryAfterSeconds: 5 }),
)

/** Commits that run or wait in this process; each has its answers in memory, 64 KB at most. */
export const MAX_COMMITS = 9

/**
 * Uploads that are in memory at once, 16 MB each at most: a slow client must not block the others.
 * Node disconnects a client whose upload has not been read after 15 s.
 */
const admitted = createTurns({ atOnce: 3, waiting: 8, patienceMs: 13_000 })

/** Commits wait here, so that many of them delay an upload by one file only. */
const inCommitTurn = createTurns({ atOnce: 1, waiting: MAX_COMMITS })

/** A file of 100,000 rows takes half of a process's memory, so files are imported one at a time. */
export const inTurn = createTurns({ atOnce: 1, waiting: 3 })

/**
 * Runs an import of a user.
 * @throws AppError CONFLICT while another import of the user runs or waits
 */
export const inUserPlace = <T>(user: User, work: () => Promise<T>): Promise<T> =>
  inPlace(user.id, work)

/**
 * Begins an import of a user, before its file is read.
 * @throws AppError CONFLICT while another import of the user runs or waits, UNAVAILABLE if too many
 * imports wait
 */
export const admit = <T>(user: User, signal: AbortSignal, work: () => Promise<T>): Promise<T> =>
  inPlace(user.id, () => admitted(work, signal))

/** Runs a commit when its turn has come. */
export const commitInTurn = <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> =>
  inCommitTurn(() => inTurn(work, signal), signal)
