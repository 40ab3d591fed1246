import { peopleApi, usersApi, type Endpoint } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import {
  accept,
  befriend,
  block,
  follow,
  makePublic,
  newPublic,
  removeFollower,
  suspend,
  unfollow,
} from '../../../tests/meeting.ts'
import { expectRefusal } from '../../../tests/refusal.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'

const app = useTestApp()

type ListEndpoint = typeof peopleApi.listFollowing | typeof peopleApi.listFollowers

async function list(athlete: Athlete, endpoint: Endpoint, query = {}) {
  const answer = await athlete.call(endpoint as ListEndpoint, { query })
  expect(answer.status).toBe(200)
  return answer.body as { items: peopleApi.Person[]; nextCursor: string | null }
}

const namesIn = async (athlete: Athlete, endpoint: Endpoint) =>
  (await list(athlete, endpoint)).items.map(({ username }) => username)

const followRows = (follower: Athlete, followed: Athlete) =>
  app.ctx().db('followers').where({ owner: follower.id, following_id: followed.id })

/** Inserts follows or requests to nonexistent users directly into the database. */
const insertFollows = (athlete: Athlete, status: 'accepted' | 'requested', count: number) =>
  app
    .ctx()
    .db('followers')
    .insert(
      Array.from({ length: count }, () => ({
        owner: athlete.id,
        following_id: app.ctx().newId(),
        id: app.ctx().newId(),
        status,
        created_at: app.now(),
      })),
    )

describe('PUT /people/:username/follow', () => {
  it('follows a public profile at once and appears in the lists of both users', async () => {
    const [ada, bob] = [await app.newAthlete(), await newPublic(app, 'Bob B.')]

    const answer = await follow(ada, bob)

    expect(answer.body).toEqual({ follow: 'accepted' })
    const { username } = bob
    expect((await list(ada, peopleApi.listFollowing)).items).toEqual([
      { username, alias: 'Bob B.', avatarUrl: null, visibility: 'public', follow: 'accepted' },
    ])
    expect(await namesIn(bob, peopleApi.listFollowers)).toEqual([ada.username])
  })

  it('sends a request to a private profile and hides its alias until it accepts', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]

    const answer = await follow(ada, bob)

    expect(answer.body).toEqual({ follow: 'requested' })
    expect((await list(ada, peopleApi.listFollowing)).items).toEqual([
      {
        username: bob.username,
        alias: null,
        avatarUrl: null,
        visibility: 'private',
        follow: 'requested',
      },
    ])
    expect(await namesIn(bob, peopleApi.listFollowers)).toEqual([])
    expect(await namesIn(bob, peopleApi.listRequests)).toEqual([ada.username])
  })

  it('ignores a repeated request in any case of the username, and accepts it once the profile is public', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await follow(ada, bob)

    const again = await follow(ada, { username: bob.username.toUpperCase() })
    await makePublic(bob)
    const whenPublic = await follow(ada, bob)
    await bob.call(peopleApi.listFollowers, {})

    expect([again.body, whenPublic.body]).toEqual([{ follow: 'requested' }, { follow: 'accepted' }])
    expect(await followRows(ada, bob)).toHaveLength(1)
  })

  it('stores one follow for parallel requests', async () => {
    const [ada, bob] = [await app.newAthlete(), await newPublic(app)]

    const answers = await Promise.all(Array.from({ length: 8 }, () => follow(ada, bob)))

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(await followRows(ada, bob)).toHaveLength(1)
  })

  it.each<['accepted' | 'requested', number]>([
    ['accepted', 2_000],
    ['requested', 100],
  ])('enforces the limit, also for parallel requests: %s', async (status, most) => {
    // Created before Ada, so their ids are lower and each pair locks a different row.
    const others: Athlete[] = []
    for (let n = 0; n < 4; n += 1)
      others.push(await (status === 'accepted' ? newPublic(app) : app.newAthlete()))
    const ada = await app.newAthlete()
    await insertFollows(ada, status, most - 2)

    const answers = await Promise.all(others.map((other) => follow(ada, other)))

    expect(answers.map(({ status: code }) => code).toSorted()).toEqual([200, 200, 422, 422])
    expectRefusal(
      answers.find(({ status: code }) => code === 422)!,
      'UNPROCESSABLE',
      'You can follow 2,000 people at most, and have 100 open requests that await an answer.',
    )
    expect(await app.ctx().db('followers').where({ owner: ada.id })).toHaveLength(most)
  })

  it('updates existing follows and requests at the limit', async () => {
    const [ada, bob, cem] = [await app.newAthlete(), await app.newAthlete(), await newPublic(app)]
    await follow(ada, bob)
    await insertFollows(ada, 'requested', 99)

    const answers = [await follow(ada, bob), await follow(ada, cem)]
    await makePublic(bob)
    answers.push(await follow(ada, bob))

    expect(answers.map(({ body }) => body.follow)).toEqual(['requested', 'accepted', 'accepted'])
  })

  it('returns 422 for the user themselves', async () => {
    const ada = await newPublic(app)

    expect((await follow(ada, ada)).status).toBe(422)
  })

  it('returns the same 404 for an unknown and for a suspended user', async () => {
    const [ada, eve] = [await app.newAthlete(), await newPublic(app)]
    await suspend(app, eve)

    const [unknown, suspended] = [
      await follow(ada, { username: 'nobody-here' }),
      await follow(ada, eve),
    ]

    expect([unknown.status, suspended.status]).toEqual([404, 404])
    expect(unknown.body.error.message).toBe(suspended.body.error.message)
  })

  it('returns 401 without a login', async () => {
    const params = { username: (await newPublic(app)).username }

    expect((await app.visitor().call(peopleApi.followPerson, { params })).status).toBe(401)
  })
})

describe('DELETE /people/:username/follow', () => {
  it('deletes a follow and withdraws a request, and can be repeated', async () => {
    const [ada, bob, cem] = [await app.newAthlete(), await newPublic(app), await app.newAthlete()]
    await follow(ada, bob)
    await follow(ada, cem)

    const answers = [await unfollow(ada, bob), await unfollow(ada, cem), await unfollow(ada, bob)]

    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204])
    expect(await namesIn(ada, peopleApi.listFollowing)).toEqual([])
    expect(await namesIn(cem, peopleApi.listRequests)).toEqual([])
  })

  it('unfollows a suspended user, and returns 404 for users who did not follow them', async () => {
    const [ada, bob, cem] = [await app.newAthlete(), await newPublic(app), await app.newAthlete()]
    await follow(ada, bob)
    await suspend(app, bob)

    expect((await unfollow(ada, bob)).status).toBe(204)
    expect((await unfollow(cem, bob)).status).toBe(404)
    expect((await unfollow(cem, { username: 'nobody-here' })).status).toBe(404)
  })
})

describe('PUT /users/me/followers/:username', () => {
  it('accepts a request, and can be repeated', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await follow(ada, bob)

    const answers = [await accept(bob, ada), await accept(bob, ada)]

    expect(answers.map(({ status }) => status)).toEqual([204, 204])
    expect(await namesIn(bob, peopleApi.listFollowers)).toEqual([ada.username])
    expect(await namesIn(bob, peopleApi.listRequests)).toEqual([])
  })

  it('returns 404 for a request that does not exist, was withdrawn or is addressed to another user', async () => {
    const [ada, bob, cem] = [await app.newAthlete(), await app.newAthlete(), await app.newAthlete()]
    await follow(ada, bob)
    await follow(cem, bob)
    await unfollow(cem, bob)

    const answers = [
      await accept(ada, bob),
      await accept(bob, cem),
      await accept(cem, ada),
      await accept(bob, { username: 'nobody-here' }),
    ]

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  })

  it('returns 204 or 404, and leaves no follow, when the request is withdrawn at the same time', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    for (let round = 0; round < 10; round += 1) {
      await follow(ada, bob)

      const [accepted, withdrawn] = await Promise.all([accept(bob, ada), unfollow(ada, bob)])

      expect([204, 404]).toContain(accepted.status)
      expect(withdrawn.status).toBe(204)
      expect(await followRows(ada, bob)).toEqual([])
    }
  })
})

describe('a profile that turns public', () => {
  it('accepts the requests that wait, and leaves those to other profiles', async () => {
    const [ada, bob, cem] = [await app.newAthlete(), await app.newAthlete(), await app.newAthlete()]
    await follow(ada, bob)
    await follow(cem, bob)
    await follow(ada, cem)

    await makePublic(bob)

    expect(await namesIn(bob, peopleApi.listRequests)).toEqual([])
    expect((await namesIn(bob, peopleApi.listFollowers)).toSorted()).toEqual(
      [ada.username, cem.username].toSorted(),
    )
    expect(await namesIn(cem, peopleApi.listRequests)).toEqual([ada.username])
  })

  it('leaves no request that arrives at the same time', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]

      await Promise.all([follow(ada, bob), makePublic(bob)])

      expect(await namesIn(bob, peopleApi.listFollowers)).toEqual([ada.username])
    }
  })
})

describe('DELETE /users/me/followers', () => {
  it('removes all followers and refuses all requests, of the user alone', async () => {
    const [ada, bob, cem] = [await app.newAthlete(), await newPublic(app), await app.newAthlete()]
    await follow(ada, bob)
    await follow(bob, ada)
    await bob.call(usersApi.updateMe, { body: { visibility: 'private' } })
    await follow(cem, bob)
    const kept = await namesIn(bob, peopleApi.listFollowers)

    const answer = await bob.call(peopleApi.removeFollowers, {})

    expect([kept, answer.status]).toEqual([[ada.username], 204])
    expect(await namesIn(bob, peopleApi.listFollowers)).toEqual([])
    expect(await namesIn(bob, peopleApi.listRequests)).toEqual([])
    expect(await namesIn(bob, peopleApi.listFollowing)).toEqual([ada.username])
  })
})

describe('DELETE /users/me/followers/:username', () => {
  it('refuses a request and removes a follower', async () => {
    const [ada, bob, cem] = [await app.newAthlete(), await app.newAthlete(), await app.newAthlete()]
    await follow(ada, bob)
    await befriend(cem, bob)

    const answers = [await removeFollower(bob, ada), await removeFollower(bob, cem)]

    expect(answers.map(({ status }) => status)).toEqual([204, 204])
    expect(await namesIn(ada, peopleApi.listFollowing)).toEqual([])
    expect(await namesIn(bob, peopleApi.listFollowers)).toEqual([])
  })

  it('returns 404 for a user who does not follow', async () => {
    const [ada, bob] = [await app.newAthlete(), await newPublic(app)]
    await follow(ada, bob)

    expect((await removeFollower(ada, bob)).status).toBe(404)
  })

  it('answers the same for an unknown name, a hidden account and a user who does not follow', async () => {
    const [ada, bob, eve] = [await app.newAthlete(), await app.newAthlete(), await app.newAthlete()]
    await suspend(app, bob)
    await block(eve, ada)
    const people = [{ username: 'nobody-here' }, bob, eve, await app.newAthlete()]

    const answers = []
    for (const person of people)
      answers.push(await removeFollower(ada, person), await accept(ada, person))

    const errors = answers.map(({ body }) => JSON.stringify({ ...body.error, requestId: '' }))
    expect(new Set(errors).size).toBe(1)
    expect(answers[0]?.status).toBe(404)
  })
})

describe('lists of people', () => {
  it('are paged, newest first', async () => {
    const ada = await newPublic(app)
    const fans: string[] = []
    for (let n = 0; n < 3; n += 1) {
      const fan = await app.newAthlete()
      await follow(fan, ada)
      fans.unshift(fan.username)
    }

    const first = await list(ada, peopleApi.listFollowers, { limit: 2 })
    const cursor = first.nextCursor ?? ''
    const second = await list(ada, peopleApi.listFollowers, { limit: 2, cursor })

    expect([...first.items, ...second.items].map(({ username }) => username)).toEqual(fans)
    expect(second.nextCursor).toBeNull()
  })

  it('show which followers the user follows back', async () => {
    const [ada, bob] = [await newPublic(app), await newPublic(app)]
    await follow(ada, bob)
    await follow(bob, ada)

    const { items } = await list(ada, peopleApi.listFollowers)

    expect(items).toEqual([
      {
        username: bob.username,
        alias: null,
        avatarUrl: null,
        visibility: 'public',
        follow: 'accepted',
      },
    ])
  })

  it.each([peopleApi.listFollowing, peopleApi.listFollowers])(
    'leave out suspended users: $path',
    async (endpoint) => {
      const [ada, bob] = [await newPublic(app), await newPublic(app)]
      await follow(ada, bob)
      await follow(bob, ada)
      await suspend(app, bob)

      expect(await namesIn(ada, endpoint)).toEqual([])
    },
  )

  it.each([
    peopleApi.listFollowing,
    peopleApi.listFollowers,
    peopleApi.listRequests,
    peopleApi.listBlocked,
  ])('return 401 without a login: $path', async (endpoint) => {
    expect((await app.visitor().call(endpoint as ListEndpoint, {})).status).toBe(401)
  })
})

describe('parallel requests', () => {
  it('leave no follow after a follow and a block, in either order', async () => {
    const [ada, bob] = [await app.newAthlete(), await newPublic(app)]

    for (let round = 0; round < 10; round += 1) {
      const [followed, blocked] = await Promise.all([follow(ada, bob), block(bob, ada)])

      expect([200, 404]).toContain(followed.status)
      expect(blocked.status).toBe(204)
      expect(await followRows(ada, bob)).toEqual([])
      await bob.call(peopleApi.unblockPerson, { params: { username: ada.username } })
    }
  })

  it('leave no follow after an acceptance and a block', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await follow(ada, bob)

    await Promise.all([accept(bob, ada), block(ada, bob)])

    expect(await followRows(ada, bob)).toEqual([])
  })
})
