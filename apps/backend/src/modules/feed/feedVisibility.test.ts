import { feedApi, type Call } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { accept, befriend, block, follow, newPublic, suspend } from '../../../tests/meeting.ts'
import { share } from '../../../tests/sharing.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { log, plan } from '../../../tests/training.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-07T10:00:00Z'))

type Caller = Pick<Athlete, 'call'>
type Query = NonNullable<Call<typeof feedApi.listFeed>['query']>

async function feed(caller: Caller, query: Query = { limit: 100 }) {
  const answer = await caller.call(feedApi.listFeed, { query })
  expect(answer.status).toBe(200)
  return answer.body as { items: feedApi.FeedItem[]; nextCursor: string | null }
}

const idsIn = async (caller: Caller, query: Query = {}) =>
  (await feed(caller, { limit: 100, ...query })).items.map(({ id }) => id)

const following = (caller: Caller) => idsIn(caller, { scope: 'following' })

const look = (caller: Caller, id: string) => caller.call(feedApi.getFeedSession, { params: { id } })

const clone = (athlete: Athlete, id: string) =>
  athlete.call(feedApi.cloneSession, { params: { id }, body: {} })

const hide = (athlete: Athlete, id: string) =>
  athlete.call(feedApi.hideFeedSession, { params: { id } })

const unhide = (athlete: Athlete, id: string) =>
  athlete.call(feedApi.unhideFeedSession, { params: { id } })

describe('GET /feed?scope=following', () => {
  it('lists sessions shared by followed users in pages, newest first', async () => {
    const [ada, bob, cem] = [await app.newAthlete(), await newPublic(app), await newPublic(app)]
    await befriend(ada, bob)
    await befriend(ada, cem)
    await share(await app.newAthlete())
    const ids: string[] = []
    for (const athlete of [bob, cem, bob]) {
      app.passSeconds(60)
      ids.unshift(await share(athlete))
    }

    const first = await feed(ada, { scope: 'following', limit: 2 })
    const cursor = first.nextCursor ?? ''
    const second = await feed(ada, { scope: 'following', limit: 2, cursor })

    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids)
    expect(second.nextCursor).toBeNull()
  })

  it('pages across months and years with few sessions', async () => {
    const [ada, bob] = [await app.newAthlete(), await newPublic(app)]
    await befriend(ada, bob)
    const days = [
      '2026-09-01',
      '2026-08-01',
      '2026-01-10',
      '2025-09-01',
      '2024-03-01',
      '2019-05-01',
    ]
    const ids: string[] = []
    for (const day of days)
      ids.push(await log(bob, { completedAt: `${day}T08:00:00Z` }, { visibility: 'public' }))
    const listed: string[] = []

    for (let cursor: string | null | undefined; cursor !== null;) {
      const query = { scope: 'following' as const, limit: 2, ...(cursor && { cursor }) }
      const page = await feed(ada, query)
      listed.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    }

    expect(listed).toEqual(ids)
    expect(await following(ada)).toEqual(ids)
  })

  it('lists no session of a private profile that has not accepted yet', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await follow(ada, bob)
    const id = await share(bob)

    const before = await following(ada)
    await accept(bob, ada)

    expect([before, await following(ada)]).toEqual([[], [id]])
  })

  it('returns 401 without a login, unlike the public feed', async () => {
    const visitor = app.visitor()

    const answer = await visitor.call(feedApi.listFeed, { query: { scope: 'following' } })

    expect(answer.status).toBe(401)
    expect((await visitor.call(feedApi.listFeed, {})).status).toBe(200)
  })
})

describe('GET /feed with an expired login', () => {
  it('returns 401, because the feed would differ without the login', async () => {
    const ada = await app.newAthlete()
    app.passSeconds(3_600)

    expect((await ada.call(feedApi.listFeed, {})).status).toBe(401)
  })
})

describe('a session visible to followers', () => {
  it('can be listed, read and cloned by followers only', async () => {
    const [bob, ada, eve] = [await newPublic(app), await app.newAthlete(), await app.newAthlete()]
    await befriend(ada, bob)
    const id = await share(bob, { visibility: 'followers' })

    expect(await following(ada)).toEqual([id])
    expect((await look(ada, id)).status).toBe(200)
    expect((await clone(ada, id)).status).toBe(201)
    expect((await look(bob, id)).status).toBe(200)
    for (const stranger of [eve, app.visitor()]) {
      expect((await look(stranger, id)).status).toBe(404)
      expect(await idsIn(stranger)).not.toContain(id)
    }
    expect((await clone(eve, id)).status).toBe(404)
    expect(await idsIn(ada)).not.toContain(id)
  })

  it('is hidden from users with an open request', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await follow(ada, bob)
    const id = await share(bob, { visibility: 'followers' })

    expect((await look(ada, id)).status).toBe(404)
    expect(await idsIn(ada, { author: bob.username })).toEqual([])
  })
})

describe('GET /feed?author=', () => {
  it('lists the athlete’s sessions that the caller may see, and none for an unknown username', async () => {
    const [ada, bob] = [await app.newAthlete(), await newPublic(app)]
    const forAll = await share(bob)
    app.passSeconds(60)
    const forFollowers = await share(bob, { visibility: 'followers' })
    await log(bob, {})
    await plan(bob, { visibility: 'public' })
    await share(await app.newAthlete())
    const author = bob.username

    const before = await idsIn(ada, { author })
    await befriend(ada, bob)

    expect(before).toEqual([forAll])
    expect(await idsIn(ada, { author })).toEqual([forFollowers, forAll])
    expect(await idsIn(bob, { author })).toEqual([forFollowers, forAll])
    expect(await idsIn(app.visitor(), { author })).toEqual([forAll])
    expect(await idsIn(ada, { author: 'nobody-here' })).toEqual([])
  })
})

describe('a user who is blocked either way or suspended', () => {
  it.each<[string, (ada: Athlete, bob: Athlete) => Promise<unknown>]>([
    ['blocked by the viewer', block],
    ['blocks the viewer', (ada, bob) => block(bob, ada)],
    ['suspended', (_, bob) => suspend(app, bob)],
  ])('is in no feed, and their sessions return 404: %s', async (_, apply) => {
    const [ada, bob] = [await app.newAthlete(), await newPublic(app)]
    await befriend(ada, bob)
    const [forAll, forFollowers] = [await share(bob), await share(bob, { visibility: 'followers' })]
    expect(await following(ada)).toHaveLength(2)

    await apply(ada, bob)

    const listed = [
      ...(await idsIn(ada)),
      ...(await following(ada)),
      ...(await idsIn(ada, { author: bob.username })),
    ]
    expect(listed.filter((id) => [forAll, forFollowers].includes(id))).toEqual([])
    for (const id of [forAll, forFollowers]) {
      expect((await look(ada, id)).status).toBe(404)
      expect((await clone(ada, id)).status).toBe(404)
      expect((await hide(ada, id)).status).toBe(404)
    }
  })
})

describe('PUT /feed/:id/hide', () => {
  it('hides a session from the caller’s feeds only, and can be repeated', async () => {
    const [ada, bob, eve] = [await app.newAthlete(), await newPublic(app), await app.newAthlete()]
    await befriend(ada, bob)
    const id = await share(bob)

    const answers = [await hide(ada, id), await hide(ada, id)]

    expect(answers.map(({ status }) => status)).toEqual([204, 204])
    expect([...(await idsIn(ada)), ...(await following(ada))]).not.toContain(id)
    expect(await idsIn(ada, { author: bob.username })).toEqual([id])
    expect(await idsIn(eve)).toContain(id)
    expect((await look(ada, id)).body).toMatchObject({ id, isHidden: true })
    expect((await look(eve, id)).body).toMatchObject({ id, isHidden: false })
  })

  it('can be undone, and the undo can be repeated', async () => {
    const [ada, bob] = [await app.newAthlete(), await newPublic(app)]
    const id = await share(bob)
    await hide(ada, id)

    const answers = [await unhide(ada, id), await unhide(ada, id)]

    expect(answers.map(({ status }) => status)).toEqual([204, 204])
    expect(await idsIn(ada)).toContain(id)
  })

  it('returns 404 for a private session, and 401 without a login', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const id = await log(bob, {})

    expect((await hide(ada, id)).status).toBe(404)
    expect((await unhide(ada, id)).status).toBe(404)
    const params = { id }
    expect((await app.visitor().call(feedApi.hideFeedSession, { params })).status).toBe(401)
    expect((await app.visitor().call(feedApi.unhideFeedSession, { params })).status).toBe(401)
  })
})
