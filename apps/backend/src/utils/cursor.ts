/** Where a stretch of a list by time, newest first, ends. */
export interface Place {
  readonly at: Date
  readonly id: string
}

export interface StretchQuery {
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Milliseconds, negative before 1970, and a UUID. */
const PLACE = /^(-?\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** A place as one opaque word. */
export function writeCursor({ at, id }: Place): string {
  return Buffer.from(`${at.getTime()}_${id}`).toString('base64url')
}

/** The place a word stands for; the beginning if it is not one of ours. */
export function readCursor(cursor: string): Place | undefined {
  const text = Buffer.from(cursor, 'base64url').toString()
  const [, time, id] = PLACE.exec(text) ?? []
  return time && id ? { at: new Date(Number(time)), id } : undefined
}

/** What to look for: the place to go on from, and one more than asked for, to tell if there is more. */
export const placeOf = ({ cursor, limit }: StretchQuery) => ({
  before: cursor === undefined ? undefined : readCursor(cursor),
  limit: limit + 1,
})

/** The stretch asked for out of what was found with `placeOf`. */
export function stretch<T>(
  found: readonly T[],
  limit: number,
  toPlace: (item: T) => Place,
): { items: T[]; nextCursor: string | null } {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  const isMore = found.length > limit && last
  return { items, nextCursor: isMore ? writeCursor(toPlace(last)) : null }
}
