import type { sessionsApi } from '@fitvibe/contract'

type Session = Pick<sessionsApi.SessionSummary, 'status' | 'startedAt' | 'plannedFor'>

/** When a session began or is planned to begin; null for a plan without a date. */
export const beginningOf = ({ status, startedAt, plannedFor }: Session) =>
  status === 'completed' ? startedAt : plannedFor
