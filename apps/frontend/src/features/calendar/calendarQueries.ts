import { calendarApi } from '@fitvibe/contract'
import { useMutation, useQuery } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'

export function useCalendar() {
  return useQuery({
    queryKey: ['calendar'],
    queryFn: ({ signal }) => call(calendarApi.getCalendar, {}, { signal }),
  })
}

export function useRenewCalendar() {
  return useMutation({ mutationFn: () => call(calendarApi.renewCalendar, {}) })
}

export function useTurnOffCalendar() {
  return useMutation({ mutationFn: () => call(calendarApi.turnOffCalendar, {}) })
}
