import { badgesApi, leaderboardApi, peopleApi, progressApi, usersApi } from '@fitvibe/contract'

import { bar, clip, fact, heading, line, table } from '../print.ts'
import type { Athlete } from './athlete.ts'

export async function showRewards({ name, client }: Athlete): Promise<void> {
  heading(`${name}'s streak and badges`)
  const { current, longest, week, explanation } = await client.send(progressApi.getStreak, {})
  fact('Streak', `now ${current}, longest ${longest} (weeks)`)
  fact('This week', `${week.done} done, ${week.planned} planned`)
  fact('', explanation)
  line()
  const { items } = await client.send(badgesApi.listBadges, {})
  table(
    ['Badge', '', 'Progress', 'Why'],
    items.map(({ name: badge, progress, explanation: why, description }) => [
      badge,
      progress ? bar(progress.value, progress.target, 12) : '',
      progress?.text ?? (why === null ? 'open' : 'earned'),
      clip(why ?? description, 80),
    ]),
  )
}

/** Both athletes join the leaderboard; `viewer` follows `other` and reads it. */
export async function compare(viewer: Athlete, other: Athlete): Promise<void> {
  heading(`${viewer.name} compares with ${other.name}`)
  const before = await viewer.client.send(leaderboardApi.getLeaderboard, {})
  fact('Before', `takes part: ${before.isTakingPart ? 'yes' : 'no'}, sees ${before.items.length}`)
  await other.client.send(usersApi.updateMe, {
    body: { visibility: 'public', onLeaderboard: true },
  })
  await viewer.client.send(usersApi.updateMe, { body: { onLeaderboard: true } })
  const params = { username: other.username }
  await viewer.client.send(peopleApi.followPerson, { params })
  const { items } = await viewer.client.send(leaderboardApi.getLeaderboard, {})
  table(
    ['Rank', 'Athlete', 'Points this week'],
    items.map(({ rank, alias, username, points }) => [rank, alias ?? username, points]),
  )
}
