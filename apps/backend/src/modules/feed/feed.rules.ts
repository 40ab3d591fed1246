interface Position {
  readonly completedAt: Date
  readonly id: string
}

/** Milliseconds, negative before 1970, and a UUID. */
const PLACE = /^(-?\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** A place in the feed as one opaque word. */
export function writeCursor({ completedAt, id }: Position): string {
  return Buffer.from(`${completedAt.getTime()}_${id}`).toString('base64url')
}

/** The place a word stands for; the beginning if it is not one of ours. */
export function readCursor(cursor: string): Position | undefined {
  const text = Buffer.from(cursor, 'base64url').toString()
  const [, time, id] = PLACE.exec(text) ?? []
  return time && id ? { completedAt: new Date(Number(time)), id } : undefined
}
