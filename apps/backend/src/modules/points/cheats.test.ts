import { feedApi, pointsApi, usersApi } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { historyOf, importFile, legs } from '../../../tests/importing.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { complete, create, exerciseOf, log, remove, update } from '../../../tests/training.ts'
import { row } from '../../db/knex.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-07T10:00:00Z'))

/** Moderate cardio earns 0.7 points a minute, so that 4 hours reach the limit per session. */
const run = {
  exercises: [{ name: 'Run', type: 'cardio' as const, planned: { durationSec: 14_400 } }],
}
const FOUR_HOURS = 14_400
const TWO_HOURS = 7_200

const planRun = (athlete: Athlete) => create(athlete, { title: 'Run', ...run })

const runFor = (athlete: Athlete, durationSec: number, completedAt: string, timezone: string) =>
  log(athlete, { durationSec, completedAt }, { timezone, ...run })

const runAt = (athlete: Athlete, completedAt: string) =>
  runFor(athlete, FOUR_HOURS, completedAt, 'UTC')

/**
 * Session ends within 18 hours: on the 6th in Pago Pago, the 7th in Berlin, the 7th and 8th on
 * Kiritimati.
 */
const hops = [
  {
    timezone: 'Pacific/Pago_Pago',
    ends: ['2026-09-06T16:00:00Z', '2026-09-06T18:00:00Z', '2026-09-06T20:00:00Z'],
  },
  {
    timezone: 'Europe/Berlin',
    ends: ['2026-09-07T00:00:00Z', '2026-09-07T02:00:00Z', '2026-09-07T04:00:00Z'],
  },
  {
    timezone: 'Pacific/Kiritimati',
    ends: ['2026-09-07T06:00:00Z', '2026-09-07T08:00:00Z', '2026-09-07T10:00:00Z'],
  },
]

/** Corrects the duration of a session. */
const correctDuration = async (athlete: Athlete, id: string, durationSec: number) =>
  update(athlete, id, {
    actuals: [{ sessionExerciseId: await exerciseOf(athlete, id), durationSec }],
    durationSec,
  })

interface Cheat {
  readonly name: string
  /** Highest acceptable sum of the ledger after the attempt. */
  readonly most: number
  readonly attempt: (athlete: Athlete) => Promise<unknown>
}

const cheats: Cheat[] = [
  {
    name: 'splitting a day into twenty sessions',
    most: 250,
    async attempt(ada) {
      for (let n = 0; n < 20; n += 1)
        await log(ada, { durationSec: 1_500, completedAt: `2026-09-07T0${n % 10}:30:00Z` }, run)
    },
  },
  {
    name: 'backdating weeks of training in one evening',
    // Today and the seven days before.
    most: 8 * 250,
    async attempt(ada) {
      for (let day = 1; day <= 30; day += 1)
        for (const hour of ['04', '09', '14'])
          await runAt(ada, `2026-08-${String(day).padStart(2, '0')}T${hour}:00:00Z`)
    },
  },
  {
    name: 'hopping from time zone to time zone',
    most: 250,
    async attempt(ada) {
      for (const { timezone, ends } of hops)
        for (const end of ends) await runFor(ada, TWO_HOURS, end, timezone)
    },
  },
  {
    name: 'changing the time zone of the account in between',
    most: 250,
    async attempt(ada) {
      for (const { timezone, ends } of hops) {
        await ada.call(usersApi.updateMe, { body: { timezone } })
        for (const completedAt of ends) await log(ada, { durationSec: TWO_HOURS, completedAt }, run)
      }
    },
  },
  {
    name: 'deleting and logging again',
    most: 250,
    async attempt(ada) {
      for (let n = 0; n < 6; n += 1) {
        const id = await runAt(ada, '2026-09-07T09:00:00Z')
        app.passSeconds(1)
        await remove(ada, id)
      }
      for (const hour of ['04', '08', '10']) await runAt(ada, `2026-09-07T${hour}:00:00Z`)
    },
  },
  {
    name: 'correcting up and down',
    most: 250,
    async attempt(ada) {
      const ids: string[] = []
      for (const hour of ['01', '05', '09']) ids.push(await runAt(ada, `2026-09-07T${hour}:00:00Z`))
      for (const seconds of [300, 86_400, 600, 14_400])
        for (const id of ids) {
          app.passSeconds(1)
          await correctDuration(ada, id, seconds)
        }
    },
  },
  {
    name: 'repeatedly claiming four hours for a session without duration',
    most: 150,
    async attempt(ada) {
      for (const at of ['2026-09-07T09:20:00Z', '2026-09-07T09:10:00Z', '2026-09-07T09:00:00Z'])
        await log(ada, { completedAt: at, durationSec: FOUR_HOURS }, run)
    },
  },
  {
    name: 'correcting short sessions to hours',
    most: 150,
    async attempt(ada) {
      const ids: string[] = []
      for (const minute of ['10', '20', '30']) {
        const [startedAt, completedAt] = [
          `2026-09-07T09:${minute}:00Z`,
          `2026-09-07T09:${minute}:59Z`,
        ]
        ids.push(await log(ada, { startedAt, completedAt, durationSec: 59 }, run))
      }
      for (const id of ids) await correctDuration(ada, id, FOUR_HOURS)
    },
  },
  {
    name: 'cloning a session and completing every copy',
    most: 250,
    async attempt(ada) {
      const id = await log(ada, { durationSec: 600 }, { visibility: 'public', ...run })
      for (let n = 0; n < 5; n += 1) {
        const copy = await ada.call(feedApi.cloneSession, { params: { id }, body: {} })
        const completedAt = `2026-09-07T0${n}:00:00Z`
        await complete(ada, copy.body.newSessionId as string, { completedAt, durationSec: 3_000 })
      }
    },
  },
  {
    name: 'completing a session on many devices at once',
    most: 150,
    async attempt(ada) {
      const id = await planRun(ada)
      const all = [1, 2, 3, 4, 5, 6].map(() => complete(ada, id, { durationSec: FOUR_HOURS }))
      await Promise.all(all)
    },
  },
  {
    name: 'completing many sessions on many devices at once',
    most: 250,
    async attempt(ada) {
      const ids = [await planRun(ada), await planRun(ada), await planRun(ada), await planRun(ada)]
      const ends = ['02:30', '05:00', '07:30', '10:00']
      await Promise.all(
        ids.map((id, index) =>
          complete(ada, id, {
            durationSec: 8_000,
            completedAt: `2026-09-07T${ends[index]}:00Z`,
          }),
        ),
      )
    },
  },
  {
    name: 'importing sessions and correcting them here',
    most: 0,
    async attempt(ada) {
      await importFile(ada, legs.replaceAll('2026-01-10', '2026-09-06'))
      for (const { id } of await historyOf(ada)) await correctDuration(ada, id, FOUR_HOURS)
    },
  },
  {
    name: 'logging impossible values',
    most: 0,
    async attempt(ada) {
      const planned = { sets: 100, reps: 10_000, load: 2_000 }
      const exercises = [{ name: 'Squat', planned }]
      for (const completedAt of ['2026-09-07T04:00:00Z', '2026-09-07T09:00:00Z'])
        await log(ada, { durationSec: FOUR_HOURS, completedAt }, { exercises })
    },
  },
  {
    name: 'completing next month’s plan today',
    most: 0,
    async attempt(ada) {
      for (const day of ['14', '21', '28']) {
        const plannedFor = `2026-09-${day}T10:00:00Z`
        await complete(ada, await create(ada, { title: 'Run', plannedFor, ...run }))
      }
    },
  },
]

describe('points', () => {
  it.each(cheats)('are limited despite $name', async ({ attempt, most }) => {
    const ada = await app.newAthlete({ timezone: 'UTC' })

    await attempt(ada)

    const { body } = await ada.call(pointsApi.getPoints, {})
    expect(body.total).toBeLessThanOrEqual(most)
    expect(body.total).toBe(await sumOfSessions(ada))
    expect(await highestSumBy('session_id', ada)).toBeLessThanOrEqual(150)
    expect(await highestSumBy('earned_on', ada)).toBeLessThanOrEqual(250)
  })

  it('are the same for athletes who travel from day to day', async () => {
    const ada = await app.newAthlete()
    await log(ada, { durationSec: 3_600, completedAt: '2026-09-06T08:00:00Z' }, { timezone: 'UTC' })

    await log(
      ada,
      { durationSec: 3_600, completedAt: '2026-09-07T09:00:00Z' },
      { timezone: 'America/New_York' },
    )

    expect((await ada.call(pointsApi.getPoints, {})).body.total).toBe(60)
  })
})

/** The sum of the points that the remaining sessions show. It must equal the sum of the ledger. */
async function sumOfSessions({ id }: Athlete): Promise<number> {
  const found = await row<{ sum: number }>(
    app.ctx().db,
    `select coalesce(sum(points), 0)::int as sum from sessions
     where owner = :id and archived_at is null`,
    { id },
  )
  return found?.sum ?? 0
}

async function highestSumBy(column: 'session_id' | 'earned_on', { id }: Athlete): Promise<number> {
  const found = await row<{ most: number }>(
    app.ctx().db,
    `select coalesce(max(sum), 0)::int as most from (
       select sum(points) from user_points where owner = :id group by ${column}) s`,
    { id },
  )
  return found?.most ?? 0
}
