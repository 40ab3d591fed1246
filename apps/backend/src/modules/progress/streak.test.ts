import { progressApi, usersApi, type Output } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { importFile, legs } from '../../../tests/importing.ts'
import { expectRefusal } from '../../../tests/refusal.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { cancel, complete, log, plan, remove, update } from '../../../tests/training.ts'

const app = useTestApp()

/** A Wednesday; its week begins on the 7th. */
beforeEach(() => app.setTime('2026-09-09T10:00:00Z'))

type Streak = Output<typeof progressApi.getStreak>

async function read(athlete: Athlete, lang = 'en'): Promise<Streak> {
  const answer = await athlete.call(progressApi.getStreak, {}, { 'accept-language': lang })
  expect(answer.status).toBe(200)
  return answer.body as Streak
}

const summaryOf = ({ current, longest, week }: Streak) => [
  current,
  longest,
  week.done,
  week.planned,
]

const planOn = (athlete: Athlete, day: string, time = '16:00') =>
  plan(athlete, { plannedFor: `2026-${day}T${time}:00Z` })

/** Plans a session for a day and completes it on that day or on `doneOn`. */
async function train(athlete: Athlete, day: string, doneOn = day) {
  const id = await planOn(athlete, day, '06:00')
  const answer = await complete(athlete, id, { completedAt: `2026-${doneOn}T07:00:00Z` })
  expect(answer.status).toBe(200)
  return id
}

describe('GET /progress/streak', () => {
  it('counts the weeks that met the schedule, and says what is left to do this week', async () => {
    const ada = await app.newAthlete()
    await train(ada, '08-25')
    await train(ada, '09-01')
    await train(ada, '09-04')
    await train(ada, '09-07')
    await planOn(ada, '09-10')
    await planOn(ada, '09-13')

    expect(await read(ada)).toEqual({
      current: 2,
      longest: 2,
      week: { on: '2026-09-07', until: '2026-09-13', planned: 3, done: 1, left: 2, isMet: false },
      explanation: 'Still to do by Sunday, September 13: 2 of 3. Then it is week 3 in a row.',
    })
    expect((await read(ada, 'de')).explanation).toBe(
      'Bis Sonntag, 13. September, fehlen noch 2 von 3. Dann ist es Woche 3 in Folge.',
    )
  })

  it('ends with a week in which a session was missed', async () => {
    const ada = await app.newAthlete()
    await train(ada, '08-25')
    await train(ada, '09-01')
    await planOn(ada, '09-03')

    expect(summaryOf(await read(ada))).toEqual([0, 1, 0, 0])
  })

  it('survives sessions that were moved within the week or to another one', async () => {
    const ada = await app.newAthlete()
    await train(ada, '08-25', '08-29')
    await train(ada, '08-31', '09-07')
    const moved = await planOn(ada, '09-02')
    await update(ada, moved, { plannedFor: '2026-09-11T16:00:00Z' })

    expect(summaryOf(await read(ada))).toEqual([2, 2, 0, 1])
  })

  it('counts a late session in the week it was due and in the week of training', async () => {
    const ada = await app.newAthlete()
    await train(ada, '09-02', '09-08')

    expect(await read(ada)).toMatchObject({
      current: 2,
      week: { planned: 0, done: 1, isMet: true },
    })
  })

  it('accepts an unplanned session in place of a missed one', async () => {
    const ada = await app.newAthlete()
    await planOn(ada, '09-01')
    await log(ada, { completedAt: '2026-09-05T10:00:00Z' })

    expect(summaryOf(await read(ada))).toEqual([1, 1, 0, 0])
  })

  it('ignores cancelled and deleted sessions', async () => {
    const ada = await app.newAthlete()
    await train(ada, '09-01')
    await cancel(ada, await planOn(ada, '09-02'))
    await remove(ada, await planOn(ada, '09-03'))

    expect(summaryOf(await read(ada))).toEqual([1, 1, 0, 0])
  })

  it('no longer counts a week after its session is deleted', async () => {
    const ada = await app.newAthlete()
    const id = await log(ada, {})

    const before = await read(ada)
    await remove(ada, id)

    expect([before.current, (await read(ada)).current]).toEqual([1, 0])
  })

  it('counts an early session in the week of training and in the week it was due', async () => {
    const ada = await app.newAthlete()
    await train(ada, '09-14', '09-09')

    expect(summaryOf(await read(ada))).toEqual([1, 1, 1, 0])
    await app.setTimeFor(ada, '2026-09-14T10:00:00Z')
    expect(summaryOf(await read(ada))).toEqual([2, 2, 1, 1])
  })

  it.each([
    ['2026-09-13T11:59:00Z', '2026-09-07'],
    ['2026-09-13T12:01:00Z', '2026-09-14'],
  ])(
    'begins a week on Monday in the athlete’s time zone: at %s the week of %s',
    async (time, on) => {
      app.setTime(time)
      const auckland = await app.newAthlete({ timezone: 'Pacific/Auckland' })

      expect((await read(auckland)).week.on).toBe(on)
    },
  )

  it('does not change when the athlete moves to another time zone', async () => {
    const ada = await app.newAthlete({ timezone: 'Pacific/Auckland' })
    // Sundays in Auckland, but Saturdays or Mondays elsewhere.
    await log(ada, { completedAt: '2026-08-23T11:00:00Z' })
    await log(ada, { completedAt: '2026-08-29T13:00:00Z' })
    await log(ada, { completedAt: '2026-09-06T11:30:00Z' })

    const before = summaryOf(await read(ada))
    for (const timezone of ['Pacific/Honolulu', 'Europe/Berlin', 'Pacific/Kiritimati']) {
      await ada.call(usersApi.updateMe, { body: { timezone } })
      expect(summaryOf(await read(ada))).toEqual(before)
    }
    expect(before).toEqual([3, 3, 0, 0])
  })

  it('counts the weeks of imported sessions', async () => {
    const ada = await app.newAthlete()
    const next = legs.split('\n').slice(1).join('\n').replaceAll('2026-01-10', '2026-01-17')
    await importFile(ada, `${legs}\n${next}`)

    expect(await read(ada)).toMatchObject({ current: 0, longest: 2 })
  })

  it('counts the sessions of a series as planned', async () => {
    app.setTime('2026-08-24T04:00:00Z')
    const ada = await app.newAthlete()
    await plan(ada, { plannedFor: '2026-08-24T16:00:00Z', recurrenceRule: 'FREQ=WEEKLY' })

    expect(summaryOf(await read(ada))).toEqual([0, 0, 0, 1])
    await app.setTimeFor(ada, '2026-09-02T10:00:00Z')
    expect(summaryOf(await read(ada))).toEqual([0, 0, 0, 1])
  })

  it.each([
    ['no streak yet', [], 'Plan a week and do what you planned'],
    ['a week without a plan', ['09-01'], 'your streak pauses'],
    ['a week met', ['09-01', '09-08'], 'You have met this week: 1 done, 1 planned.'],
  ])('explains %s', async (_, days, words) => {
    const ada = await app.newAthlete()
    for (const day of days) await train(ada, day)

    expect((await read(ada)).explanation).toContain(words)
  })

  it('explains a first week and a week of unplanned training', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await planOn(ada, '09-11')
    await log(bob, {})

    expect((await read(ada)).explanation).toContain('Then you have met your first week.')
    expect((await read(bob)).explanation).toContain('You had nothing planned this week and')
  })

  it('ignores other users’ sessions, and returns 401 without a login', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await train(bob, '09-01')

    expect(summaryOf(await read(ada))).toEqual([0, 0, 0, 0])
    expectRefusal(await app.visitor().call(progressApi.getStreak, {}), 'AUTH_REQUIRED')
  })
})
