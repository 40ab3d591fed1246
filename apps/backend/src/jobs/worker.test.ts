import { authApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { PASSWORD, useTestApp } from '../../tests/testApp.ts'
import { enqueue } from './enqueue.ts'
import { runWaitingJobs, startWorker } from './worker.ts'

const app = useTestApp()

const register = (username: string) =>
  app.visitor().call(authApi.register, {
    body: { username, email: `${username}@example.org`, password: PASSWORD },
  })

const jobs = () => app.ctx().db('graphile_worker.jobs')
const mailsTo = async (email: string) =>
  (await app.mailbox().list()).filter((mail) => mail.to === email)

describe('the worker', () => {
  it('runs jobs while it is started', async () => {
    const worker = await startWorker(app.ctx(), app.databaseUrl())

    await register('rosa')

    await expect.poll(() => mailsTo('rosa@example.org')).toHaveLength(1)
    await worker.stop()
  })

  it('leaves jobs added after its stop to the next worker', async () => {
    const worker = await startWorker(app.ctx(), app.databaseUrl())
    await worker.stop()

    await register('heidi')

    expect(await jobs()).toHaveLength(1)
    expect(await app.mailsTo('heidi@example.org')).toHaveLength(1)
    expect(await jobs()).toHaveLength(0)
  })

  it('shares the work with other workers', async () => {
    const workers = await Promise.all(
      [1, 2, 3].map(() => startWorker(app.ctx(), app.databaseUrl())),
    )

    await Promise.all(['ann', 'ben', 'cem'].map((name) => register(`${name}-of-three`)))

    await expect.poll(jobs).toHaveLength(0)
    await Promise.all(workers.map((worker) => worker.stop()))
    expect(await mailsTo('ann-of-three@example.org')).toHaveLength(1)
  })
})

describe('a job', () => {
  it('does not exist if its transaction is rolled back', async () => {
    const owner = app.ctx().newId()

    const rolledBack = app.ctx().db.transaction(async (db) => {
      await enqueue(db, 'sendAccountMail', { owner, mail: 'verify' })
      throw new Error('something else went wrong')
    })

    await expect(rolledBack).rejects.toThrow('something else')
    expect(await jobs()).toHaveLength(0)
  })

  it('is replaced by a later one with the same key', async () => {
    const owner = app.ctx().newId()

    await enqueue(app.ctx().db, 'sendAccountMail', { owner, mail: 'verify' })
    await enqueue(app.ctx().db, 'sendAccountMail', { owner, mail: 'verify' })

    expect(await jobs()).toHaveLength(1)
    await runWaitingJobs(app.ctx(), app.databaseUrl())
  })

  it('is retried later if the mail server is down', async () => {
    await register('patient')
    const mailer = { send: () => Promise.reject(new Error('421 closed')), close: () => undefined }

    await runWaitingJobs({ ...app.ctx(), mailer }, app.databaseUrl())

    const [waiting] = await jobs()
    expect(waiting).toMatchObject({ attempts: 1, max_attempts: 12, last_error: '421 closed' })
    expect(new Date(waiting.run_at).getTime()).toBeGreaterThan(Date.now())
    await app
      .ctx()
      .db.raw('select graphile_worker.permanently_fail_jobs(array[?::bigint], ?)', [
        waiting.id,
        'end of the test',
      ])
  })

  it('holds ids and no personal data', async () => {
    await register('unnamed')

    const { rows } = await app
      .ctx()
      .db.raw('select payload::text from graphile_worker._private_jobs order by id desc limit 1')

    expect(rows[0].payload).not.toMatch(/unnamed|@/)
    await runWaitingJobs(app.ctx(), app.databaseUrl())
  })

  it('with an invalid payload fails', async () => {
    const payload = JSON.stringify({ owner: 'nobody', mail: 'verify' })
    await app.ctx().db.raw(`select graphile_worker.add_job('sendAccountMail', ?::json)`, [payload])

    await runWaitingJobs(app.ctx(), app.databaseUrl())

    const failed = (await jobs()).filter(({ last_error: error }) => /invalid/i.test(error ?? ''))
    expect(failed).toHaveLength(1)
  })
})
