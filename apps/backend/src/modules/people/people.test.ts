import { peopleApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import {
  accept,
  befriend,
  block,
  follow,
  makePublic,
  newPublic,
  suspend,
  unblock,
} from '../../../tests/meeting.ts'
import { setAvatar } from '../../../tests/pictures.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { log } from '../../../tests/training.ts'

const app = useTestApp()

const look = (athlete: Athlete, { username }: { username: string }) =>
  athlete.call(peopleApi.getPerson, { params: { username } })

async function search(athlete: Athlete, q: string, limit?: number) {
  const answer = await athlete.call(peopleApi.searchPeople, {
    query: { q, ...(limit && { limit }) },
  })
  expect(answer.status).toBe(200)
  return (answer.body.items as peopleApi.Person[]).map(({ username }) => username)
}

const blocked = async (athlete: Athlete) => {
  const { body } = await athlete.call(peopleApi.listBlocked, {})
  return (body.items as { username: string }[]).map(({ username }) => username)
}

describe('GET /people/:username', () => {
  it('shows a public profile with its numbers of followers, followed users and shared sessions', async () => {
    const [ada, bob, cem] = [
      await app.newAthlete(),
      await newPublic(app, 'Bob B.'),
      await newPublic(app),
    ]
    await follow(cem, bob)
    await follow(bob, cem)
    await log(bob, {}, { visibility: 'public' })
    await log(bob, {})

    const answer = await look(ada, bob)

    expect(answer.body).toEqual({
      username: bob.username,
      alias: 'Bob B.',
      avatarUrl: null,
      visibility: 'public',
      follow: null,
      followsYou: null,
      counts: { followers: 1, following: 1, sessions: 1 },
    })
  })

  it('shows only the username and follow state of a private profile until it accepts', async () => {
    const ada = await app.newAthlete()
    const bob = await app.newAthlete()
    const avatarUrl = await setAvatar(bob)
    await follow(bob, ada)
    await follow(ada, bob)

    const before = await look(ada, bob)
    await accept(bob, ada)
    const after = await look(ada, bob)

    expect(before.body).toEqual({
      username: bob.username,
      alias: null,
      avatarUrl: null,
      visibility: 'private',
      follow: 'requested',
      followsYou: 'requested',
      counts: null,
    })
    expect(after.body).toMatchObject({
      avatarUrl,
      follow: 'accepted',
      counts: { followers: 1, following: 0, sessions: 0 },
    })
  })

  it('shows users their own private profile in full', async () => {
    const ada = await app.newAthlete()

    const { body } = await look(ada, ada)

    expect(body).toMatchObject({ username: ada.username, follow: null })
    expect(body.counts).toEqual({ followers: 0, following: 0, sessions: 0 })
  })

  it('leaves suspended users out of the counts, which tell nobody about blocks', async () => {
    const [ada, bob] = [await app.newAthlete(), await newPublic(app)]
    const fans = await Promise.all(Array.from({ length: 4 }, () => newPublic(app)))
    const [sam, eve, kim] = fans as [Athlete, Athlete, Athlete]
    for (const fan of fans) {
      await follow(fan, bob)
      await follow(bob, fan)
    }
    await suspend(app, sam)
    await block(ada, eve)
    await block(kim, ada)

    const { body } = await look(ada, bob)

    expect(body.counts).toMatchObject({ followers: 3, following: 3 })
    expect((await look(await app.newAthlete(), bob)).body.counts).toEqual(body.counts)
  })

  it('returns the same 404 for an unknown, suspended, blocking or blocked user', async () => {
    const ada = await app.newAthlete()
    const [sam, eve, kim] = [await newPublic(app), await newPublic(app), await newPublic(app)]
    await suspend(app, sam)
    await block(eve, ada)
    await block(ada, kim)

    const answers = []
    for (const person of [{ username: 'nobody-here' }, sam, eve, kim])
      answers.push(await look(ada, person))

    const errors = answers.map(({ body }) => JSON.stringify({ ...body.error, requestId: '' }))
    expect(new Set(errors).size).toBe(1)
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  })

  it('returns 401 without a login', async () => {
    const params = { username: (await newPublic(app)).username }

    expect((await app.visitor().call(peopleApi.getPerson, { params })).status).toBe(401)
  })
})

describe('GET /people', () => {
  const prefixOf = (athlete: Athlete) => athlete.username.slice(0, 8)

  it('finds public profiles by the beginning of the username in any case, in alphabetical order', async () => {
    const ada = await app.newAthlete()
    const names = ['runner-b', 'Runner-a', 'runnr']
    for (const username of names) await makePublic(await app.newAthlete({ username }))

    expect(await search(ada, 'RUNNER')).toEqual(['Runner-a', 'runner-b'])
    expect(await search(ada, 'runn', 1)).toEqual(['Runner-a'])
  })

  it('finds a private profile only by its whole username', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]

    expect(await search(ada, prefixOf(bob))).toEqual([])
    expect(await search(ada, bob.username)).toEqual([bob.username])
  })

  it('leaves out the user, suspended users and users blocked either way', async () => {
    const ada = await newPublic(app)
    const [sam, eve, kim] = [await newPublic(app), await newPublic(app), await newPublic(app)]
    await suspend(app, sam)
    await block(eve, ada)
    await block(ada, kim)

    for (const person of [ada, sam, eve, kim])
      expect(await search(ada, person.username)).toEqual([])
  })

  it('treats wildcard characters literally', async () => {
    const ada = await app.newAthlete()
    await makePublic(await app.newAthlete({ username: 'under_score' }))

    expect(await search(ada, 'under%')).toEqual([])
    expect(await search(ada, 'under-')).toEqual([])
  })

  it('returns 400 for a single letter, and 401 without a login', async () => {
    const query = { q: 'a' }
    const ada = await app.newAthlete()

    expect((await ada.call(peopleApi.searchPeople, { query })).status).toBe(400)
    expect((await app.visitor().call(peopleApi.searchPeople, { query: { q: 'ad' } })).status).toBe(
      401,
    )
  })
})

describe('PUT /people/:username/block', () => {
  it('deletes follows and requests in both directions, and lists the blocked user', async () => {
    const [ada, bob] = [await newPublic(app), await app.newAthlete()]
    await befriend(ada, bob)
    await follow(bob, ada)

    const answer = await block(ada, bob)

    expect(answer.status).toBe(204)
    expect(await app.ctx().db('followers').whereIn('owner', [ada.id, bob.id])).toEqual([])
    expect(await blocked(ada)).toEqual([bob.username])
    expect(await blocked(bob)).toEqual([])
  })

  it('can be repeated, also in parallel', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]

    const answers = await Promise.all(Array.from({ length: 6 }, () => block(ada, bob)))

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]))
    expect(await blocked(ada)).toEqual([bob.username])
  })

  it('stores only one block when two users block each other at the same time', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]

    const answers = await Promise.all([block(ada, bob), block(bob, ada)])

    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404])
    expect([...(await blocked(ada)), ...(await blocked(bob))]).toHaveLength(1)
  })

  it('returns 404 to both users when they follow or block each other afterwards', async () => {
    const [ada, bob] = [await newPublic(app), await newPublic(app)]
    await block(ada, bob)

    const answers = [await follow(bob, ada), await follow(ada, bob), await block(bob, ada)]

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
  })

  it('returns 422 for the user themselves and 404 for an unknown username', async () => {
    const ada = await app.newAthlete()

    expect((await block(ada, ada)).status).toBe(422)
    expect((await block(ada, { username: 'nobody-here' })).status).toBe(404)
  })
})

describe('DELETE /people/:username/block', () => {
  it('deletes the block, but does not restore the follows', async () => {
    const [ada, bob] = [await newPublic(app), await app.newAthlete()]
    await follow(bob, ada)
    await block(ada, bob)

    const answers = [await unblock(ada, bob), await unblock(ada, bob)]

    expect(answers.map(({ status }) => status)).toEqual([204, 204])
    expect((await look(bob, ada)).body).toMatchObject({ follow: null })
  })

  it('unblocks a user who has been suspended since', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await block(ada, bob)
    await suspend(app, bob)

    expect((await unblock(ada, bob)).status).toBe(204)
    expect(await blocked(ada)).toEqual([])
  })

  it('leaves a block by the other user', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await block(bob, ada)

    expect((await unblock(ada, bob)).status).toBe(404)
    expect(await blocked(bob)).toEqual([ada.username])
    expect((await look(ada, bob)).status).toBe(404)
  })
})
