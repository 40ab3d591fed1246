import { useInfiniteQuery } from '@tanstack/react-query'

interface Stretch<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

/** A list that comes stretch by stretch. */
export function useCursorPages<T>(
  queryKey: readonly unknown[],
  fetchStretch: (query: { cursor?: string }, signal: AbortSignal) => Promise<Stretch<T>>,
) {
  return useInfiniteQuery({
    queryKey,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      fetchStretch(pageParam === null ? {} : { cursor: pageParam }, signal),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}
