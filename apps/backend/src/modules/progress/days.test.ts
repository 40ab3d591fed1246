import {
  badgesApi,
  exercisesApi,
  historyApi,
  leaderboardApi,
  progressApi,
  recordsApi,
  sessionsApi,
  usersApi,
  type Output,
} from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { importFile } from '../../../tests/importing.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { log, type NewSession } from '../../../tests/training.ts'

const app = useTestApp()

/** A Wednesday; its week begins on Monday, 21 September. */
beforeEach(() => app.setTime('2026-09-23T10:00:00Z'))

/** Logs three Sunday nights from 23:30 to 00:30 in Berlin. */
async function trainOnSundayNights(
  athlete: Athlete,
  session: Partial<NewSession> = {},
): Promise<string[]> {
  const ids: string[] = []
  for (const day of ['06', '13', '20']) {
    const startedAt = `2026-09-${day}T21:30:00Z`
    ids.push(await log(athlete, { startedAt, durationSec: 3_600 }, session))
  }
  return ids
}

const chartOf = async (athlete: Athlete, query: { from: string; to: string }) => {
  const { body } = await athlete.call(progressApi.getCharts, { query })
  const { buckets } = body as Output<typeof progressApi.getCharts>
  return buckets.map(({ on, completed }) => [on, completed])
}

const listOf = async (athlete: Athlete, query: { from?: string; to?: string }) => {
  const { body } = await athlete.call(sessionsApi.listSessions, { query })
  return (body as Output<typeof sessionsApi.listSessions>).items.map(({ trainedOn }) => trainedOn)
}

describe('the day of a session over midnight is the day it began', () => {
  it('in charts and sums', async () => {
    const ada = await app.newAthlete()
    await trainOnSundayNights(ada)

    const { body } = await ada.call(progressApi.getSummary, {
      query: { from: '2026-09-14', to: '2026-09-20' },
    })

    expect(await chartOf(ada, { from: '2026-08-31', to: '2026-09-23' })).toEqual([
      ['2026-08-31', 1],
      ['2026-09-07', 1],
      ['2026-09-14', 1],
      ['2026-09-21', 0],
    ])
    expect(body).toMatchObject({ completed: 1, activeDays: 1 })
  })

  it('in the streak and the sets by muscle', async () => {
    const ada = await app.newAthlete()
    const made = await ada.call(exercisesApi.createExercise, {
      body: { name: 'Hack squat', primaryMuscles: ['quadriceps'] },
    })
    const exerciseId = made.body.id as string
    await trainOnSundayNights(ada, { exercises: [{ exerciseId, actual: { sets: 3, reps: 5 } }] })

    const streak = await ada.call(progressApi.getStreak, {})
    const muscles = await ada.call(recordsApi.getMuscles, { query: { from: '2026-08-31' } })

    expect(streak.body).toMatchObject({ current: 3, week: { done: 0, isMet: false } })
    const quadriceps = [{ muscle: 'quadriceps', planned: 0, done: 3 }]
    expect(muscles.body.weeks).toMatchObject([
      { on: '2026-08-31', muscles: quadriceps },
      { on: '2026-09-07', muscles: quadriceps },
      { on: '2026-09-14', muscles: quadriceps },
      { on: '2026-09-21', muscles: [] },
    ])
  })

  it('in lists and personal records', async () => {
    const ada = await app.newAthlete()
    await trainOnSundayNights(ada)

    const trained = await ada.call(recordsApi.listTrained, { query: {} })

    expect(await listOf(ada, { from: '2026-09-13', to: '2026-09-20' })).toEqual([
      '2026-09-20',
      '2026-09-13',
    ])
    expect(await listOf(ada, { from: '2026-09-21' })).toEqual([])
    expect(trained.body.items[0].lastOn).toBe('2026-09-20')
  })

  it('in the ledger, the leaderboard and badges', async () => {
    const ada = await app.newAthlete()
    await ada.call(usersApi.updateMe, { body: { onLeaderboard: true } })
    await trainOnSundayNights(ada)

    const week = await ada.call(leaderboardApi.getLeaderboard, { query: { period: 'week' } })
    const badges = await ada.call(badgesApi.listBadges, {})

    expect(week.body.items).toMatchObject([{ points: 0 }])
    const [first] = (badges.body as Output<typeof badgesApi.listBadges>).items
    expect(first?.explanation).toContain('September 20, 2026')
  })

  it('in exports, which an import brings back on the same day', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await trainOnSundayNights(ada)
    const csv = await ada.call(historyApi.exportHistoryCsv, {})
    const json = await ada.call(historyApi.exportHistoryJson, {})

    await importFile(bob, json.text)

    expect(
      csv.text
        .split('\r\n')
        .slice(1, 4)
        .map((row) => row.slice(0, 18)),
    ).toEqual(Array<string>(3).fill('"2026-09-20 23:30:'))
    expect(await listOf(bob, {})).toEqual(await listOf(ada, {}))
  })

  it('in the time zone of the session, wherever its athlete is', async () => {
    const kim = await app.newAthlete({ timezone: 'Pacific/Auckland' })
    // 00:15 on Monday the 21st in Auckland, 14:15 on Sunday in Berlin.
    await log(kim, { startedAt: '2026-09-20T12:15:00Z', durationSec: 1_800 })

    await kim.call(usersApi.updateMe, { body: { timezone: 'Europe/Berlin' } })

    expect(await listOf(kim, { from: '2026-09-21' })).toEqual(['2026-09-21'])
    expect(await listOf(kim, { to: '2026-09-20' })).toEqual([])
    expect(await chartOf(kim, { from: '2026-09-14', to: '2026-09-23' })).toEqual([
      ['2026-09-14', 0],
      ['2026-09-21', 1],
    ])
  })
})

describe('weeks', () => {
  const startWeeksOn = (athlete: Athlete, weekStart: usersApi.Me['weekStart']) =>
    athlete.call(usersApi.updateMe, { body: { weekStart } })

  it.each([
    ['monday', '2026-09-14', '2026-09-21'],
    ['sunday', '2026-09-13', '2026-09-20'],
    ['saturday', '2026-09-12', '2026-09-19'],
  ] as const)('begin on %s in charts, streak and muscles', async (weekStart, last, current) => {
    const ada = await app.newAthlete()
    await startWeeksOn(ada, weekStart)
    // A Saturday and a Sunday.
    for (const day of ['19', '20']) await log(ada, { startedAt: `2026-09-${day}T10:00:00Z` })

    const streak = await ada.call(progressApi.getStreak, {})
    const muscles = await ada.call(recordsApi.getMuscles, { query: { from: last } })

    const inCurrent = { monday: 0, sunday: 1, saturday: 2 }[weekStart]
    expect(await chartOf(ada, { from: last, to: '2026-09-23' })).toEqual([
      [last, 2 - inCurrent],
      [current, inCurrent],
    ])
    expect(streak.body.week).toMatchObject({ on: current, done: inCurrent })
    expect(muscles.body.weeks.map(({ on }: { on: string }) => on)).toEqual([last, current])
  })

  it('begin on the chosen day on the leaderboard', async () => {
    const ada = await app.newAthlete()
    await ada.call(usersApi.updateMe, { body: { onLeaderboard: true, weekStart: 'sunday' } })
    await log(ada, { startedAt: '2026-09-20T10:00:00Z', durationSec: 3_600 })

    const { body } = await ada.call(leaderboardApi.getLeaderboard, { query: { period: 'week' } })

    expect(body).toMatchObject({ from: '2026-09-20', items: [{ points: 30 }] })
  })
})
