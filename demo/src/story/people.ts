import { feedApi, peopleApi, reportsApi, sessionsApi } from '@fitvibe/contract'

import { RequestFailed } from '../client.ts'
import { fact, heading, line, table } from '../print.ts'
import type { Athlete } from './athlete.ts'

type Session = sessionsApi.Session

/** One finds the other, whose profile is private, asks to follow, and is accepted. */
export async function meet(asking: Athlete, asked: Athlete): Promise<void> {
  heading(`${asking.name} asks to follow ${asked.name}`)
  const { username } = asked
  for (const q of [username.slice(0, -1), username]) {
    const { items } = await asking.client.send(peopleApi.searchPeople, { query: { q } })
    fact(`"${q}"`, items.length === 0 ? 'finds nobody: the profile is private' : 'is found')
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

/** What is for followers alone shows in their feed, and to nobody else. */
export async function shareWithFollowers(author: Athlete, follower: Athlete, { id }: Session) {
  heading(`${author.name} shares with followers alone`)
  await author.client.send(sessionsApi.updateSession, {
    params: { id },
    body: { visibility: 'followers' },
  })
  const query = { scope: 'following' as const }
  const { items } = await follower.client.send(feedApi.listFeed, { query })
  table(
    ['Who', 'Session', 'Volume kg'],
    items.map((item) => [
      item.author.alias ?? item.author.username,
      item.title,
      item.totals?.volume,
    ]),
  )
  const session = await author.client.send(sessionsApi.getSession, { params: { id } })
  fact('Copied', `${session.clones} time by others`)
}

/** A report, what came of it, and a block, which looks like nobody at all. */
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
  try {
    await reporter.client.send(peopleApi.getPerson, { params: { username: author.username } })
  } catch (error) {
    if (!(error instanceof RequestFailed) || error.status !== 404) throw error
    fact('Not found', author.username)
    line(error.envelope?.error.message)
    await author.client.send(peopleApi.unblockPerson, { params })
    return
  }
  throw new Error('A block was seen through.')
}
