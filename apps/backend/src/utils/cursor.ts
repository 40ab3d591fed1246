/** Where a stretch of a list by time, newest first, ends. */
export interface Place {
  readonly at: Date
  readonly id: string
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
