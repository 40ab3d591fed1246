import { peopleApi } from '@fitvibe/contract'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'
import { useCursorPages } from '../../lib/useCursorPages.ts'

const lists = {
  following: peopleApi.listFollowing,
  followers: peopleApi.listFollowers,
  requests: peopleApi.listRequests,
} as const

export function usePeople(list: keyof typeof lists, isEnabled = true) {
  return useCursorPages(
    ['people', list],
    (query, signal) => call(lists[list], { query }, { signal }),
    { enabled: isEnabled },
  )
}

/** Number of follow requests, at most those of the first page; 0 until loaded. */
export function useRequestCount(isLoggedIn: boolean): number {
  // The query of the list, which the page of people then need not load again.
  const { data } = usePeople('requests', isLoggedIn)
  return data?.pages[0]?.items.length ?? 0
}

/** People whose username begins with `q`; sends no request below two letters. */
export function usePeopleSearch(q: string) {
  return useQuery({
    queryKey: ['people', 'search', q],
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(peopleApi.searchPeople, { query: { q } }, { signal }),
  })
}

export function usePerson(username: string) {
  return useQuery({
    queryKey: ['people', 'one', username],
    queryFn: ({ signal }) => call(peopleApi.getPerson, { params: { username } }, { signal }),
  })
}

export function useBlocked() {
  return useCursorPages(['people', 'blocked'], (query, signal) =>
    call(peopleApi.listBlocked, { query }, { signal }),
  )
}

const actions = {
  follow: peopleApi.followPerson,
  unfollow: peopleApi.unfollowPerson,
  accept: peopleApi.acceptFollower,
  remove: peopleApi.removeFollower,
  block: peopleApi.blockPerson,
  unblock: peopleApi.unblockPerson,
} as const

export function useRemoveFollowers() {
  return useMutation({ mutationFn: () => call(peopleApi.removeFollowers, {}) })
}

/** An action of the athlete on another person. */
export function usePersonAction(action: keyof typeof actions) {
  return useMutation({
    mutationFn: async (username: string) => {
      await call(actions[action], { params: { username } })
    },
  })
}
