import { reportsApi, type Call, type Output } from '@fitvibe/contract'
import { useMutation } from '@tanstack/react-query'

import { call } from '../../lib/api.ts'
import { useCursorPages } from '../../lib/useCursorPages.ts'

/** The subject of a report: a session, an exercise or a person. */
export type Subject =
  | { readonly sessionId: string }
  | { readonly exerciseId: string }
  | { readonly username: string }

type Body = Call<typeof reportsApi.reportSession>['body']

export function useReport(subject: Subject) {
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: (body: Body): Promise<Output<typeof reportsApi.reportSession>> => {
      if ('sessionId' in subject)
        return call(reportsApi.reportSession, { params: { id: subject.sessionId }, body })
      if ('exerciseId' in subject)
        return call(reportsApi.reportExercise, { params: { id: subject.exerciseId }, body })
      return call(reportsApi.reportPerson, { params: { username: subject.username }, body })
    },
  })
}

export function useOwnReports() {
  return useCursorPages(['reports', 'own'], (query, signal) =>
    call(reportsApi.listMyReports, { query }, { signal }),
  )
}

export type Status = reportsApi.Report['status']

export function useReports(status: Status) {
  return useCursorPages(['reports', 'all', status], (query, signal) =>
    call(reportsApi.listReports, { query: { ...query, status } }, { signal }),
  )
}

export function useResolve(id: string) {
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: (body: Call<typeof reportsApi.resolveReport>['body']) =>
      call(reportsApi.resolveReport, { params: { id }, body }),
  })
}

export function useReopen(id: string) {
  return useMutation({ mutationFn: () => call(reportsApi.reopenReport, { params: { id } }) })
}
