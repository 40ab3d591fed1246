interface Position {
  readonly completedAt: Date
  readonly id: string
}

/** A place in the feed as one opaque word. */
export function writeCursor({ completedAt, id }: Position): string {
  return Buffer.from(`${completedAt.getTime()}_${id}`).toString('base64url')
}

/** The place a word stands for; the beginning if it is not one of ours. */
export function readCursor(cursor: string): Position | undefined {
  const text = Buffer.from(cursor, 'base64url').toString()
  const match = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(text)
  return match ? { completedAt: new Date(Number(match[1])), id: match[2] ?? '' } : undefined
}
