import { badgesApi, leaderboardApi, pointsApi } from '@fitvibe/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'
import { useCursorPages } from '../../lib/useCursorPages.ts'

export function usePoints() {
  return useQuery({
    queryKey: ['points', 'total'],
    queryFn: ({ signal }) => call(pointsApi.getPoints, {}, { signal }),
  })
}

export function useLedger() {
  return useCursorPages(['points', 'ledger'], (query, signal) =>
    call(pointsApi.listPoints, { query }, { signal }),
  )
}

/** The latest award of a session, if it is among the last 100 entries. */
export function useSessionAward(sessionId: string) {
  return useQuery({
    queryKey: ['points', 'latest'],
    queryFn: ({ signal }) => call(pointsApi.listPoints, { query: { pageSize: 100 } }, { signal }),
    select: ({ items }) =>
      items.find((entry) => entry.sessionId === sessionId && entry.details) ?? null,
  })
}

export function useBadges() {
  return useQuery({
    queryKey: ['points', 'badges'],
    queryFn: ({ signal }) => call(badgesApi.listBadges, {}, { signal }),
  })
}

export function useLeaderboard(period: leaderboardApi.LeaderboardPeriod) {
  return useQuery({
    queryKey: ['points', 'leaderboard', period],
    queryFn: ({ signal }) => call(leaderboardApi.getLeaderboard, { query: { period } }, { signal }),
    placeholderData: keepPreviousData,
  })
}
