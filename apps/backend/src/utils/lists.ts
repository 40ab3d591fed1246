/** The last item of a page of a list that is sorted by time; the next page begins after it. */
export interface Cursor {
  readonly at: Date
  readonly id: string
}

export interface CursorQuery {
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Milliseconds, negative before 1970, and a UUID. */
const CURSOR = /^(-?\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

export function writeCursor({ at, id }: Cursor): string {
  return Buffer.from(`${at.getTime()}_${id}`).toString('base64url')
}

/** Undefined, which means the first page, for text that `writeCursor` has not written. */
export function readCursor(text: string): Cursor | undefined {
  const [, time, id] = CURSOR.exec(Buffer.from(text, 'base64url').toString()) ?? []
  return time && id ? { at: new Date(Number(time)), id } : undefined
}

/** The filter of a repository: one item more than a page shows whether another page follows. */
export const seek = ({ cursor, limit }: CursorQuery) => ({
  before: cursor === undefined ? undefined : readCursor(cursor),
  limit: limit + 1,
})

/** The page to answer with, from the items found with `seek`. */
export function cursorPage<T>(
  found: readonly T[],
  limit: number,
  toCursor: (item: T) => Cursor,
): { items: T[]; nextCursor: string | null } {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  const isMore = found.length > limit && last
  return { items, nextCursor: isMore ? writeCursor(toCursor(last)) : null }
}

/** A page of a list with a total, as its endpoint answers it. */
export const page = <T>(
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
  { items, total }: { readonly items: T; readonly total: number },
) => ({ items, page, pageSize, total })
