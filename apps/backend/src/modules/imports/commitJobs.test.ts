import { importsApi, toRequest } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import {
  commit,
  endOf,
  historyOf,
  legs,
  preview,
  progressOf,
  startCommit,
  STRONG,
  undo,
} from '../../../tests/importing.ts'
import { expectRefusal } from '../../../tests/refusal.ts'
import { PASSWORD, useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { createApp } from '../../app.ts'
import { connect } from '../../db/knex.ts'
import * as commitJobsService from './commitJobs.service.ts'
import { inTurn } from './turns.ts'

const app = useTestApp()

const WORKOUTS = 300

/** Long enough for a client to leave while the server parses or writes it. */
const years = [
  STRONG,
  ...Array.from({ length: WORKOUTS }, (_, index) => {
    const day = new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10)
    return Array.from(
      { length: 10 },
      (__, set) => `${day} 18:00:00,"Legs",1h 5m,"Squat (Barbell)",${set},${60 + set}.0,5,0,0,,,8`,
    ).join('\n')
  }),
].join('\n')

/** Keeps the import of another user running until `release`. */
function holdTurn() {
  let release = () => {}
  const held = inTurn(() => new Promise<void>((resolve) => (release = resolve)))
  return { held, release: () => release() }
}

/** Sends a commit without waiting for its answer; `leave` disconnects. */
async function sendCommit(athlete: Athlete, id: string) {
  const { body: csrf } = await athlete.agent.get('/api/v1/auth/csrf')
  const { url, body } = toRequest(importsApi.commitImport, { params: { id }, body: { unit: 'kg' } })
  const request = athlete.agent
    .post(url)
    .set('x-csrf-token', csrf.csrfToken)
    .send(body as object)
  const ended = request.then(
    () => 'answered',
    () => 'left',
  )
  return {
    async leave() {
      request.abort()
      return ended
    },
  }
}

/** Resolves when the server sends a statement like this. */
function statement(part: string, { db } = app.ctx()): Promise<void> {
  return new Promise((resolve) => {
    const listen = ({ sql }: { sql: string }) => {
      if (!sql.includes(part)) return
      db.off('query', listen)
      resolve()
    }
    db.on('query', listen)
  })
}

describe('POST /imports/:id/commit', () => {
  it('goes on if the client leaves while it waits for the import of another user', async () => {
    const ada = await app.newAthlete()
    const { id } = await preview(ada, legs)
    const { held, release } = holdTurn()
    const commitSent = await sendCommit(ada, id)
    await expect.poll(() => progressOf(ada, id), { interval: 5 }).toMatchObject({ step: 'waiting' })

    const left = await commitSent.leave()
    const afterwards = await progressOf(ada, id)
    release()
    await held

    expect([left, afterwards.step]).toEqual(['left', 'waiting'])
    expect(await endOf(ada, id)).toMatchObject({
      step: 'done',
      done: 1,
      total: 1,
      result: { workouts: 1, sets: 3 },
    })
    expect(await historyOf(ada)).toHaveLength(1)
  })

  it.each([
    ['parses the file', 'select i.format, i.kept'],
    ['writes the sessions', 'insert into sessions'],
  ])('goes on if the client leaves while the server %s', async (_step, part) => {
    const ada = await app.newAthlete()
    const { id } = await preview(ada, years)
    const reached = statement(part)
    const commitSent = await sendCommit(ada, id)
    await reached

    const left = await commitSent.leave()

    expect(left).toBe('left')
    expect(await endOf(ada, id)).toMatchObject({
      step: 'done',
      done: WORKOUTS,
      total: WORKOUTS,
      result: { workouts: WORKOUTS, sets: 10 * WORKOUTS },
    })
    const sessions = await app.ctx().db('sessions').where({ owner: ada.id }).count()
    expect(sessions).toEqual([{ count: String(WORKOUTS) }])
  })

  it('wins once, of two at the same time', async () => {
    const ada = await app.newAthlete()
    const { id } = await preview(ada, legs)

    const answers = await Promise.all([startCommit(ada, id), startCommit(ada, id)])

    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409])
    expect((await endOf(ada, id)).result?.workouts).toBe(1)
    expect(await historyOf(ada)).toHaveLength(1)
  })

  it('is refused at once while nine others wait', async () => {
    const athletes: { athlete: Athlete; id: string }[] = []
    for (let count = 0; count < 10; count += 1) {
      const athlete = await app.newAthlete()
      athletes.push({ athlete, id: (await preview(athlete, legs)).id })
    }
    const { held, release } = holdTurn()

    const statuses: number[] = []
    for (const { athlete, id } of athletes) statuses.push((await startCommit(athlete, id)).status)
    release()
    await held

    expect(statuses).toEqual([202, 202, 202, 202, 202, 202, 202, 202, 202, 503])
    for (const { athlete, id } of athletes.slice(0, 9))
      expect(await endOf(athlete, id)).toHaveProperty('step', 'done')
  })
})

describe('POST /imports/:id/commit with Prefer: respond-async', () => {
  it('answers 202 with the progress, which ends with the answer of the other way', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const [{ id }, { id: otherId }] = [await preview(ada, legs), await preview(ben, legs)]
    const { held, release } = holdTurn()

    const started = await startCommit(ada, id)
    release()
    await held
    const { body: result } = await commit(ben, otherId)

    expect(started.status).toBe(202)
    expect(started.headers).toMatchObject({
      'preference-applied': 'respond-async',
      location: `/api/v1/imports/${id}/progress`,
    })
    expect(started.body).toEqual({ step: 'waiting', done: 0, total: 0 })
    expect(await endOf(ada, id)).toEqual({ step: 'done', done: 1, total: 1, result })
  })

  it.each([
    ['Respond-Async', 202],
    ['wait=10, respond-async;x=1', 202],
    ['wait=10', 200],
    ['handling="a, respond-async"', 200],
  ])('reads %s as RFC 7240 says', async (prefer, status) => {
    const ada = await app.newAthlete()
    const { id } = await preview(ada, legs)

    const answer = await commit(ada, id, { unit: 'kg' }, { prefer })
    await endOf(ada, id)

    expect(answer.status).toBe(status)
  })

  it('shows the error of a commit in the progress, and the commit can be repeated', async () => {
    const ada = await app.newAthlete()
    const { id } = await preview(ada, legs)

    const started = await startCommit(ada, id, {})
    const failed = await endOf(ada, id)
    const { body } = await commit(ada, id, {})
    const again = await startCommit(ada, id)

    expect(started.status).toBe(202)
    expect(failed).toMatchObject({ step: 'failed', done: 0, total: 0 })
    expect({ ...failed.problem, requestId: '' }).toEqual({ ...body.error, requestId: '' })
    expect(failed.problem).toMatchObject({
      code: 'UNPROCESSABLE',
      details: [{ path: 'body.unit' }],
    })
    expect(again.status).toBe(202)
    expect(await endOf(ada, id)).toMatchObject({ step: 'done', result: { workouts: 1 } })
  })

  it('is refused at once if the import is unknown, done or undone', async () => {
    const ada = await app.newAthlete()
    const { id } = await preview(ada, legs)

    const unknown = await startCommit(ada, app.ctx().newId())
    await commit(ada, id)
    const done = await startCommit(ada, id)
    await undo(ada, id)
    const undone = await startCommit(ada, id)

    expectRefusal(unknown, 'NOT_FOUND')
    expectRefusal(done, 'CONFLICT', 'This import is already done.')
    expectRefusal(undone, 'CONFLICT')
  })

  it('gives repeats with the same key the same result', async () => {
    const ada = await app.newAthlete()
    const { id } = await preview(ada, legs)
    const key = { 'idempotency-key': 'legs' }
    const { held, release } = holdTurn()

    await startCommit(ada, id, { unit: 'kg' }, key)
    const meanwhile = await startCommit(ada, id, { unit: 'kg' }, key)
    release()
    await held
    const { result } = await endOf(ada, id)
    const again = await startCommit(ada, id, { unit: 'kg' }, key)
    const waited = await commit(ada, id, { unit: 'kg' }, key)
    const other = await commit(ada, id, { unit: 'lb' }, key)

    expectRefusal(meanwhile, 'CONFLICT')
    expect([again.status, again.body.result]).toEqual([202, result])
    expect([waited.status, waited.body]).toEqual([200, result])
    expectRefusal(other, 'UNPROCESSABLE')
  })
})

describe('a server that stops', () => {
  /** Another server of the same database, which a test stops. */
  async function serverOf(ctx = { ...app.ctx(), db: connect(app.databaseUrl(), { poolSize: 3 }) }) {
    return { ctx, server: await app.connect(createApp(ctx)) }
  }

  it('ends commits that wait, which can be started again', async () => {
    const { ctx, server } = await serverOf()
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const [{ id }, { id: otherId }] = [await preview(ada, legs), await preview(ben, legs)]
    const callerAda = await server.logIn(ada.username, PASSWORD)
    const callerBen = await server.logIn(ben.username, PASSWORD)
    const call = { params: { id }, body: { unit: 'kg' } }
    const otherCall = { ...call, params: { id: otherId } }
    const { held, release } = holdTurn()

    await server.call(callerAda, importsApi.commitImport, call, { prefer: 'respond-async' })
    const waiting = server.call(callerBen, importsApi.commitImport, otherCall)
    await expect
      .poll(() => progressOf(ben, otherId), { interval: 5 })
      .toMatchObject({ step: 'waiting' })
    await commitJobsService.stop(ctx)
    const refused = await server.call(callerAda, importsApi.commitImport, call)
    release()
    await held

    expect(JSON.parse((await waiting).text)).toMatchObject({ error: { code: 'INTERRUPTED' } })
    expect(refused.status).toBe(503)
    expect(await progressOf(ada, id)).toMatchObject({
      step: 'failed',
      problem: { code: 'INTERRUPTED' },
    })
    expect((await commit(ada, id)).status).toBe(200)
    expect((await commit(ben, otherId)).status).toBe(200)
    await ctx.db.destroy()
  })

  it('waits for a commit that writes', async () => {
    const { ctx, server } = await serverOf()
    const ada = await app.newAthlete()
    const { id } = await preview(ada, years)
    const caller = await server.logIn(ada.username, PASSWORD)
    const writes = statement('insert into sessions', ctx)

    const call = { params: { id }, body: { unit: 'kg' } }
    await server.call(caller, importsApi.commitImport, call, { prefer: 'respond-async' })
    await writes
    await commitJobsService.stop(ctx)

    expect(await progressOf(ada, id)).toMatchObject({ step: 'done', done: WORKOUTS })
    await ctx.db.destroy()
  })
})
