import { authApi, usersApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { PASSWORD, useTestApp, type Athlete } from '../../tests/testApp.ts'
import { RETENTION_SECONDS } from '../config/retention.ts'
import * as auditService from '../modules/system/audit.service.ts'
import { pseudonymOf } from '../utils/erasures.ts'
import { sweep } from './sweep.ts'
import { runWaitingJobs } from './worker.ts'

const app = useTestApp()

const DAY = 86_400

const run = () => sweep(app.ctx())

const stored = (table: string, { id }: { id: string }) =>
  app
    .ctx()
    .db(table)
    .where({ owner: id })
    .count()
    .then(([row]) => Number(row?.['count']))

/** Counts rows after a sweep one second before a time, and after one at that time. */
async function around(time: Date, count: () => Promise<number>): Promise<number[]> {
  app.setTime(new Date(time.getTime() - 1_000).toISOString())
  await run()
  const kept = await count()
  app.passSeconds(1)
  await run()
  return [kept, await count()]
}

const inSeconds = (seconds: number, from = app.now()) => new Date(from.getTime() + seconds * 1_000)

const register = (username: string) =>
  app.visitor().call(authApi.register, {
    body: { username, email: `${username}@example.org`, password: PASSWORD },
  })

const audit = (
  owner: string,
  createdAt: Date,
  { event = 'login.refused', actor = null as string | null, details = {} } = {},
) =>
  app
    .ctx()
    .db('audit_log')
    .insert({
      owner,
      id: app.ctx().newId(),
      event,
      actor,
      details: JSON.stringify(details),
      created_at: createdAt,
    })

describe('the hourly sweep', () => {
  it('deletes accounts a week after their registration if they were never verified', async () => {
    const ada = await app.newAthlete()
    await register('squatter')
    const week = inSeconds(7 * DAY)
    const named = (username: string) => app.ctx().db('users').where({ username }).pluck('id')

    const counts = await around(week, async () => (await named('squatter')).length)

    expect(counts).toEqual([1, 0])
    expect(await app.ctx().db('identities').where({ value: 'squatter' })).toEqual([])
    expect(await named(ada.username)).toEqual([ada.id])
  })

  it('runs as a job', async () => {
    await register('forgotten')
    app.passSeconds(RETENTION_SECONDS.unverified)

    await app.ctx().db.raw(`select graphile_worker.add_job('sweep')`)
    await runWaitingJobs(app.ctx(), app.databaseUrl())

    expect(await app.ctx().db('users').where({ username: 'forgotten' })).toEqual([])
  })

  it('deletes logins with all their tokens a month after a logout', async () => {
    const ada = await app.newAthlete()
    await ada.call(authApi.refresh, {})
    await ada.call(authApi.logout, {})

    const counts = await around(inSeconds(30 * DAY), () => stored('auth_sessions', ada))

    expect(counts).toEqual([2, 0])
  })

  it('deletes logins a month after their last token expired unused', async () => {
    const ada = await app.newAthlete()
    app.passSeconds(DAY)
    await ada.call(authApi.refresh, {})
    const idle = inSeconds(app.ctx().config.refreshTtlSeconds)

    const counts = await around(inSeconds(30 * DAY, idle), () => stored('auth_sessions', ada))

    expect(counts).toEqual([2, 0])
  })

  it('deletes logins a month after their longest life and keeps live ones', async () => {
    const ada = await app.newAthlete()
    const end = inSeconds(120 * DAY)
    // Ada keeps her login live for as long as possible: 90 days.
    for (let day = 0; day < 80; day += 10) {
      await run()
      expect((await ada.call(authApi.refresh, {})).status).toBe(200)
      app.passSeconds(10 * DAY)
    }
    expect((await ada.call(authApi.refresh, {})).status).toBe(200)
    app.passSeconds(9 * DAY)
    expect((await ada.call(authApi.refresh, {})).status).toBe(200)

    const counts = await around(end, () => stored('auth_sessions', ada))

    expect(counts).toEqual([11, 0])
  })

  it('deletes mail tokens a day after their expiry, used or not', async () => {
    const ada = await app.newAthlete()
    await ada.call(authApi.forgotPassword, { body: { email: ada.email } })
    await app.mailsTo(ada.email)

    const counts = await around(inSeconds(900 + DAY), () => stored('account_tokens', ada))

    expect(counts).toEqual([1, 0])
  })

  it('deletes answers of repeatable requests, results and files of imports', async () => {
    const ada = await app.newAthlete()
    const key = { owner: ada.id, id: app.ctx().newId() }
    const at = app.now()
    const { db } = app.ctx()
    const result = { owner: ada.id, import_id: key.id, attempt: app.ctx().newId() }
    const progress = { step: 'done', result: '{}', done: 1, total: 1, touched_at: at }
    const row = { ...key, source: 'strong', format: 'csv', workouts: 1, sets: 1, created_at: at }
    await db('imports').insert({ ...row, status: 'committed', committed_at: at })
    await db('imports').insert({ ...row, id: app.ctx().newId(), status: 'open', kept: '\\x00' })
    await db('import_progress').insert({ ...result, ...progress })
    const request = { key: 'k', request_hash: Buffer.from('h'), created_at: at }
    await db('idempotency_keys').insert({ owner: ada.id, ...request })

    const files = await around(inSeconds(DAY, at), () => stored('imports', ada))
    const rest = async () =>
      (await stored('import_progress', ada)) + (await stored('idempotency_keys', ada))

    expect(files).toEqual([2, 1])
    expect(await around(inSeconds(7 * DAY, at), rest)).toEqual([2, 0])
  })

  it('reduces the history of a profile to one value a month after 24 months', async () => {
    const ada = await app.newAthlete({ timezone: 'Pacific/Auckland' })
    const { db, newId } = app.ctx()
    const insert = (recordedAt: string) =>
      db('user_state_history').insert({ owner: ada.id, id: newId(), recorded_at: recordedAt })
    // In Auckland the first is the last of January, and the last the first of March.
    const days = ['01-31T10:00', '02-03T10:00', '02-10T10:00', '02-28T10:00', '02-28T11:00']
    for (const day of days) await insert(`2027-${day}:00Z`)
    const left = async () =>
      (await db('user_state_history').where({ owner: ada.id }).orderBy('recorded_at')).map(
        ({ recorded_at: at }) => (at as Date).toISOString().slice(5, 16),
      )

    const counts = await around(new Date('2029-02-10T10:00:00Z'), async () => (await left()).length)

    // The first of February goes with its own boundary, a week earlier.
    expect(counts).toEqual([4, 3])
    app.setTime('2031-01-01T00:00:00Z')
    await run()
    expect(await left()).toEqual(['01-31T10:00', '02-28T10:00', '02-28T11:00'])
  })

  it('deletes reports twelve months after the decision, and no open ones', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const { db, newId } = app.ctx()
    const report = (status: string, resolvedAt: Date | null) =>
      db('reports').insert({
        owner: ada.id,
        id: newId(),
        kind: 'person',
        subject_id: ben.id,
        subject_owner: ben.id,
        reason: 'spam',
        snapshot: '{}',
        status,
        created_at: app.now(),
        resolved_at: resolvedAt,
      })
    await report('open', null)
    await report('dismissed', app.now())
    const end = new Date(app.now())
    end.setUTCFullYear(end.getUTCFullYear() + 1)

    expect(await around(end, () => stored('reports', ada))).toEqual([2, 1])
  })

  it('names users in the audit log by a pseudonym after 90 days', async () => {
    const [ada, admin] = [app.ctx().newId(), app.ctx().newId()]
    const at = app.now()
    await audit(ada, at, { details: { reason: 'credentials', network: '192.0.2.0/24' } })
    await audit(ada, at, { event: 'account.suspended', actor: admin, details: { reason: 'Spam' } })
    await audit(auditService.NO_ACCOUNT, at, { details: { network: '192.0.2.0/24' } })
    const named = () => stored('audit_log', { id: ada })

    const counts = await around(inSeconds(90 * DAY, at), named)

    const key = app.ctx().config.erasureSecrets[0]
    const owner = pseudonymOf(key, ada)
    const columns = ['event', 'actor', 'details']
    expect(counts).toEqual([2, 0])
    expect(
      await app.ctx().db('audit_log').where({ owner }).orderBy('event').select(columns),
    ).toEqual([
      { event: 'account.suspended', actor: pseudonymOf(key, admin), details: null },
      { event: 'login.refused', actor: null, details: { reason: 'credentials' } },
    ])
    const nobody = { owner: auditService.NO_ACCOUNT, created_at: at }
    expect(await app.ctx().db('audit_log').where(nobody).pluck('details')).toEqual([null])
    await run()
    expect(await stored('audit_log', { id: owner })).toBe(2)
  })

  it('deletes entries of the audit log after 24 months', async () => {
    const id = app.ctx().newId()
    app.setTime('2035-02-28T12:00:00Z')
    await audit(id, app.now())
    const pseudonym = { id: pseudonymOf(app.ctx().config.erasureSecrets[0], id) }

    const counts = await around(new Date('2037-02-28T12:00:00Z'), () =>
      stored('audit_log', pseudonym),
    )

    expect(counts).toEqual([1, 0])
  })
})

describe('a sweep of many rows', () => {
  const insertLogins = (ada: Athlete) =>
    app.ctx().db.raw(
      `insert into auth_sessions (owner, jti, family_id, token_hash, created_at, expires_at,
         absolute_expires_at)
       select ?, gen_random_uuid(), gen_random_uuid(), '\\x00', ended, ended, ended
       from generate_series(1, 12000), cast(? as timestamptz) as ended`,
      [ada.id, inSeconds(-31 * DAY)],
    )

  it('continues where it was stopped', async () => {
    const ada = await app.newAthlete()
    await insertLogins(ada)
    let batches = 0
    const { db } = app.ctx()
    const stop = (query: { sql: string }) => {
      if (query.sql.startsWith('delete from "auth_sessions"') && (batches += 1) === 2)
        throw new Error('stopped')
    }
    const listen = (builder: { toSQL: () => { sql: string } }) => stop(builder.toSQL())
    db.on('start', listen)

    await expect(run()).rejects.toThrow('stopped')
    db.off('start', listen)
    const left = await stored('auth_sessions', ada)
    await run()

    expect(left).toBe(7_001)
    expect(await stored('auth_sessions', ada)).toBe(1)
  })

  it('does not stop at a step that fails', async () => {
    const ada = await app.newAthlete()
    await ada.call(authApi.logout, {})
    app.passSeconds(30 * DAY)
    const broken = new Proxy(app.ctx().db, {
      apply(target, self, [table]: [string]) {
        if (table === 'account_tokens') throw new Error('no table')
        return Reflect.apply(target, self, [table]) as unknown
      },
    })

    await expect(sweep({ ...app.ctx(), db: broken })).rejects.toThrow('no table')

    expect(await stored('auth_sessions', ada)).toBe(0)
    expect((await ada.call(usersApi.getMe, {})).status).toBe(401)
  })
})
