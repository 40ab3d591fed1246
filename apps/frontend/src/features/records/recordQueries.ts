import { recordsApi } from '@fitvibe/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'
import { useCursorPages } from '../../lib/useCursorPages.ts'

export type Formula = recordsApi.Formula

export function useRecords() {
  return useCursorPages(['records', 'all'], (query, signal) =>
    call(recordsApi.listRecords, { query: { ...query, pageSize: 10 } }, { signal }),
  )
}

export function useExerciseRecords(id: string, formula: Formula) {
  return useQuery({
    queryKey: ['records', 'exercise', id, formula],
    queryFn: ({ signal }) =>
      call(recordsApi.getExerciseRecords, { params: { id }, query: { formula } }, { signal }),
    placeholderData: keepPreviousData,
  })
}

/** Loads 50 sessions per page, enough for a chart. */
export function useExerciseHistory(id: string, formula: Formula) {
  return useCursorPages(
    ['records', 'history', id, formula],
    (query, signal) =>
      call(
        recordsApi.listExerciseHistory,
        { params: { id }, query: { formula, limit: 50, ...query } },
        { signal },
      ),
    { keepsPrevious: true },
  )
}

export function useSessionRecords(id: string) {
  return useQuery({
    queryKey: ['records', 'session', id],
    queryFn: ({ signal }) => call(recordsApi.getSessionRecords, { params: { id } }, { signal }),
  })
}

/** Suggested work for next time; 404 for an exercise that the athlete has never done. */
export function useSuggestion(id: string | null) {
  return useQuery({
    queryKey: ['records', 'suggestion', id],
    enabled: id !== null,
    retry: false,
    queryFn: ({ signal }) =>
      call(recordsApi.getSuggestion, { params: { id: id ?? '' } }, { signal }),
  })
}

export function useSessionSuggestions(id: string | null) {
  return useQuery({
    queryKey: ['records', 'suggestions', id],
    enabled: id !== null,
    queryFn: ({ signal }) =>
      call(recordsApi.listSuggestions, { params: { id: id ?? '' } }, { signal }),
  })
}

export function useMuscles() {
  return useQuery({
    queryKey: ['records', 'muscles'],
    queryFn: ({ signal }) => call(recordsApi.getMuscles, {}, { signal }),
  })
}
