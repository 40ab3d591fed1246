import { feedApi, sessionsApi, usersApi, type Attribution } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { historyOf, importFile } from '../../../tests/importing.ts'
import { block, newPublic } from '../../../tests/meeting.ts'
import { cloneAndShare, share } from '../../../tests/sharing.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { getSession, remove, update } from '../../../tests/training.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-07T10:00:00Z'))

/** Four athletes, each of whom cloned from the one before: Ada, Ben, Cleo, Dan. */
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

describe('the chain of a clone', () => {
  it('names its source, its origin and how many lie between', async () => {
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

  it('keeps the names, without a way to them, when sources are deleted or private', async () => {
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

  it('keeps the names when accounts are gone', async () => {
    const { people, ids } = await chain()
    for (const { id } of [people[0], people[2]]) await app.ctx().db('users').where({ id }).delete()

    expect(await attributionIn(people[3], ids[3])).toEqual({
      sessionId: null,
      name: 'Cleo',
      origin: { sessionId: null, name: 'Ada' },
      between: 1,
    })
  })

  it('keeps the way, under the name it was cloned from, when its author takes another', async () => {
    const { people, ids } = await chain()
    await people[2].call(usersApi.updateMe, { body: { alias: 'Cleopatra' } })

    expect(await attributionIn(people[3], ids[3])).toMatchObject({
      sessionId: ids[2],
      name: 'Cleo',
    })
  })

  it('leads to nobody whom the one who looks blocks', async () => {
    const { people, ids } = await chain()
    const eve = await app.newAthlete()
    await block(eve, people[0])

    expect(await shownTo(eve, ids[3])).toMatchObject({
      sessionId: ids[2],
      origin: { sessionId: null, name: 'Ada' },
    })
  })

  it('leaves and comes back with a history', async () => {
    const { people, ids } = await chain()
    const file = await people[3].call(sessionsApi.listSessions, {})
    expect(file.body.total).toBe(1)
    const history = await people[3].agent.get('/api/v1/export/history.json')
    const eve = await app.newAthlete()

    await importFile(eve, history.text, {})

    const [brought] = await historyOf(eve)
    expect(brought?.attribution).toEqual(await attributionIn(people[3], ids[3]))
  })
})

describe('a session that says it was cloned 10,000 times', () => {
  it('can be cloned all the same', async () => {
    const [ada, ben, cleo] = [await newPublic(app), await newPublic(app), await app.newAthlete()]
    await share(ada)
    const history = await ada.agent.get('/api/v1/export/history.json')
    const file = JSON.parse(history.text) as { sessions: object[] }
    const attribution = { sessionId: app.ctx().newId(), name: 'Zoe', origin: null }
    const sessions = [{ ...file.sessions[0], attribution: { ...attribution, generation: 10_000 } }]
    await importFile(ben, JSON.stringify({ ...file, sessions }), {})
    const [brought] = await historyOf(ben)

    const copy = await cloneAndShare(cleo, brought?.id ?? '')

    expect(await attributionIn(cleo, copy)).toMatchObject({ between: 9_998 })
  })
})

describe('how often a session was cloned', () => {
  it('is told to its author: by others, deleted copies too, imported ones not', async () => {
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
