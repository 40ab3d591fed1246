import { type Call, feedApi, translationsApi } from '@fitvibe/contract'
import { useMutation, useQuery } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'
import { useIdempotencyKey } from '../../lib/idempotency.ts'
import { useCursorPages } from '../../lib/useCursorPages.ts'

export type FeedQuery = Pick<
  NonNullable<Call<typeof feedApi.listFeed>['query']>,
  'scope' | 'author'
>

export function useFeed(feed: FeedQuery) {
  return useCursorPages(['feed', 'list', feed], (query, signal) =>
    call(feedApi.listFeed, { query: { ...feed, ...query } }, { signal }),
  )
}

/** Hides a session from the athlete's feed, or shows it again. */
export function useHide(id: string) {
  return useMutation({
    mutationFn: (isHidden: boolean) =>
      call(isHidden ? feedApi.hideFeedSession : feedApi.unhideFeedSession, { params: { id } }),
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

/** Deletes the stored translations of the athlete's texts. */
export function useDeleteTranslations() {
  return useMutation({ mutationFn: () => call(translationsApi.deleteTranslations, {}) })
}
