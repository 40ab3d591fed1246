import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import { share } from '../../../tests/sharing.ts'
import { useTestApp } from '../../../tests/testApp.ts'
import { find, read, textsSent, translateWaiting } from '../../../tests/translating.ts'
import { startTranslationPeer, type Fault } from '../../../tests/translationPeer.ts'
import { metrics } from '../../utils/metrics.ts'
import { NO_ACCOUNT } from '../system/audit.service.ts'

const peer = await startTranslationPeer()
const app = useTestApp({ translation: { ...peer.config(), dailyCharacters: 1_000 } })
afterAll(() => peer.stop())

beforeEach(async () => {
  app.setTime('2026-09-07T10:00:00Z')
  peer.faults.length = 0
  peer.translateWith((text) => ({ text: `übersetzt ${text}`, language: 'fr' }))
  const { db } = app.ctx()
  await db('translators').delete()
  await db('translation_cache').delete()
})

const jobs = () => app.ctx().db('graphile_worker.jobs').where({ task_identifier: 'translateTexts' })
const state = () => app.ctx().db('translators').first()

/** A public session that a reader has requested in German. */
async function requested(title = 'Jambes') {
  const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
  const id = await share(ada, { title })
  await read(ben, id)
  return { ada, ben, id }
}

const failTimes = (times: number, fault: Fault = { status: 503 }) =>
  peer.faults.push(...Array.from({ length: times }, () => fault))

describe('the job', () => {
  it('records each request in the audit log, without texts', async () => {
    const { ben } = await requested()
    await translateWaiting(app)
    const ada = await app.newAthlete()
    const id = await share(ada, { title: 'Anonyme' })
    await read(app.visitor(), id)
    await translateWaiting(app)

    const entries = await app.ctx().db('audit_log').where({ event: 'translation.requested' })

    const details = { lang: 'de', texts: 1, provider: 'deepl' }
    expect(entries.map((entry) => [entry.owner, entry.details])).toEqual(
      expect.arrayContaining([
        [ben.id, details],
        [NO_ACCOUNT, details],
      ]),
    )
    expect(JSON.stringify(entries)).not.toContain('Jambes')
  })

  it('sends the texts of different readers apart, and those of a reader together', async () => {
    const [ada, ben, cem] = [await app.newAthlete(), await app.newAthlete(), await app.newAthlete()]
    for (const title of ['Un jour', 'Deux jours']) await share(ada, { title })
    await find(ben, ada, '')
    const third = await share(ada, { title: 'Trois jours' })
    await read(cem, third)
    const since = peer.received.length

    await translateWaiting(app)

    expect(peer.received).toHaveLength(since + 2)
    expect(textsSent(peer, since).toSorted()).toEqual(['Deux jours', 'Trois jours', 'Un jour'])
  })

  it.each<Fault>([{ status: 429 }, { status: 500 }, 'cut off'])(
    'tries again after %j',
    async (fault) => {
      const { ben, id } = await requested()
      failTimes(2, fault)
      const startedAt = Date.now()

      await translateWaiting(app)
      const [waiting] = await jobs()
      await translateWaiting(app)
      await translateWaiting(app)

      expect(new Date(waiting.run_at).getTime()).toBeGreaterThan(startedAt + 1_000)
      expect(waiting.last_error).not.toContain('Jambes')
      expect(await read(ben, id)).toMatchObject({ title: 'übersetzt Jambes', translated: true })
      expect(await state()).toMatchObject({ failures: 0 })
    },
  )

  it('rests after five failures in a row, then sends a single request', async () => {
    const { id } = await requested()
    failTimes(6)
    const requests = peer.received.length + 5
    while (peer.received.length < requests) await translateWaiting(app)

    await translateWaiting(app)
    const resting = peer.received.length
    app.passSeconds(299)
    await translateWaiting(app)
    const stillResting = peer.received.length
    app.passSeconds(1)
    await translateWaiting(app)
    const trial = peer.received.length
    app.passSeconds(599)
    await translateWaiting(app)
    const longer = peer.received.length
    app.passSeconds(1)
    await translateWaiting(app)

    expect([resting, stillResting, trial, longer].map((each) => each - requests)).toEqual([
      0, 0, 1, 1,
    ])
    expect(await read(app.visitor(), id)).toMatchObject({ translated: true })
    expect(await state()).toMatchObject({ failures: 0, rests_until: null })
  })

  it('spends a budget of characters each day', async () => {
    const { ben } = await requested('a'.repeat(100))
    const ada = await app.newAthlete()
    const texts = Array.from({ length: 12 }, (_, n) => `${n} ${'jour '.repeat(20)}`.trim())
    for (const title of texts) await share(ada, { title })
    await find(ben, ada, '')
    const since = peer.received.length

    await translateWaiting(app)
    await translateWaiting(app)
    const today = textsSent(peer, since).join('').length
    app.setTime('2026-09-08T00:00:00Z')
    await translateWaiting(app)
    await translateWaiting(app)

    expect(today).toBeGreaterThan(850)
    expect(today).toBeLessThanOrEqual(1_000)
    expect(textsSent(peer, since)).toHaveLength(13)
  })

  it('tries a text alone whose answer was of no use, and gives up after three', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    for (const title of ['Bon', 'Mauvais']) await share(ada, { title })
    await find(ben, ada, '')
    peer.translateWith((text) => (text === 'Mauvais' ? undefined : { text: 'Gut', language: 'fr' }))
    const since = peer.received.length

    for (let attempt = 0; attempt < 4; attempt += 1) await translateWaiting(app)

    const rows = await app.ctx().db('translation_cache').where({ owner: ada.id })
    expect(rows.map(({ due_at }) => due_at)).toEqual([null, null])
    expect(rows.map(({ translated }) => translated as string).toSorted()).toEqual(['Gut', null])
    expect(textsSent(peer, since).filter((text) => text === 'Mauvais')).toHaveLength(3)
    expect(await jobs()).toEqual([])
  })

  it('of an instance that was killed is done again', async () => {
    const { ben, id } = await requested()
    await app
      .ctx()
      .db.raw('select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))')

    await read(ben, id)
    const soon = await jobs()
    app.passSeconds(600)
    await read(ben, id)
    await translateWaiting(app)

    expect(soon).toEqual([])
    expect(await read(ben, id)).toMatchObject({ translated: true })
  })

  it('counts hits, misses, characters, latency and failures', async () => {
    const { ben, id } = await requested()
    failTimes(1)
    await translateWaiting(app)
    await translateWaiting(app)
    await read(ben, id)

    const text = await metrics.metrics()

    for (const name of [
      'translation_cache_hits_total',
      'translation_cache_misses_total',
      'translation_characters_total',
      'translation_duration_seconds_count{provider="deepl"}',
      'translation_failures_total{reason="away"}',
    ])
      expect(text).toMatch(new RegExp(`^${name.replaceAll(/[{}]/g, String.raw`\$&`)} [1-9]`, 'm'))
  })
})
