import { feedApi, sessionsApi } from '@fitvibe/contract'

import { refusalOf } from '../client.ts'
import { clip, count, fact, heading, line, moment, table } from '../print.ts'
import type { Athlete } from './athlete.ts'
import { describe, showSession } from './training.ts'

type Session = sessionsApi.Session

const SHOWN = 5

export async function publish({ name, client }: Athlete, { id }: Session): Promise<void> {
  heading(`${name} publishes the session`)
  const { title, visibility } = await client.send(sessionsApi.updateSession, {
    params: { id },
    body: { visibility: 'public' },
  })
  fact('Session', `${title} is ${visibility}`)
}

/** Finds `author`'s newest session in the feed and opens it. */
export async function findInFeed({ name, client, timezone }: Athlete, author: Athlete) {
  heading(`${name} reads the feed`)
  const { items } = await client.send(feedApi.listFeed, { query: { limit: SHOWN } })
  table(
    ['When', 'Athlete', 'Session', 'Volume kg', 'Points', 'Exercises'],
    items.map((item) => [
      moment(item.completedAt, timezone),
      item.author.alias ?? item.author.username,
      item.title,
      item.totals?.volume,
      item.points,
      clip(item.exerciseNames.join(', '), 60),
    ]),
  )
  const found = items.find((item) => item.author.username === author.username)
  if (!found) throw new Error(`${author.name}'s session is not in the feed.`)

  heading(`${name} opens the session`)
  const shared = await client.send(feedApi.getFeedSession, { params: { id: found.id } })
  fact('Session', `${shared.title} by ${shared.author.username}`)
  fact('Volume', `${count(shared.totals?.volume ?? 0)} kg`)
  table(
    ['Exercise', 'Planned', 'Done'],
    shared.exercises.map((exercise) => [
      exercise.name,
      describe(exercise.planned),
      describe(exercise.actual),
    ]),
  )
  return shared
}

/** Clones a shared session and plans the clone for today. */
export async function clone(athlete: Athlete, shared: { id: string }): Promise<Session> {
  const { client, timezone } = athlete
  heading(`${athlete.name} clones the session for himself`)
  const { newSessionId: id } = await client.send(feedApi.cloneSession, {
    params: { id: shared.id },
    body: { timezone },
  })
  await client.send(sessionsApi.updateSession, {
    params: { id },
    body: { plannedFor: new Date().toISOString(), title: 'Oberkörper nach Ada' },
  })
  return showSession(athlete, id)
}

/** Completes a session a second time, which the server must refuse. */
export async function completeAgain({ name, client }: Athlete, { id }: Session): Promise<void> {
  heading(`${name} completes the same session again`)
  const again = client.send(sessionsApi.completeSession, { params: { id }, body: {} })
  const { status, envelope } = await refusalOf(again, 409)
  fact('Refused', `${status} ${envelope?.error.code}`)
  line(envelope?.error.message)
}
