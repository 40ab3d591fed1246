import { mailsApi, usersApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { log, plan } from '../../../tests/training.ts'
import * as summariesService from './summaries.service.ts'

const app = useTestApp()

const squat = (load: number) => [{ name: 'Squat', actual: { sets: 3, reps: 5, load } }]

async function newReader(given: { timezone?: string; body?: object } = {}): Promise<Athlete> {
  app.setTime('2026-09-07T10:00:00Z')
  const ada = await app.newAthlete({ ...(given.timezone && { timezone: given.timezone }) })
  if (given.body) await ada.call(usersApi.updateMe, { body: given.body })
  await ada.call(mailsApi.updateMailSettings, { body: { weekSummary: true } })
  return ada
}

async function mailsAt(athlete: Athlete, time: string) {
  app.setTime(time)
  await summariesService.queueDue(app.ctx())
  return app.mailsTo(athlete.email)
}

describe('the summary of a week', () => {
  it("comes at seven on the first day of the athlete's week, once", async () => {
    const ada = await newReader()
    await log(ada, {}, { exercises: squat(100) })

    const early = await mailsAt(ada, '2026-09-14T04:59:59Z')
    await Promise.all([1, 2, 3].map(() => mailsAt(ada, '2026-09-14T05:00:00Z')))
    const later = await mailsAt(ada, '2026-09-14T06:00:00Z')

    expect(early).toEqual([])
    expect(later).toHaveLength(1)
    expect(await mailsAt(ada, '2026-09-15T06:00:00Z')).toHaveLength(1)
  })

  it.each([
    ['sunday', 'Australia/Sydney', '2026-09-12T21:00:00Z'],
    ['saturday', 'America/New_York', '2026-09-12T11:00:00Z'],
  ])('follows a week that begins on %s in %s', async (weekStart, timezone, time) => {
    const ada = await newReader({ timezone, body: { weekStart } })
    await log(ada, {}, { exercises: squat(100) })

    const before = await mailsAt(ada, new Date(new Date(time).getTime() - 1_000).toISOString())

    expect(before).toEqual([])
    expect(await mailsAt(ada, time)).toHaveLength(1)
  })

  it('counts what was done, planned and beaten, in the language of the athlete', async () => {
    const ada = await newReader({ body: { preferredLang: 'de' } })
    await plan(ada, { plannedFor: '2026-09-10T16:00:00Z' })
    await log(ada, {}, { exercises: squat(100) })
    await app.setTimeFor(ada, '2026-09-09T10:00:00Z')
    await log(ada, {}, { exercises: squat(110) })

    const [mail] = await mailsAt(ada, '2026-09-14T06:00:00Z')

    expect(mail?.subject).toBe('Deine Trainingswoche vom 7. September bis 13. September')
    expect(mail?.text).toMatch(
      /Trainings gemacht: 2\nTrainings geplant: 1\nPersönliche Rekorde: [1-9]\nPunkte: \d+\n/,
    )
    expect(mail?.text).toContain('Diese Mail abbestellen: http')
  })

  it('leaves out an empty week', async () => {
    const ada = await newReader()

    expect(await mailsAt(ada, '2026-09-14T06:00:00Z')).toEqual([])
  })

  it('is not caught up in the afternoon, nor sent once it is turned off', async () => {
    const [ada, ben] = [await newReader(), await newReader()]
    for (const athlete of [ada, ben]) await log(athlete, {}, { exercises: squat(100) })

    const late = await mailsAt(ada, '2026-09-14T10:00:00Z')
    await app.setTimeFor(ben, '2026-09-21T06:00:00Z')
    await summariesService.queueDue(app.ctx())
    await ben.call(mailsApi.updateMailSettings, { body: { weekSummary: false } })

    expect(late).toEqual([])
    expect(await app.mailsTo(ben.email)).toEqual([])
  })
})
