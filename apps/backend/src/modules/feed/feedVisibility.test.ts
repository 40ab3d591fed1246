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
  it('shows what those share whom one follows, newest first, stretch by stretch', async () => {
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

  it('goes on through months and years in which little was shared', async () => {
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
    const seen: string[] = []

    for (let cursor: string | null | undefined; cursor !== null;) {
      const query = { scope: 'following' as const, limit: 2, ...(cursor && { cursor }) }
      const stretch = await feed(ada, query)
      seen.push(...stretch.items.map(({ id }) => id))
      cursor = stretch.nextCursor
    }

    expect(seen).toEqual(ids)
    expect(await following(ada)).toEqual(ids)
  })

  it('shows nothing of a private profile that has not accepted yet', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await follow(ada, bob)
    const id = await share(bob)

    const before = await following(ada)
    await accept(bob, ada)

    expect([before, await following(ada)]).toEqual([[], [id]])
  })

  it('needs a login, which the others do not', async () => {
    const visitor = app.visitor()

    const answer = await visitor.call(feedApi.listFeed, { query: { scope: 'following' } })

    expect(answer.status).toBe(401)
    expect((await visitor.call(feedApi.listFeed, {})).status).toBe(200)
  })
})

describe('a login that is over', () => {
  it('is told so, for a feed that would be another', async () => {
    const ada = await app.newAthlete()
    app.passSeconds(3_600)

    expect((await ada.call(feedApi.listFeed, {})).status).toBe(401)
  })
})

describe('a session for followers', () => {
  it('is seen by them alone, in their feed and by its address, and cloned by them', async () => {
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

  it('is not for those who only ask to follow', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await follow(ada, bob)
    const id = await share(bob, { visibility: 'followers' })

    expect((await look(ada, id)).status).toBe(404)
    expect(await idsIn(ada, { author: bob.username })).toEqual([])
  })
})

describe('GET /feed?author=', () => {
  it('shows what one may see of an athlete, and nothing of one who is not there', async () => {
    const [ada, bob] = [await app.newAthlete(), await newPublic(app)]
    const open = await share(bob)
    app.passSeconds(60)
    const closer = await share(bob, { visibility: 'followers' })
    await log(bob, {})
    await plan(bob, { visibility: 'public' })
    await share(await app.newAthlete())
    const author = bob.username

    const before = await idsIn(ada, { author })
    await befriend(ada, bob)

    expect(before).toEqual([open])
    expect(await idsIn(ada, { author })).toEqual([closer, open])
    expect(await idsIn(bob, { author })).toEqual([closer, open])
    expect(await idsIn(app.visitor(), { author })).toEqual([open])
    expect(await idsIn(ada, { author: 'nobody-here' })).toEqual([])
  })
})

describe('whoever is blocked, either way, or suspended', () => {
  it.each<[string, (ada: Athlete, bob: Athlete) => Promise<unknown>]>([
    ['one blocks', block],
    ['blocks one', (ada, bob) => block(bob, ada)],
    ['suspended', (_, bob) => suspend(app, bob)],
  ])('is in no feed, and shows and gives nothing: %s', async (_, end) => {
    const [ada, bob] = [await app.newAthlete(), await newPublic(app)]
    await befriend(ada, bob)
    const [open, closer] = [await share(bob), await share(bob, { visibility: 'followers' })]
    expect(await following(ada)).toHaveLength(2)

    await end(ada, bob)

    const seen = [
      ...(await idsIn(ada)),
      ...(await following(ada)),
      ...(await idsIn(ada, { author: bob.username })),
    ]
    expect(seen.filter((id) => [open, closer].includes(id))).toEqual([])
    for (const id of [open, closer]) {
      expect((await look(ada, id)).status).toBe(404)
      expect((await clone(ada, id)).status).toBe(404)
      expect((await hide(ada, id)).status).toBe(404)
    }
  })
})

describe('PUT /feed/:id/hide', () => {
  it('hides a session from one’s own feeds alone, and may be repeated', async () => {
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

  it('is taken back, as often as one likes', async () => {
    const [ada, bob] = [await app.newAthlete(), await newPublic(app)]
    const id = await share(bob)
    await hide(ada, id)

    const answers = [await unhide(ada, id), await unhide(ada, id)]

    expect(answers.map(({ status }) => status)).toEqual([204, 204])
    expect(await idsIn(ada)).toContain(id)
  })

  it('finds nothing that is private, and answers 401 without a login', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const id = await log(bob, {})

    expect((await hide(ada, id)).status).toBe(404)
    expect((await unhide(ada, id)).status).toBe(404)
    const params = { id }
    expect((await app.visitor().call(feedApi.hideFeedSession, { params })).status).toBe(401)
    expect((await app.visitor().call(feedApi.unhideFeedSession, { params })).status).toBe(401)
  })
})
