import {
  feedApi,
  historyApi,
  recordsApi,
  sessionsApi,
  usersApi,
  type Output,
} from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { historyOf, importFile, preview, STRONG } from '../../../tests/importing.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import {
  complete,
  create,
  exerciseOf,
  getSession,
  log,
  plan,
  putSet,
  update,
} from '../../../tests/training.ts'
import { runWaitingJobs } from '../../jobs/worker.ts'

const app = useTestApp()

beforeEach(() => app.setTime('2026-09-07T10:00:00Z'))

const set = (athlete: Athlete, body: { weight?: number; countsBodyWeight?: boolean }) =>
  athlete.call(usersApi.updateMe, { body })

const runJobs = () => runWaitingJobs(app.ctx(), app.databaseUrl())

/** 3 × 8 pull-ups, 10 push-ups and 5 squats with 100 kg. */
const exercises = [
  { name: 'Pull-Up', actual: { sets: 3, reps: 8 } },
  { name: 'Push-Up', metric: 'reps' as const, actual: { reps: 10 } },
  { name: 'Squat', actual: { reps: 5, load: 100 } },
]

const logThem = (athlete: Athlete) => log(athlete, {}, { exercises })

async function volumeOf(athlete: Athlete, id: string): Promise<number> {
  return (await getSession(athlete, id)).body.totals.volume as number
}

async function e1rmOf(athlete: Athlete, name: string): Promise<number | undefined> {
  const { body } = await athlete.call(recordsApi.listRecords, { query: {} })
  const { items } = body as Output<typeof recordsApi.listRecords>
  const records = items.find((item) => item.name === name)?.records
  return records?.find(({ kind }) => kind === 'e1rm')?.value
}

describe('body weight', () => {
  it('counts in volume and e1RM of pull-ups, dips and push-ups, by share', async () => {
    const ada = await app.newAthlete()
    await set(ada, { weight: 80 })

    const id = await logThem(ada)

    const { exercises, totals } = (await getSession(ada, id)).body
    expect(exercises.map(({ bodyKg }: { bodyKg: number | null }) => bodyKg)).toEqual([
      80,
      51.2,
      null,
    ])
    expect(totals.volume).toBe(24 * 80 + 10 * 51.2 + 500)
    expect(await e1rmOf(ada, 'Pull-Up')).toBe(101.33)
    expect(await e1rmOf(ada, 'Push-Up')).toBe(68.27)
    expect(await e1rmOf(ada, 'Squat')).toBe(116.67)
  })

  it('counts beside added weight and less help, in plans too', async () => {
    const ada = await app.newAthlete()
    await set(ada, { weight: 80 })
    const work = [
      { reps: 5, load: 20 },
      { reps: 5, load: -30 },
    ]
    const id = await create(ada, {
      title: 'Dips',
      exercises: [{ name: 'Dips', planned: work }],
      completed: {},
    })

    const { totals, plannedTotals } = (await getSession(ada, id)).body

    expect([totals.volume, plannedTotals.volume]).toEqual([750, 750])
    // Epley of five repetitions with 100 kg.
    expect(await e1rmOf(ada, 'Dips')).toBe(116.67)
  })

  it('is that of the time, and the first known one before', async () => {
    const ada = await app.newAthlete()
    await set(ada, { weight: 80 })
    await app.setTimeFor(ada, '2026-09-14T10:00:00Z')
    await set(ada, { weight: 82 })
    const pullUp = [{ name: 'Pull-Up', actual: { reps: 1 } }]

    const before = await log(ada, { completedAt: '2026-09-01T09:00:00Z' }, { exercises: pullUp })
    const between = await log(ada, { completedAt: '2026-09-10T09:00:00Z' }, { exercises: pullUp })
    const after = await log(ada, {}, { exercises: pullUp })

    expect(await volumeOf(ada, before)).toBe(80)
    expect(await volumeOf(ada, between)).toBe(80)
    expect(await volumeOf(ada, after)).toBe(82)
  })

  it('counts for sessions from before it was known, and in imports', async () => {
    const ada = await app.newAthlete()
    const logged = await logThem(ada)
    const planned = await plan(ada, {
      exercises: [{ name: 'Pull-Up', planned: { sets: 3, reps: 8 } }],
    })
    await importFile(
      ada,
      [STRONG, '2026-01-10 18:00:00,"Pull",1h 5m,"Chin Up",1,0,8,0,0,,,'].join('\n'),
    )
    expect(await volumeOf(ada, logged)).toBe(500)

    await set(ada, { weight: 80 })
    await runJobs()

    expect(await volumeOf(ada, logged)).toBe(2_932)
    expect(await e1rmOf(ada, 'Pull-Up')).toBe(101.33)
    expect((await getSession(ada, planned)).body.plannedTotals.volume).toBe(1_920)
    expect((await historyOf(ada)).map(({ totals }) => totals?.volume)).toContain(640)
  })

  it('does not count once the athlete turns it off, and counts again', async () => {
    const ada = await app.newAthlete()
    await set(ada, { weight: 80 })
    const id = await logThem(ada)

    const me = await set(ada, { countsBodyWeight: false })
    await runJobs()

    expect(me.body).toMatchObject({ countsBodyWeight: false, weight: 80 })
    expect(await volumeOf(ada, id)).toBe(500)
    expect(await e1rmOf(ada, 'Pull-Up')).toBeUndefined()
    expect((await getSession(ada, id)).body.exercises[0].bodyKg).toBeNull()
    expect(await volumeOf(ada, await logThem(ada))).toBe(500)

    await set(ada, { countsBodyWeight: true })
    await runJobs()
    expect(await volumeOf(ada, id)).toBe(2_932)
  })

  it('cannot be worked out by others', async () => {
    const ada = await app.newAthlete()
    await set(ada, { weight: 80 })
    const id = await log(ada, {}, { exercises, visibility: 'public' })

    const shared = await app.visitor().call(feedApi.getFeedSession, { params: { id } })
    const feed = await app.visitor().call(feedApi.listFeed, { query: { author: ada.username } })

    expect(shared.body.totals.volume).toBe(500)
    expect(feed.body.items[0].totals.volume).toBe(500)
    expect(shared.text).not.toContain('bodyKg')
    const bob = await app.newAthlete()
    const copy = await bob.call(feedApi.cloneSession, { params: { id }, body: {} })
    const { exercises: copied } = (await getSession(bob, copy.body.newSessionId as string)).body
    expect(copied[0].bodyKg).toBeNull()
  })
})

describe('an empty set', () => {
  const empty = { rpe: 8, restSec: 90 }

  it('is refused in a new log, a completion, a correction and set by set', async () => {
    const ada = await app.newAthlete()
    const done = await log(ada, {})
    const doneExercise = await exerciseOf(ada, done)
    const planned = await plan(ada)
    const exerciseId = await exerciseOf(ada, planned)
    const created = await ada.call(sessionsApi.createSession, {
      body: { title: 'Legs', exercises: [{ name: 'Squat', actual: [empty] }], completed: {} },
    })
    const completed = await complete(ada, planned, {
      actuals: [{ sessionExerciseId: exerciseId, ...empty }],
    })
    const corrected = await update(ada, done, {
      actuals: [{ sessionExerciseId: doneExercise, sets: 3 }],
    })
    const logged = await putSet(ada, { id: planned, exerciseId, position: 0 }, empty)

    for (const { status, body } of [created, completed, corrected, logged])
      expect([status, body.error.message]).toEqual([
        422,
        'A set needs repetitions, a weight, a distance or a time.',
      ])
    expect(await volumeOf(ada, done)).toBe(1_500)
  })

  it('is dropped from imported files, which say so', async () => {
    const ada = await app.newAthlete()
    const row = (order: number, weight: number, reps: number) =>
      `2026-01-10 18:00:00,"Legs",1h 5m,"Squat (Barbell)",${order},${weight},${reps},0,0,,,`
    const file = [STRONG, row(1, 60, 5), row(2, 0, 0)].join('\n')

    const shown = await preview(ada, file)
    const imported = await importFile(ada, file)

    expect(shown.problems).toMatchObject([{ line: 3, code: 'emptySet', isLeftOut: true }])
    expect([shown.sets, imported.sets]).toEqual([1, 1])
  })

  it('is dropped from an imported history', async () => {
    const ada = await app.newAthlete()
    await log(ada, {})
    const json = (await ada.call(historyApi.exportHistoryJson, {})).text
    const file = JSON.parse(json) as { sessions: { exercises: { actual: object[] }[] }[] }
    file.sessions[0]?.exercises[0]?.actual.push({ sets: 1, rpe: 8 })
    const bob = await app.newAthlete()

    await importFile(bob, JSON.stringify(file), {})

    expect((await historyOf(bob))[0]?.totals).toMatchObject({ sets: 3, volume: 1_500 })
  })

  it('is none of a plan without numbers that is done as planned', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada, {
      exercises: [{ name: 'Run', metric: 'distance_duration', planned: { sets: 1 } }],
    })

    const answer = await complete(ada, id, { durationSec: 1_800 })

    expect(answer.body).toMatchObject({ totals: { sets: 0, durationSec: 1_800 }, adherence: null })
    expect((await getSession(ada, id)).body).toMatchObject({
      adherenceStatus: 'completed',
      exercises: [{ actual: [], adherence: { status: 'completed' } }],
    })
  })
})
