import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

import { authApi, mailsApi, usersApi } from '@fitvibe/contract'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { PASSWORD, useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { plan } from '../../../tests/training.ts'
import { runWaitingJobs } from '../../jobs/worker.ts'
import { createMailer, type Mailer } from '../../utils/mailer.ts'
import * as remindersService from '../mails/reminders.service.ts'

const app = useTestApp()

/** A mail server that answers with `refusal` to recipients, or to a sender. */
let refusal: { at: 'recipient' | 'sender' | 'data'; code: number } | undefined
let tries = 0
let server: SMTPServer
let mailer: Mailer

const refuse = (at: string) =>
  refusal?.at === at
    ? Object.assign(new Error('refused'), { responseCode: refusal.code })
    : undefined

beforeAll(async () => {
  server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onMailFrom: (_address, _session, done) => done(refuse('sender')),
    onRcptTo(_address, _session, done) {
      tries += 1
      done(refuse('recipient'))
    },
    onData(stream, _session, done) {
      stream.resume().on('end', () => done(refuse('data')))
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  mailer = createMailer(`smtp://127.0.0.1:${port}`, 'no-reply@fitvibe.example')
})

afterAll(() => {
  mailer.close()
  server.close()
})

/** Sends waiting mails through the refusing server, and returns how often it was tried. */
async function send(given: typeof refusal): Promise<number> {
  refusal = given
  tries = 0
  await runWaitingJobs({ ...app.ctx(), mailer }, app.databaseUrl())
  return tries
}

const waiting = () =>
  app
    .ctx()
    .db('graphile_worker.jobs')
    .count()
    .then(([row]) => Number(row?.['count']))
const refusedAt = async (athlete: Athlete) =>
  ((await athlete.call(usersApi.getMe, {})).body as usersApi.Me).emailRefusedAt

const forgot = ({ email }: Athlete) =>
  app.visitor().call(authApi.forgotPassword, { body: { email } })

describe('a mail that is refused for good', () => {
  it.each(['recipient', 'data'] as const)('is not tried again: %s', async (at) => {
    const ada = await app.newAthlete()
    await forgot(ada)

    await send({ at, code: 550 })

    expect(tries).toBe(1)
    expect(await waiting()).toBe(0)
    expect(await refusedAt(ada)).toBe(app.now().toISOString())
  })

  it('stops mails that the user wants, but none about the account', async () => {
    const ada = await app.newAthlete()
    await ada.call(mailsApi.updateMailSettings, { body: { reminderHours: 2 } })
    const plannedFor = new Date(app.now().getTime() + 3_600_000).toISOString()
    await plan(ada, { plannedFor })
    await forgot(ada)
    await send({ at: 'recipient', code: 550 })

    await remindersService.queueDue(app.ctx())
    const reminders = await waiting()
    await forgot(ada)

    expect(reminders).toBe(0)
    expect(await send(undefined)).toBe(1)
  })

  it('is forgotten once the address is verified again, or another one', async () => {
    const ada = await app.newAthlete()
    const confirm = async (email: string) => {
      await ada.call(authApi.requestEmailChange, { body: { password: PASSWORD, email } })
      const texts = (await app.mailsTo(email)).map(({ text }) => text).join('')
      const token = /verify-email\?token=([\w-]+)/.exec(texts)?.[1] ?? ''
      return ada.call(authApi.confirmEmailChange, { body: { token } })
    }
    const refuseOnce = async () => {
      await ada.call(authApi.forgotPassword, { body: { email: ada.email } })
      await send({ at: 'recipient', code: 550 })
      return refusedAt(ada)
    }

    const marked = await refuseOnce()
    const same = await confirm(ada.email)
    const cleared = await refusedAt(ada)
    const subjects = (await app.mailsTo(ada.email)).map(({ subject }) => subject)
    const markedAgain = await refuseOnce()
    await confirm(`new-${ada.email}`)

    expect([same.status, same.body]).toEqual([200, { email: ada.email }])
    expect([marked, cleared, markedAgain]).toEqual([expect.any(String), null, expect.any(String)])
    expect(
      subjects.filter((subject) => subject === 'Your e-mail address has changed'),
    ).toHaveLength(1)
    expect(await refusedAt(ada)).toBeNull()
  })
})

describe('a mail that is refused for now', () => {
  it.each([
    ['a recipient', { at: 'recipient', code: 451 }],
    ['our sender, which says nothing about the recipient', { at: 'sender', code: 550 }],
  ] as const)('is tried again: %s', async (_, given) => {
    const ada = await app.newAthlete()
    await forgot(ada)

    await send(given)

    const [job] = await app.ctx().db('graphile_worker.jobs')
    expect(job).toMatchObject({ attempts: 1, max_attempts: 12 })
    expect(await refusedAt(ada)).toBeNull()
    await app.ctx().db.raw('select graphile_worker.complete_jobs(array[?::bigint])', [job.id])
  })
})
