import { type Call, measurementsApi } from '@fitvibe/contract'
import type { MeasurementKind } from '@fitvibe/training/measurements'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'
import { useCursorPages } from '../../lib/useCursorPages.ts'

type NewMeasurements = Call<typeof measurementsApi.recordMeasurements>['body']

/** The latest value of each kind that the athlete measures. */
export function useTrends() {
  return useQuery({
    queryKey: ['measurements', 'summary'],
    queryFn: ({ signal }) => call(measurementsApi.summarizeMeasurements, {}, { signal }),
  })
}

export function useMeasurementChart(kind: MeasurementKind, from: string | undefined) {
  const query = { kind, ...(from !== undefined && { from }) }
  return useQuery({
    queryKey: ['measurements', 'chart', query],
    queryFn: ({ signal }) => call(measurementsApi.chartMeasurements, { query }, { signal }),
    placeholderData: keepPreviousData,
  })
}

export function useMeasurements(kind: MeasurementKind) {
  return useCursorPages(['measurements', 'list', kind], (query, signal) =>
    call(measurementsApi.listMeasurements, { query: { ...query, kind } }, { signal }),
  )
}

/** A body weight changes volumes, records and calories: everything on the screen is fetched again. */
export function useRecordMeasurements() {
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: (body: NewMeasurements) => call(measurementsApi.recordMeasurements, { body }),
  })
}

export function useDeleteMeasurement() {
  return useMutation({
    mutationFn: ({ id }: measurementsApi.Measurement) =>
      call(measurementsApi.deleteMeasurement, { params: { id } }),
  })
}
