import { type Call, progressApi } from '@fitvibe/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'

type SummaryQuery = NonNullable<Call<typeof progressApi.getSummary>['query']>
type ChartQuery = NonNullable<Call<typeof progressApi.getCharts>['query']>

export type Interval = NonNullable<ChartQuery['interval']>
export type ProgressFilter = Pick<ChartQuery, 'interval' | 'category' | 'from' | 'to'>

export function useSummary(query: Pick<SummaryQuery, 'from' | 'to' | 'category'>) {
  return useQuery({
    queryKey: ['progress', 'summary', query],
    queryFn: ({ signal }) => call(progressApi.getSummary, { query }, { signal }),
    placeholderData: keepPreviousData,
  })
}

export function useCharts(query: ProgressFilter) {
  return useQuery({
    queryKey: ['progress', 'charts', query],
    queryFn: ({ signal }) => call(progressApi.getCharts, { query }, { signal }),
    placeholderData: keepPreviousData,
  })
}

export function useStreak() {
  return useQuery({
    queryKey: ['progress', 'streak'],
    queryFn: ({ signal }) => call(progressApi.getStreak, {}, { signal }),
  })
}
