import { z } from 'zod'

/**
 * The values that search results are sorted by. Names are at most 128 characters long, a few more in
 * lower case.
 */
const SortKey = z.tuple([
  z.int32(),
  z.number(),
  z.int32(),
  z.string().max(400).refine(isStorable),
  z.uuid(),
])

export interface SortKey {
  readonly rank: number
  readonly unlikeness: number
  readonly size: number
  readonly name: string
  readonly id: string
}

/** Writes the place of a search result as a cursor. */
export function writeSortKey({ rank, unlikeness, size, name, id }: SortKey): string {
  return Buffer.from(JSON.stringify([rank, unlikeness, size, name, id])).toString('base64url')
}

/** Reads a cursor of `writeSortKey`; undefined, which means the first page, for any other text. */
export function readSortKey(text: string): SortKey | undefined {
  const parsed = SortKey.safeParse(parse(text))
  if (!parsed.success) return undefined
  const [rank, unlikeness, size, name, id] = parsed.data
  return { rank, unlikeness, size, name, id }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    return undefined
  }
}

/** Text in PostgreSQL has no NUL and no half of a surrogate pair. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}
