import { accountDeletionApi, mailsApi, sessionsApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { PASSWORD, useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { cancel, complete, plan, remove, start, update } from '../../../tests/training.ts'
import * as remindersService from './reminders.service.ts'

const app = useTestApp()

const HOUR = 3_600

const inHours = (hours: number) =>
  new Date(app.now().getTime() + hours * HOUR * 1_000).toISOString()

const remind = (athlete: Athlete, reminderHours: number | null) =>
  athlete.call(mailsApi.updateMailSettings, { body: { reminderHours } })

/** An athlete who wants to be reminded two hours before. */
async function newReminded(timezone?: string): Promise<Athlete> {
  const ada = await app.newAthlete({ ...(timezone && { timezone }) })
  await remind(ada, 2)
  return ada
}

const planAt = (athlete: Athlete, plannedFor: string) =>
  plan(athlete, { title: 'Push <day>', plannedFor })

async function remindersTo(athlete: Athlete): Promise<string[]> {
  await remindersService.queueDue(app.ctx())
  return (await app.mailsTo(athlete.email)).map(({ text }) => text)
}

describe('a reminder', () => {
  it('comes at the chosen time before a session, in the language and zone of the athlete', async () => {
    const ada = await newReminded('America/New_York')
    const id = await planAt(ada, inHours(3))
    app.passSeconds(HOUR - 1)
    const early = await remindersTo(ada)

    app.passSeconds(1)
    await remindersService.queueDue(app.ctx())
    const [mail] = await app.mailsTo(ada.email)

    expect(early).toEqual([])
    expect(mail?.subject).toBe('Push <day>: Monday 7 September at 09:00')
    expect(mail?.text).toContain(`/sessions/${id}\n`)
    expect(mail?.text).toMatch(/Stop this mail: http:\/\/localhost:\d+\/stop-mails\?token=[\w-]+\n/)
    expect(mail?.html).toContain('“Push &lt;day&gt;” is planned for')
  })

  it('comes once, however often and wherever the job runs', async () => {
    const ada = await newReminded()
    await planAt(ada, inHours(1))

    await Promise.all([1, 2, 3].map(() => remindersService.queueDue(app.ctx())))
    const once = await remindersTo(ada)
    app.passSeconds(600)

    expect(once).toHaveLength(1)
    expect(await remindersTo(ada)).toHaveLength(1)
  })

  it('comes again for a session that is moved to another day, and not within the day', async () => {
    const ada = await newReminded()
    const id = await planAt(ada, '2026-09-08T15:00:00Z')
    await app.setTimeFor(ada, '2026-09-08T13:30:00Z')
    expect(await remindersTo(ada)).toHaveLength(1)

    await update(ada, id, { plannedFor: '2026-09-08T15:20:00Z' })
    const sameDay = await remindersTo(ada)
    await update(ada, id, { plannedFor: '2026-09-09T15:20:00Z' })
    app.setTime('2026-09-09T14:00:00Z')

    expect(sameDay).toHaveLength(1)
    expect(await remindersTo(ada)).toHaveLength(2)
  })

  it.each([
    ['started', start],
    ['completed', (ada: Athlete, id: string) => complete(ada, id)],
    ['canceled', cancel],
    ['deleted', remove],
    [
      'moved to another day',
      (ada: Athlete, id: string) =>
        ada.call(sessionsApi.updateSession, {
          params: { id },
          body: { plannedFor: inHours(48) },
        }),
    ],
  ])('does not come for a session that was %s meanwhile', async (_, change) => {
    const ada = await newReminded()
    const [before, queued] = [await planAt(ada, inHours(1)), await planAt(ada, inHours(1.5))]
    await change(ada, before)
    await remindersService.queueDue(app.ctx())

    await change(ada, queued)

    expect(await app.mailsTo(ada.email)).toEqual([])
  })

  it('does not come once its time has passed, as after an outage', async () => {
    const ada = await newReminded()
    await planAt(ada, inHours(1))
    await remindersService.queueDue(app.ctx())

    app.passSeconds(HOUR)

    expect(await app.mailsTo(ada.email)).toEqual([])
  })

  it('does not come unasked, once turned off, or after the account is deleted', async () => {
    const [ada, ben, cem] = [await app.newAthlete(), await newReminded(), await newReminded()]
    for (const athlete of [ada, ben, cem]) await planAt(athlete, inHours(1))
    await remindersService.queueDue(app.ctx())

    await remind(ben, null)
    await cem.call(accountDeletionApi.deleteMe, { body: { password: PASSWORD } })

    expect(await app.mailsTo(ada.email)).toEqual([])
    expect(await app.mailsTo(ben.email)).toEqual([])
    const subjects = (await app.mailsTo(cem.email)).map(({ subject }) => subject)
    expect(subjects).toEqual(['Your account is about to be deleted'])
  })
})
