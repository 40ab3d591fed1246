import { type Call, feedApi } from '@fitvibe/contract'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'
import { useIdempotencyKey } from '../../lib/idempotency.ts'

export function useFeed() {
  return useInfiniteQuery({
    queryKey: ['feed', 'list'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      call(feedApi.listFeed, { query: pageParam ? { cursor: pageParam } : {} }, { signal }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}

export function useSharedSession(id: string) {
  return useQuery({
    queryKey: ['feed', 'one', id],
    queryFn: ({ signal }) => call(feedApi.getFeedSession, { params: { id } }, { signal }),
  })
}

export function useCloneSession(id: string) {
  const keyFor = useIdempotencyKey()
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: (body: Call<typeof feedApi.cloneSession>['body']) =>
      call(
        feedApi.cloneSession,
        { params: { id }, body },
        { idempotencyKey: keyFor({ id, body }) },
      ),
  })
}
