import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'

interface CursorPage {
  readonly items: readonly unknown[]
  readonly nextCursor: string | null
}

interface Options {
  readonly enabled?: boolean
  readonly staleTime?: number
  /** Shows the results of the previous key while those of a new one load. */
  readonly keepsPrevious?: boolean
}

/**
 * An infinite query on an endpoint with cursors. A page follows the last row of the one before, so that
 * rows that come and go in between are neither skipped nor repeated.
 */
export function useCursorPages<Page extends CursorPage>(
  queryKey: readonly unknown[],
  fetchPage: (query: { cursor?: string }, signal: AbortSignal) => Promise<Page>,
  { keepsPrevious = false, ...options }: Options = {},
) {
  return useInfiniteQuery({
    queryKey,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      fetchPage(pageParam === null ? {} : { cursor: pageParam }, signal),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    ...(keepsPrevious && { placeholderData: keepPreviousData }),
    ...options,
  })
}
