/** The last item of a page in a list sorted by time; the next page begins after it. */
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

/** Reads a cursor of `writeCursor`; undefined, which means the first page, for any other text. */
export function readCursor(text: string): Cursor | undefined {
  const [, time, id] = CURSOR.exec(Buffer.from(text, 'base64url').toString()) ?? []
  return time && id ? { at: new Date(Number(time)), id } : undefined
}

/** Returns the filter for a repository. Asks for one item more, to see whether a page follows. */
export const seek = ({ cursor, limit }: CursorQuery) => ({
  before: cursor === undefined ? undefined : readCursor(cursor),
  limit: limit + 1,
})

/** Returns a page of the items found with `seek`. */
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

/** Adds the page number and size to the items of a list with a total. */
export const page = <T>(
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
  { items, total }: { readonly items: T; readonly total: number },
) => ({ items, page, pageSize, total })
