import { feedApi, peopleApi, reportsApi, sessionsApi } from '@fitvibe/contract'

import { refusalOf } from '../client.ts'
import { fact, heading, line, table } from '../print.ts'
import type { Athlete } from './athlete.ts'

type Session = sessionsApi.Session

/** `asking` finds the private profile of `asked`, asks to follow, and is accepted. */
export async function meet(asking: Athlete, asked: Athlete): Promise<void> {
  heading(`${asking.name} asks to follow ${asked.name}`)
  const { username } = asked
  for (const q of [username.slice(0, -1), username]) {
    const { items } = await asking.client.send(peopleApi.searchPeople, { query: { q } })
    fact(`"${q}"`, items.length === 0 ? 'no result: the profile is private' : 'found')
  }
  const params = { username }
  const { follow } = await asking.client.send(peopleApi.followPerson, { params })
  fact('Follow', follow)
  const { items } = await asked.client.send(peopleApi.listRequests, {})
  fact('Requests', items.map((person) => person.alias ?? person.username).join(', '))
  await asked.client.send(peopleApi.acceptFollower, { params: { username: asking.username } })
  const profile = await asking.client.send(peopleApi.getPerson, { params })
  fact('Now', `${profile.alias ?? username}, ${profile.counts?.followers} follower`)
}

/** Shares a session with followers only and reads it in the feed of a follower. */
export async function shareWithFollowers(author: Athlete, follower: Athlete, { id }: Session) {
  heading(`${author.name} shares a session with followers only`)
  await author.client.send(sessionsApi.updateSession, {
    params: { id },
    body: { visibility: 'followers' },
  })
  const query = { scope: 'following' as const }
  const { items } = await follower.client.send(feedApi.listFeed, { query })
  table(
    ['Athlete', 'Session', 'Volume kg'],
    items.map((item) => [
      item.author.alias ?? item.author.username,
      item.title,
      item.totals?.volume,
    ]),
  )
  const session = await author.client.send(sessionsApi.getSession, { params: { id } })
  fact('Clones', session.clones)
}

/** Reports a session. Its author then blocks the reporter and disappears from their view. */
export async function report(reporter: Athlete, author: Athlete, { id }: Session): Promise<void> {
  heading(`${reporter.name} reports a session, and ${author.name} blocks ${reporter.name}`)
  await reporter.client.send(reportsApi.reportSession, {
    params: { id },
    body: { reason: 'dangerous', text: 'No spotter on the bench press.' },
  })
  const { items } = await reporter.client.send(reportsApi.listMyReports, {})
  for (const { title, reason, status } of items) fact('Reported', `${title}: ${reason}, ${status}`)
  const params = { username: reporter.username }
  await author.client.send(peopleApi.blockPerson, { params })
  const hidden = { params: { username: author.username } }
  const { envelope } = await refusalOf(reporter.client.send(peopleApi.getPerson, hidden), 404)
  fact('Not found', author.username)
  line(envelope?.error.message)
  await author.client.send(peopleApi.unblockPerson, { params })
}
