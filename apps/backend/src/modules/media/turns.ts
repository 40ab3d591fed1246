import type { User } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { createPlaces, createTurns } from '../../utils/turns.ts'

const inPlace = createPlaces(
  () => new AppError('CONFLICT', 'errors.uploadInFlight', { retryAfterSeconds: 5 }),
)

/**
 * Uploads that are in memory at once, 5 MB each at most: a slow client must not block the others.
 * Node disconnects a client whose upload has not been read after 15 s.
 */
const admitted = createTurns({ atOnce: 8, waiting: 24, patienceMs: 13_000 })

/** A picture of 24 megapixels takes up to 200 MB while it is decoded. */
export const inTurn = createTurns({ atOnce: 2, waiting: 8 })

/**
 * Begins an upload of a user, before its file is read.
 * @throws AppError CONFLICT while another upload of the user runs or waits, UNAVAILABLE if too many
 * uploads wait
 */
export const admit = <T>(user: User, signal: AbortSignal, work: () => Promise<T>): Promise<T> =>
  inPlace(user.id, () => admitted(work, signal))
