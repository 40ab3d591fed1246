import { sessionsApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { expectRefusal } from '../../../tests/refusal.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { runWaitingJobs } from '../../jobs/worker.ts'

const app = useTestApp()

const legs = { title: 'Legs', exercises: [{ name: 'Squat' }] }

const plan = (athlete: Athlete, key: string, body = legs) =>
  athlete.call(sessionsApi.createSession, { body }, { 'idempotency-key': key })

const sessionsOf = (athlete: Athlete) => app.ctx().db('sessions').where({ owner: athlete.id })

describe('a request with an Idempotency-Key', () => {
  it('runs once and gives repeats the same answer', async () => {
    const ada = await app.newAthlete()

    const first = await plan(ada, 'monday')
    const again = await plan(ada, 'monday')

    expect(first.status).toBe(201)
    expect([again.status, again.body]).toEqual([first.status, first.body])
    expect(await sessionsOf(ada)).toHaveLength(1)
  })

  it('runs once for concurrent requests', async () => {
    const ada = await app.newAthlete()

    const answers = await Promise.all([1, 2, 3, 4].map(() => plan(ada, 'race')))

    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(await sessionsOf(ada)).toHaveLength(1)
  })

  it('is refused if the key was used with another body', async () => {
    const ada = await app.newAthlete()
    await plan(ada, 'monday')

    const other = await plan(ada, 'monday', { ...legs, title: 'Arms' })

    expectRefusal(other, 'UNPROCESSABLE', 'This Idempotency-Key belongs to another request.')
    expect(await sessionsOf(ada)).toHaveLength(1)
  })

  it('is refused while the first request is still running', async () => {
    const ada = await app.newAthlete()
    const holder = await app.ctx().db.transaction()
    const unfinished = { owner: ada.id, key: 'slow', request_hash: Buffer.alloc(32) }
    await holder('idempotency_keys').insert({ ...unfinished, created_at: app.now() })

    const meanwhile = await plan(ada, 'slow')
    await holder.rollback()
    const afterwards = await plan(ada, 'slow')

    expectRefusal(meanwhile, 'CONFLICT', 'A request with this Idempotency-Key is still running.')
    expect(afterwards.status).toBe(201)
  })

  it('does not use its key if it is refused', async () => {
    const ada = await app.newAthlete()
    const nothing = { ...legs, exercises: [{ name: 'Squat', exerciseId: app.ctx().newId() }] }

    const refused = await plan(ada, 'second-try', nothing)
    const accepted = await plan(ada, 'second-try')

    expectRefusal(refused, 'UNPROCESSABLE')
    expect(accepted.status).toBe(201)
  })

  it('is independent of another athlete’s equal key', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]

    const [first, second] = [await plan(ada, 'same'), await plan(bob, 'same')]

    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body.id).not.toBe(first.body.id)
  })

  it.each(['', 'ü', 'with space', 'x'.repeat(256)])('is refused with the key %j', async (key) => {
    const ada = await app.newAthlete()

    const answer = await ada.call(
      sessionsApi.createSession,
      { body: legs },
      { 'idempotency-key': key },
    )

    expectRefusal(answer, 'VALIDATION_ERROR')
    expect(answer.body.error.details[0].path).toBe('headers')
  })

  it('loses its key after a week by the hourly sweep', async () => {
    const ada = await app.newAthlete()
    await plan(ada, 'old')
    app.passSeconds(7 * 86_400 + 1)
    await plan(await app.newAthlete(), 'young')

    await app.ctx().db.raw(`select graphile_worker.add_job('sweep')`)
    await runWaitingJobs(app.ctx(), app.databaseUrl())

    const kept = await app.ctx().db('idempotency_keys').pluck('key')
    expect(kept).toContain('young')
    expect(kept).not.toContain('old')
  })
})
