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

export interface PagedQuery {
  readonly page: number
  readonly pageSize: number
  readonly cursor?: string | undefined
}

/** The part of a list that a repository reads: by number, or the items after a cursor. */
export interface Slice<C = Cursor> {
  readonly after: C | undefined
  readonly limit: number
  readonly offset: number
}

/** Returns the filter for a repository. Asks for one item more, to see whether a page follows. */
export const sliceOf = (query: PagedQuery): Slice => sliceBy(query, readCursor)

/** Like `sliceOf`, for a list with cursors of its own; `read` returns undefined for the first page. */
export const sliceBy = <C>(
  { page, pageSize, cursor }: PagedQuery,
  read: (text: string) => C | undefined,
): Slice<C> => ({
  after: cursor === undefined ? undefined : read(cursor),
  limit: pageSize + 1,
  offset: cursor === undefined ? (page - 1) * pageSize : 0,
})

/** Returns a page, with its number, of the items found with `sliceOf`. */
export const page = <T>(
  query: PagedQuery,
  found: { readonly items: readonly T[]; readonly total: number },
  toCursor: (item: T) => Cursor,
) => pageBy(query, found, (item) => writeCursor(toCursor(item)))

/** Like `page`, for a list with cursors of its own. */
export function pageBy<T>(
  { page, pageSize }: PagedQuery,
  { items: found, total }: { readonly items: readonly T[]; readonly total: number },
  write: (item: T) => string,
) {
  const items = found.slice(0, pageSize)
  const last = items.at(-1)
  const isMore = found.length > pageSize && last
  return { items, page, pageSize, total, nextCursor: isMore ? write(last) : null }
}
