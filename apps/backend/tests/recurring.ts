import { sessionsApi, type Call, type Scope } from '@fitvibe/contract'

import type { Athlete } from './testApp.ts'
import { plan, type NewSession } from './training.ts'

type Changes = Call<typeof sessionsApi.updateSession>['body']

/**
 * Plans a series of leg days, Mondays at 18:00 in Berlin from 7 September 2026. Returns the id of
 * its first session.
 */
export const planSeries = (
  athlete: Athlete,
  recurrenceRule: string,
  body: Partial<NewSession> = {},
) => plan(athlete, { recurrenceRule, timezone: 'Europe/Berlin', ...body })

/** All sessions of an athlete, earliest first. */
export async function sessionsOf(athlete: Athlete): Promise<sessionsApi.SessionSummary[]> {
  const { body } = await athlete.call(sessionsApi.listSessions, { query: { pageSize: 100 } })
  return (body.items as sessionsApi.SessionSummary[]).toSorted((a, b) =>
    (a.plannedFor ?? '').localeCompare(b.plannedFor ?? ''),
  )
}

/** Local times of all sessions, such as `2026-09-07 18:00`, earliest first. */
export async function timesOf(athlete: Athlete): Promise<string[]> {
  return (await sessionsOf(athlete)).map(({ plannedFor, timezone }) =>
    new Date(plannedFor ?? 0).toLocaleString('sv-SE', {
      timeZone: timezone,
      dateStyle: 'short',
      timeStyle: 'short',
    }),
  )
}

export const updateAs = (athlete: Athlete, id: string, scope: Scope, body: Changes) =>
  athlete.call(sessionsApi.updateSession, { params: { id }, query: { scope }, body })

export const cancelAs = (athlete: Athlete, id: string, scope: Scope) =>
  athlete.call(sessionsApi.cancelSession, { params: { id }, query: { scope } })

export const removeAs = (athlete: Athlete, id: string, scope: Scope) =>
  athlete.call(sessionsApi.deleteSession, { params: { id }, query: { scope } })

export const shift = (athlete: Athlete, id: string, days: number) =>
  athlete.call(sessionsApi.shiftSession, { params: { id }, body: { days } })
