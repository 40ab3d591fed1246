import { calendarApi, seriesApi, sessionsApi } from '@fitvibe/contract'

import { clip, fact, heading, line, moment, table } from '../print.ts'
import type { Athlete } from './athlete.ts'

const DAY_MS = 86_400_000
const SHOWN = 4

/** Plans a series of Mondays and Thursdays at 18:00 and returns its first session's id. */
export async function planSeries(athlete: Athlete): Promise<string> {
  heading(`${athlete.name} trains Mondays and Thursdays at 18:00 from now on`)
  const { id } = await athlete.client.send(sessionsApi.createSession, {
    body: {
      title: 'Legs and back',
      plannedFor: nextMonday().toISOString(),
      timezone: athlete.timezone,
      recurrenceRule: 'FREQ=WEEKLY;BYDAY=MO,TH',
      exercises: [{ name: 'Squat', planned: { sets: 5, reps: 5, load: 80 } }],
    },
  })
  await showSeries(athlete, id)
  return id
}

/** Moves the first session and all following ones by a day. */
export async function shiftRest(athlete: Athlete, id: string): Promise<void> {
  heading(`${athlete.name} shifts the first session and all following ones by a day`)
  await athlete.client.send(sessionsApi.shiftSession, { params: { id }, body: { days: 1 } })
  await showSeries(athlete, id)
}

async function showSeries({ client, timezone }: Athlete, sessionId: string): Promise<void> {
  const session = await client.send(sessionsApi.getSession, { params: { id: sessionId } })
  const series = await client.send(seriesApi.getSeries, { params: { id: session.seriesId ?? '' } })
  fact('Rule', series.recurrenceRule)
  fact('Planned', `${series.planned} sessions, 12 weeks ahead`)
  table(
    ['Occurrence', 'Planned for'],
    series.upcoming
      .slice(0, SHOWN)
      .map(({ occurrenceOn, plannedFor }) => [occurrenceOn, moment(plannedFor, timezone)]),
  )
}

/** Creates the address of a calendar and reads it without a login, like a calendar program. */
export async function subscribe({ name, client }: Athlete): Promise<void> {
  heading(`${name} subscribes to the series in his calendar`)
  const { url } = await client.send(calendarApi.renewCalendar, {})
  fact('Address', clip(url, 60))
  const token = new URL(url).pathname.replace(/^\/calendar\/|\.ics$/g, '')
  const text = await client.send(calendarApi.readCalendar, { params: { token } })
  fact('Events', text.match(/^BEGIN:VEVENT/gm)?.length ?? 0)
  const [event = ''] = text.slice(text.indexOf('BEGIN:VEVENT')).split('END:VEVENT')
  for (const row of event.trim().split(/\r?\n/)) line(clip(row, 76))
}

/** Returns next Monday at 18:00 in Berlin, which is 16:00 UTC in summer and 17:00 in winter. */
function nextMonday(): Date {
  const today = new Date(Date.now() + DAY_MS)
  const ahead = (8 - today.getUTCDay()) % 7
  const day = new Date(today.getTime() + ahead * DAY_MS).toISOString().slice(0, 10)
  const guess = new Date(`${day}T17:00:00Z`)
  const hour = Number(
    guess.toLocaleString('en', { timeZone: 'Europe/Berlin', hour: '2-digit', hour12: false }),
  )
  return new Date(guess.getTime() - (hour - 18) * 3_600_000)
}
