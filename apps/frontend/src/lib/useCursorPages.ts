import { useInfiniteQuery } from '@tanstack/react-query'

interface CursorPage<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

/** An infinite query on an endpoint with cursors. */
export function useCursorPages<T>(
  queryKey: readonly unknown[],
  fetchPage: (query: { cursor?: string }, signal: AbortSignal) => Promise<CursorPage<T>>,
) {
  return useInfiniteQuery({
    queryKey,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      fetchPage(pageParam === null ? {} : { cursor: pageParam }, signal),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}
