import { feedApi, sessionsApi, usersApi, type Attribution } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { historyOf, importFile } from '../../../tests/importing.ts'
import { block, newPublic, suspend } from '../../../tests/meeting.ts'
import { cloneAndShare, share } from '../../../tests/sharing.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { getSession, remove, update } from '../../../tests/training.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-07T10:00:00Z'))

/** Creates a chain of clones: Ada shares a session, Ben clones it, Cleo clones Ben's, Dan Cleo's. */
async function chain() {
  const people: Athlete[] = []
  const ids: string[] = []
  for (const name of ['Ada', 'Ben', 'Cleo', 'Dan']) {
    const athlete = await newPublic(app, name)
    const last = ids.at(-1)
    ids.push(last === undefined ? await share(athlete) : await cloneAndShare(athlete, last))
    people.push(athlete)
  }
  return {
    people: people as [Athlete, Athlete, Athlete, Athlete],
    ids: ids as [string, string, string, string],
  }
}

const attributionIn = async (athlete: Athlete, id: string) =>
  (await getSession(athlete, id)).body.attribution as Attribution

const shownTo = async (caller: Pick<Athlete, 'call'>, id: string) => {
  const { body } = await caller.call(feedApi.getFeedSession, { params: { id } })
  return body.attribution as Attribution
}

describe('the attribution of a clone', () => {
  it('names its source, its origin and the number of sessions between them', async () => {
    const { people, ids } = await chain()
    const [ada, ben, cleo] = ids

    expect(await attributionIn(people[1], ids[1])).toEqual({
      sessionId: ada,
      name: 'Ada',
      origin: null,
      between: 0,
    })
    expect(await attributionIn(people[2], ids[2])).toEqual({
      sessionId: ben,
      name: 'Ben',
      origin: { sessionId: ada, name: 'Ada' },
      between: 0,
    })
    const last = {
      sessionId: cleo,
      name: 'Cleo',
      origin: { sessionId: ada, name: 'Ada' },
      between: 1,
    }
    expect(await attributionIn(people[3], ids[3])).toEqual(last)
    expect(await shownTo(app.visitor(), ids[3])).toEqual(last)
    const { body } = await people[0].call(feedApi.listFeed, { query: { limit: 100 } })
    const items = body.items as feedApi.FeedItem[]
    expect(items.find(({ id }) => id === ids[3])?.attribution).toEqual(last)
    const own = await people[3].call(sessionsApi.listSessions, {})
    expect(own.body.items[0].attribution).toEqual(last)
  })

  it('keeps the names but not the ids of deleted and private sources', async () => {
    const { people, ids } = await chain()
    await remove(people[0], ids[0])
    await update(people[2], ids[2], { visibility: 'private' })

    expect(await attributionIn(people[3], ids[3])).toEqual({
      sessionId: null,
      name: 'Cleo',
      origin: { sessionId: null, name: 'Ada' },
      between: 1,
    })
  })

  it('keeps the names when the accounts are deleted', async () => {
    const { people, ids } = await chain()
    for (const { id } of [people[0], people[2]]) await app.ctx().db('users').where({ id }).delete()

    expect(await attributionIn(people[3], ids[3])).toEqual({
      sessionId: null,
      name: 'Cleo',
      origin: { sessionId: null, name: 'Ada' },
      between: 1,
    })
  })

  it('leaves out the names of suspended users, for the owner of the clone too', async () => {
    const { people, ids } = await chain()
    await suspend(app, people[0])
    await suspend(app, people[2])
    const hidden = {
      sessionId: null,
      name: null,
      origin: { sessionId: null, name: null },
      between: 1,
    }

    expect(await shownTo(app.visitor(), ids[3])).toEqual(hidden)
    expect(await attributionIn(people[3], ids[3])).toEqual(hidden)

    await app.ctx().db('users').where({ id: people[2].id }).update({ status: 'active' })
    expect(await shownTo(app.visitor(), ids[3])).toMatchObject({ name: 'Cleo' })
  })

  it('names a profile that has become private by its username', async () => {
    const { people, ids } = await chain()
    for (const person of [people[0], people[2]])
      await person.call(usersApi.updateMe, { body: { visibility: 'private' } })

    expect(await shownTo(app.visitor(), ids[3])).toMatchObject({
      name: people[2].username,
      origin: { name: people[0].username },
    })
  })

  it('keeps the id and the old name when the author changes their alias', async () => {
    const { people, ids } = await chain()
    await people[2].call(usersApi.updateMe, { body: { alias: 'Cleopatra' } })

    expect(await attributionIn(people[3], ids[3])).toMatchObject({
      sessionId: ids[2],
      name: 'Cleo',
    })
  })

  it('has no id of a session whose author the viewer blocks', async () => {
    const { people, ids } = await chain()
    const eve = await app.newAthlete()
    await block(eve, people[0])

    expect(await shownTo(eve, ids[3])).toMatchObject({
      sessionId: ids[2],
      origin: { sessionId: null, name: 'Ada' },
    })
  })

  it('is text for the owner alone after an export and import of a history', async () => {
    const { people } = await chain()
    const file = await people[3].call(sessionsApi.listSessions, {})
    expect(file.body.total).toBe(1)
    const history = await people[3].agent.get('/api/v1/export/history.json')
    const eve = await app.newAthlete()

    await importFile(eve, history.text, {})

    const [imported] = await historyOf(eve)
    expect(imported?.attribution).toEqual({
      sessionId: null,
      name: 'Cleo',
      origin: { sessionId: null, name: 'Ada' },
      between: 1,
    })
    expect(await shownTo(app.visitor(), imported?.id ?? '')).toBeNull()
  })
})

describe('a source that a file claims', () => {
  it('is shown to nobody else, and does not get into clones', async () => {
    const [ada, ben, cleo] = [await newPublic(app), await newPublic(app), await app.newAthlete()]
    await share(ada)
    const history = await ada.agent.get('/api/v1/export/history.json')
    const file = JSON.parse(history.text) as { sessions: object[] }
    const source = await share(ada)
    const attribution = { sessionId: source, name: ada.username, origin: null }
    const sessions = [{ ...file.sessions[0], attribution: { ...attribution, generation: 10_000 } }]
    await importFile(ben, JSON.stringify({ ...file, sessions }), {})
    const [imported] = await historyOf(ben)

    const copy = await cloneAndShare(cleo, imported?.id ?? '')

    expect(await shownTo(app.visitor(), imported?.id ?? '')).toBeNull()
    expect(await attributionIn(cleo, copy)).toEqual({
      sessionId: imported?.id,
      name: ben.username,
      origin: null,
      between: 0,
    })
    expect((await getSession(ada, source)).body.clones).toBe(0)
  })
})

describe('the number of clones of a session', () => {
  it('counts clones by other users, deleted ones included, but no imported ones', async () => {
    const [ada, ben, cleo] = [await newPublic(app), await newPublic(app), await app.newAthlete()]
    const id = await share(ada)
    const first = await cloneAndShare(ben, id)
    await cloneAndShare(cleo, id)
    await cloneAndShare(cleo, first)
    await cloneAndShare(ada, id)
    await remove(ben, first)
    const history = await cleo.agent.get('/api/v1/export/history.json')
    await importFile(await app.newAthlete(), history.text, {})

    expect((await getSession(ada, id)).body.clones).toBe(2)
  })
})
