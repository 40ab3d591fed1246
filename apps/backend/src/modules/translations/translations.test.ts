import { exercisesApi, sessionsApi, translationsApi } from '@fitvibe/contract'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import { befriend, makePublic, newPublic } from '../../../tests/meeting.ts'
import { share } from '../../../tests/sharing.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { remove, update } from '../../../tests/training.ts'
import { find, read, textsSent, translateWaiting } from '../../../tests/translating.ts'
import { startTranslationPeer } from '../../../tests/translationPeer.ts'
import { visitorOn } from '../../../tests/visitor.ts'
import { createApp } from '../../app.ts'
import * as sessionsService from '../sessions/sessions.service.ts'

const peer = await startTranslationPeer()
const app = useTestApp({ translation: peer.config() })
afterAll(() => peer.stop())

const WORDS: Readonly<Record<string, string>> = { Jambes: 'Beine', 'Très lourd': 'Sehr schwer' }

beforeEach(() => {
  app.setTime('2026-09-07T10:00:00Z')
  peer.translateWith((text) => ({ text: WORDS[text] ?? `übersetzt ${text}`, language: 'fr' }))
})

const french = {
  title: 'Jambes',
  notes: 'Très lourd',
  sharesNotes: true,
  exercises: [
    { name: 'Presse maison', planned: { sets: 3, reps: 5, load: 100 }, notes: 'Avec pause' },
    { name: 'Squat', planned: { sets: 3, reps: 5, load: 100 } },
  ],
}

/** A public session in French that has been read and translated. */
async function translated() {
  const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
  const id = await share(ada, french)
  await read(ben, id)
  await translateWaiting(app)
  return { ada, ben, id }
}

const cached = ({ id: owner }: Athlete) => app.ctx().db('translation_cache').where({ owner })
const jobs = () => app.ctx().db('graphile_worker.jobs').where({ task_identifier: 'translateTexts' })

describe('GET /feed/:id?lang=de', () => {
  it('answers the original first and the translation once the job has run', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const id = await share(ada, french)
    const requests = peer.received.length

    const before = await read(ben, id)
    const asked = peer.received.length
    await translateWaiting(app)
    const after = await read(ben, id)

    expect(before).toMatchObject({
      title: 'Jambes',
      translated: false,
      language: null,
      original: null,
    })
    expect(asked).toBe(requests)
    expect(after).toMatchObject({
      title: 'Beine',
      notes: 'Sehr schwer',
      exerciseNames: ['übersetzt Presse maison', 'Kniebeuge'],
      translated: true,
      language: 'fr',
      original: {
        title: 'Jambes',
        notes: 'Très lourd',
        exerciseNames: ['Presse maison', 'Squat'],
        exercises: [
          { name: 'Presse maison', notes: 'Avec pause' },
          { name: 'Squat', notes: null },
        ],
      },
    })
    expect(after.exercises.map(({ name, notes }) => [name, notes])).toEqual([
      ['übersetzt Presse maison', 'übersetzt Avec pause'],
      ['Kniebeuge', null],
    ])
    expect(peer.received).toHaveLength(requests + 1)
  })

  it('takes the language of the query, and translates for visitors too', async () => {
    const { id } = await translated()

    const { body } = await app.http().get(`/api/v1/feed/${id}?lang=de`)

    expect(body).toMatchObject({ title: 'Beine', translated: true })
  })

  it('leaves a text in the language of the reader as it is', async () => {
    peer.translateWith((text) => ({ text, language: 'de' }))
    const { ben, id } = await translated()

    expect(await read(ben, id)).toMatchObject({
      title: 'Jambes',
      translated: false,
      language: 'de',
      original: null,
    })
    expect(await jobs()).toEqual([])
  })

  it('sends neither private notes nor texts of the library', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const since = peer.received.length
    const id = await share(ada, { ...french, sharesNotes: false })

    await read(ben, id)
    await translateWaiting(app)

    expect(textsSent(peer, since).toSorted()).toEqual(['Jambes', 'Presse maison'])
  })

  it('sends no names of the author, of people the author follows, nor of credited athletes', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const cleo = await newPublic(app, 'Cleo Vandermeer')
    await makePublic(ada, 'Adelheid Quast')
    await befriend(ada, cleo)
    const since = peer.received.length
    const title = `Avec Cleo et ${cleo.username}, signé Adelheid alias ${ada.username}`
    const id = await share(ada, { title })

    await read(ben, id)
    await translateWaiting(app)

    expect(textsSent(peer, since).join(' ')).not.toMatch(
      new RegExp(`cleo|vandermeer|adelheid|${cleo.username}|${ada.username}`, 'i'),
    )
    expect((await read(ben, id)).title).toBe(`übersetzt ${title}`)
    const rows = await cached(ada)
    expect(JSON.stringify(rows)).not.toMatch(/cleo|adelheid/i)
  })

  it('serves the original if the provider loses a placeholder', async () => {
    peer.translateWith(() => ({ text: 'Ohne Platzhalter', language: 'fr' }))
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const id = await share(ada, { title: 'Écris à moi@example.org' })

    await read(ben, id)
    await translateWaiting(app)

    expect(await read(ben, id)).toMatchObject({
      title: 'Écris à moi@example.org',
      translated: false,
      language: 'fr',
    })
    expect(await jobs()).toEqual([])
  })

  it('cuts a translation that is longer than a title may be', async () => {
    const long = 'mot '.repeat(31).trim()
    peer.translateWith((text) => ({ text: `${text} ${text}`, language: 'fr' }))
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const id = await share(ada, { title: long })

    await read(ben, id)
    await translateWaiting(app)

    const { title } = await read(ben, id)
    expect(title).toMatch(/^(?:mot )+.{0,4}…$/)
    expect(title.length).toBeLessThanOrEqual(128)
  })
})

describe('GET /feed?lang=de', () => {
  it('translates titles and names of exercises that the athlete made', async () => {
    const { ada, ben, id } = await translated()

    expect(await find(ben, ada, id)).toMatchObject({
      title: 'Beine',
      exerciseNames: ['übersetzt Presse maison', 'Kniebeuge'],
      translated: true,
      language: 'fr',
      original: { title: 'Jambes', exerciseNames: ['Presse maison', 'Squat'] },
    })
  })

  it('queues a page once, however often it is read at the same time', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const ids = [await share(ada, { title: 'Dos' }), await share(ada, { title: 'Dos' })]
    const since = peer.received.length

    await Promise.all(Array.from({ length: 100 }, () => find(ben, ada, ids[0] ?? '')))
    const waiting = await jobs()
    await translateWaiting(app)

    expect(waiting).toHaveLength(1)
    expect(textsSent(peer, since)).toEqual(['Dos'])
    expect(await cached(ada)).toHaveLength(1)
  })

  it('adds one statement for a page that is cached, and two for one that is not', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    for (const title of ['Un entraînement', 'Deux entraînements']) await share(ada, { title })
    const statementsFor = async (reader: Pick<Athlete, 'call'>) => {
      let count = 0
      const counting = () => void (count += 1)
      app.ctx().db.on('query', counting)
      await find(reader, ada, '')
      app.ctx().db.off('query', counting)
      return count
    }
    const { config } = app.ctx()
    const without = createApp({ ...app.ctx(), config: { ...config, translation: undefined } })
    const visitor = visitorOn(await app.connect(without), app.now)
    await find(app.visitor(), ada, '', 'en')

    const none = await statementsFor(visitor)
    const missed = await statementsFor(app.visitor())
    await translateWaiting(app)
    const hit = await statementsFor(app.visitor())

    expect({ missed, hit }).toEqual({ missed: none + 2, hit: none + 1 })
    expect(await find(ben, ada, '')).toBeUndefined()
  })

  it('sends only public texts, also if a session has just been hidden', async () => {
    const [ada, ben] = [await newPublic(app), await app.newAthlete()]
    await befriend(ben, ada)
    const since = peer.received.length
    const followers = await share(ada, { title: 'Entre nous', visibility: 'followers' })
    const hidden = await share(ada, { title: 'Bientôt privé' })
    await read(ben, followers)
    await find(ben, ada, hidden)
    await app.ctx().db('sessions').where({ id: hidden }).update({ visibility: 'private' })

    await translateWaiting(app)

    expect(textsSent(peer, since)).toEqual([])
    expect(await cached(ada)).toEqual([])
  })

  it('shows the originals if texts cannot be queued', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const id = await share(ada, { title: 'Épaules' })
    const table = 'alter table translation_cache'
    await app.ctx().db.raw(`${table} add constraint away check (false) not valid`)

    const item = await find(ben, ada, id)
    await app.ctx().db.raw(`${table} drop constraint away`)

    expect(item).toMatchObject({ title: 'Épaules', translated: false })
  })
})

describe('cached translations', () => {
  it.each<[string, (ada: Athlete, id: string) => Promise<unknown>]>([
    ['turns private', (ada, id) => update(ada, id, { visibility: 'private' })],
    ['is for followers only', (ada, id) => update(ada, id, { visibility: 'followers' })],
    ['is edited', (ada, id) => update(ada, id, { title: 'Bras' })],
    ['hides its notes', (ada, id) => update(ada, id, { sharesNotes: false })],
    ['is deleted', (ada, id) => remove(ada, id)],
    [
      'is hidden by an administrator',
      (ada, id) => sessionsService.hide(app.ctx(), { owner: ada.id, id }, 'spam'),
    ],
    [
      'names an exercise otherwise',
      async (ada) => {
        const own = await ada.call(exercisesApi.createExercise, { body: { name: 'Press' } })
        const body = { name: 'Presse maison', exerciseId: own.body.id as string }
        await ada.call(exercisesApi.createExerciseLink, { body })
      },
    ],
  ])('are deleted once their session %s, and those of others stay', async (_, change) => {
    const { ada, id } = await translated()
    const { ada: other } = await translated()
    const before = await cached(ada)

    await change(ada, id)

    expect(before.length).toBeGreaterThan(3)
    expect(await cached(ada)).toEqual([])
    expect(await cached(other)).toHaveLength(before.length)
  })

  it('stay if something else of the session changes', async () => {
    const { ada, id } = await translated()
    const before = await cached(ada)

    const body = { calories: 300 }
    await ada.call(sessionsApi.updateSession, { params: { id }, body })

    expect(await cached(ada)).toEqual(before)
  })

  it('do not come back with an answer that was in flight', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const id = await share(ada, french)
    await read(ben, id)
    let hides: Promise<unknown> | undefined
    peer.translateWith((text) => {
      hides ??= update(ada, id, { visibility: 'private' })
      return { text, language: 'fr' }
    })

    await translateWaiting(app)
    await hides
    await translateWaiting(app)

    expect(await cached(ada)).toEqual([])
  })

  it('expire', async () => {
    const { ada, ben, id } = await translated()

    app.passSeconds(7 * 86_400)
    await app.setTimeFor(ben, app.now().toISOString())
    const expired = await read(ben, id)
    await translateWaiting(app)
    const again = await read(ben, id)

    expect([expired.translated, again.translated]).toEqual([false, true])
    app.passSeconds(7 * 86_400)
    await app.ctx().db.raw(`select graphile_worker.add_job('sweep')`)
    await translateWaiting(app)
    expect(await cached(ada)).toEqual([])
  })
})

describe('DELETE /privacy/translations', () => {
  it('deletes the translations of the caller’s texts alone', async () => {
    const { ada, ben, id } = await translated()
    const { ada: other } = await translated()

    const answer = await ada.call(translationsApi.deleteTranslations, {})

    expect(answer.status).toBe(204)
    expect(await cached(ada)).toEqual([])
    expect((await cached(other)).length).toBeGreaterThan(0)
    expect(await read(ben, id)).toMatchObject({ title: 'Jambes', translated: false })
  })

  it('requires a login', async () => {
    const answer = await app.visitor().call(translationsApi.deleteTranslations, {})

    expect(answer.status).toBe(401)
  })
})
