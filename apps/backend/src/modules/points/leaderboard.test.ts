import { leaderboardApi, pointsApi, usersApi, type Output } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { befriend, block, follow, newPublic, suspend } from '../../../tests/meeting.ts'
import { expectRefusal } from '../../../tests/refusal.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { log, remove } from '../../../tests/training.ts'

const app = useTestApp()

/** A Wednesday; its week begins on the 7th, its month on the 1st. */
beforeEach(() => app.setTime('2026-09-09T18:00:00Z'))

type Leaderboard = Output<typeof leaderboardApi.getLeaderboard>

async function read(
  athlete: Athlete,
  period?: leaderboardApi.LeaderboardPeriod,
): Promise<Leaderboard> {
  const answer = await athlete.call(leaderboardApi.getLeaderboard, {
    ...(period && { query: { period } }),
  })
  expect(answer.status).toBe(200)
  return answer.body as Leaderboard
}

async function ranks(athlete: Athlete, period?: leaderboardApi.LeaderboardPeriod) {
  const { items } = await read(athlete, period)
  return items.map(({ rank, username, points }) => [rank, username, points])
}

async function takePart(athlete: Athlete, onLeaderboard = true): Promise<Athlete> {
  const answer = await athlete.call(usersApi.updateMe, { body: { onLeaderboard } })
  expect(answer.body.onLeaderboard).toBe(onLeaderboard)
  return athlete
}

const newPlayer = async (alias?: string) => takePart(await newPublic(app, alias))

/** Earns half a point a minute on a day. */
const earn = (athlete: Athlete, day: string, points: number) =>
  log(athlete, { completedAt: `${day}T07:00:00Z`, durationSec: points * 120 })

describe('GET /leaderboard', () => {
  it('ranks the user and the athletes they follow by the points of the week', async () => {
    const [ada, bob, eve] = [await newPlayer(), await newPlayer('Bob B.'), await newPlayer()]
    await befriend(ada, bob)
    await befriend(ada, eve)
    await earn(ada, '2026-09-07', 20)
    await earn(bob, '2026-09-08', 30)
    await earn(bob, '2026-09-06', 50)

    expect(await read(ada)).toEqual({
      period: 'week',
      from: '2026-09-07',
      isTakingPart: true,
      items: [
        { rank: 1, username: bob.username, alias: 'Bob B.', points: 30, isYou: false },
        { rank: 2, username: ada.username, alias: null, points: 20, isYou: true },
        { rank: 3, username: eve.username, alias: null, points: 0, isYou: false },
      ],
    })
  })

  it('ranks by month and all time, including deletions and adjustments', async () => {
    const [admin, ada, bob] = [await app.newAdmin(), await newPlayer(), await newPlayer()]
    await befriend(ada, bob)
    app.setTime('2026-08-31T18:00:00Z')
    await earn(ada, '2026-08-31', 40)
    app.setTime('2026-09-09T18:00:00Z')
    await remove(ada, await earn(ada, '2026-09-03', 25))
    await earn(bob, '2026-09-03', 10)
    const body = { points: 100, reason: 'Prize' }
    await admin.call(pointsApi.adjustPoints, { params: { id: bob.id }, body })

    expect(await read(ada, 'month')).toMatchObject({ from: '2026-09-01' })
    expect(await ranks(ada, 'month')).toEqual([
      [1, bob.username, 110],
      [2, ada.username, 0],
    ])
    expect(await read(ada, 'all')).toMatchObject({ from: null })
    expect(await ranks(ada, 'all')).toEqual([
      [1, bob.username, 110],
      [2, ada.username, 40],
    ])
  })

  it('gives athletes with equal points the same rank', async () => {
    const [ada, bob, eve] = [await newPlayer(), await newPlayer(), await newPlayer()]
    await befriend(ada, bob)
    await befriend(ada, eve)
    for (const [athlete, points] of [
      [ada, 10],
      [bob, 20],
      [eve, 20],
    ] as const)
      await earn(athlete, '2026-09-08', points)

    expect((await read(ada)).items.map(({ rank }) => rank)).toEqual([1, 1, 3])
  })

  it('neither shows nor includes a user who does not take part', async () => {
    const [ada, bob] = [await newPublic(app), await newPlayer()]
    await befriend(ada, bob)
    await befriend(bob, ada)
    await earn(ada, '2026-09-08', 10)

    const before = await read(ada)
    const without = await ranks(bob)
    await takePart(ada)
    const withBoth = await ranks(bob)
    await takePart(ada, false)

    expect(before).toMatchObject({ isTakingPart: false, items: [] })
    expect(without).toEqual([[1, bob.username, 0]])
    expect(withBoth).toHaveLength(2)
    expect(await ranks(bob)).toEqual(without)
  })

  it.each<[string, (ada: Athlete, bob: Athlete) => Promise<unknown>]>([
    ['an athlete the user does not follow', async () => undefined],
    ['a follower the user does not follow', (ada, bob) => befriend(bob, ada)],
    [
      'an athlete who has not accepted the request yet',
      async (ada, bob) => {
        await bob.call(usersApi.updateMe, { body: { visibility: 'private' } })
        await follow(ada, bob)
      },
    ],
    [
      'a blocked athlete',
      async (ada, bob) => {
        await befriend(ada, bob)
        await block(ada, bob)
      },
    ],
    [
      'an athlete who blocks the user',
      async (ada, bob) => {
        await befriend(ada, bob)
        await block(bob, ada)
      },
    ],
    [
      'a suspended account',
      async (ada, bob) => {
        await befriend(ada, bob)
        await suspend(app, bob)
      },
    ],
  ])('leaves out %s', async (_, meet) => {
    const [ada, bob] = [await newPlayer(), await newPlayer()]

    await meet(ada, bob)

    expect(await ranks(ada)).toEqual([[1, ada.username, 0]])
  })

  it('begins the week in the caller’s time zone', async () => {
    app.setTime('2026-09-13T13:00:00Z')
    const auckland = await app.newAthlete({ timezone: 'Pacific/Auckland' })

    expect((await read(auckland)).from).toBe('2026-09-14')
  })

  it('shows the first hundred, and the user after them', async () => {
    const ada = await newPlayer()
    await app.ctx().db.raw(
      `with others as (
         insert into users (id, username, password_hash, status, on_leaderboard, created_at)
         select gen_random_uuid(), 'many' || n, '', 'active', true, now()
         from generate_series(1, 120) n returning id),
       followed as (
         insert into followers (owner, following_id, id, status, created_at)
         select ?, id, gen_random_uuid(), 'accepted', now() from others)
       insert into user_points (owner, id, source_type, algorithm_version, points, reason,
         awarded_at, earned_on)
       select id, gen_random_uuid(), 'bonus_event', 'v1', 7, 'bonus', now(), '2026-09-08'
       from others`,
      [ada.id],
    )

    const { items } = await read(ada)

    expect(items).toHaveLength(101)
    expect(items.at(-1)).toMatchObject({ rank: 121, isYou: true })
  })

  it('refuses an unknown period, and returns 401 without a login', async () => {
    const ada = await app.newAthlete()
    const query = { period: 'year' as 'week' }

    expectRefusal(await ada.call(leaderboardApi.getLeaderboard, { query }), 'VALIDATION_ERROR')
    expectRefusal(await app.visitor().call(leaderboardApi.getLeaderboard, {}), 'AUTH_REQUIRED')
  })
})
