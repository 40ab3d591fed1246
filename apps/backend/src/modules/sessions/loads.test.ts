import {
  historyApi,
  progressApi,
  recordsApi,
  sessionsApi,
  usersApi,
  type Output,
} from '@fitvibe/contract'
import { kgOf, lbOf } from '@fitvibe/training/units'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'

import { historyOf, importFile } from '../../../tests/importing.ts'
import { planSeries } from '../../../tests/recurring.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import {
  complete,
  create,
  exerciseOf,
  getLog,
  getSession,
  log,
  plan,
  putSet,
  start,
  update,
} from '../../../tests/training.ts'

const app = useTestApp()

/** Quarters of a pound that hundredths of a kg lose, and the largest load. */
const POUNDS = [0.25, 2.75, 21.25, 99.75, 137.5, 225.25, 1_102.75, 2_000]

const setsOf = (pounds: readonly number[]) =>
  pounds.map((lb) => ({ sets: 1, reps: 5, load: kgOf(lb) }))

async function inPounds(): Promise<Athlete> {
  const ada = await app.newAthlete()
  await ada.call(usersApi.updateMe, { body: { unit: 'lb' } })
  return ada
}

async function exercisesOf(athlete: Athlete, id: string) {
  const { body } = await getSession(athlete, id)
  return (body as sessionsApi.Session).exercises
}

const loadsOf = (sets: readonly { load: number | null }[] = []) =>
  sets.map(({ load }) => lbOf(load ?? 0))

describe('a load in pounds', () => {
  it('comes back as typed from a plan, a log, a correction and a series', async () => {
    const ada = await app.newAthlete()
    const exercises = [{ name: 'Squat', planned: setsOf(POUNDS) }]
    const planned = await plan(ada, { exercises })
    const repeated = await planSeries(ada, 'FREQ=WEEKLY;COUNT=2', { exercises })
    const corrected = await log(ada, {})
    const sessionExerciseId = await exerciseOf(ada, corrected)
    await update(ada, corrected, {
      actuals: setsOf(POUNDS).map((set) => ({ sessionExerciseId, ...set })),
    })
    await start(ada, planned)
    const exerciseId = await exerciseOf(ada, planned)
    for (const [position, set] of setsOf(POUNDS).entries())
      await putSet(ada, { id: planned, exerciseId, position }, { reps: set.reps, load: set.load })

    const [{ logged }] = (await getLog(ada, planned)).body.exercises
    expect(loadsOf(logged as { load: number }[])).toEqual(POUNDS)
    expect(loadsOf((await exercisesOf(ada, planned))[0]?.planned)).toEqual(POUNDS)
    expect(loadsOf((await exercisesOf(ada, repeated))[0]?.planned)).toEqual(POUNDS)
    expect(loadsOf((await exercisesOf(ada, corrected))[0]?.actual)).toEqual(POUNDS)
    // Not only to the hundredth of a pound: the number is the one that was sent.
    const [first] = (await exercisesOf(ada, corrected))[0]?.actual.slice(2) ?? []
    expect(first?.load).toBe(9.6388378625)
  })

  it('adds up exactly in totals, plans, weeks and records', async () => {
    const ada = await app.newAthlete()
    const work = { sets: 3, reps: 5, load: kgOf(21.25) }
    const ids = []
    for (const name of ['Curl', 'Row'])
      ids.push(
        await create(ada, { title: 'Arms', exercises: [{ name, planned: work }], completed: {} }),
      )

    const { totals, plannedTotals } = (await getSession(ada, ids[0] ?? '')).body
    const { body } = await ada.call(progressApi.getSummary, { query: {} })
    const records = await ada.call(recordsApi.listRecords, { query: {} })
    const curls = (records.body as Output<typeof recordsApi.listRecords>).items[0]?.records ?? []
    expect([lbOf(totals.volume), lbOf(plannedTotals.volume)]).toEqual([318.75, 318.75])
    expect(lbOf((body as Output<typeof progressApi.getSummary>).volume)).toBe(637.5)
    expect(curls.map(({ kind, value }) => [kind, lbOf(value)])).toEqual(
      expect.arrayContaining([
        ['volume', 318.75],
        ['weight', 21.25],
      ]),
    )
  })

  it('is no record when the same load is lifted again', async () => {
    const ada = await app.newAthlete()
    const exercises = [{ name: 'Squat', actual: { reps: 1, load: kgOf(225.25) } }]
    await log(ada, {}, { exercises })
    app.passSeconds(600)

    const again = await log(ada, {}, { exercises })

    const { body } = await ada.call(recordsApi.getSessionRecords, { params: { id: again } })
    expect(body.records).toEqual([])
  })

  it('comes back as typed from an imported file, and through both exports', async () => {
    const ada = await inPounds()
    const rows = POUNDS.map(
      (lb, at) => `2026-01-10 18:00:00,"Legs",1h,"Squat (Barbell)",${at + 1},${lb},lbs,5,0,0,,,`,
    )
    const heading =
      'Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Weight Unit,Reps,Distance,Seconds,Notes,Workout Notes,RPE'
    const imported = await importFile(ada, [heading, ...rows].join('\n'))
    const total = 5 * POUNDS.reduce((sum, lb) => sum + lb, 0)
    expect(lbOf(imported.volume)).toBe(total)
    const shown = async (athlete: Athlete) =>
      loadsOf((await historyOf(athlete))[0]?.exercises[0]?.actual)
    expect(await shown(ada)).toEqual(POUNDS)

    const csv = (await ada.call(historyApi.exportHistoryCsv, {})).text
    const cells: Record<string, string>[] = parse(csv, { columns: true })
    expect(cells.map((row) => [row['Weight'], row['Weight Unit']])).toEqual(
      POUNDS.map((lb) => [String(lb), 'lb']),
    )
    const json = (await ada.call(historyApi.exportHistoryJson, {})).text
    for (const file of [csv, json]) {
      const bob = await inPounds()
      await importFile(bob, file, {})
      expect(await shown(bob)).toEqual(POUNDS)
    }
  })

  it('is exported in kg where pounds would round it', async () => {
    const ada = await inPounds()
    await log(ada, {}, { exercises: [{ name: 'Squat', actual: { reps: 5, load: 100 } }] })

    const { text } = await ada.call(historyApi.exportHistoryCsv, {})

    const [row] = parse(text, { columns: true }) as Record<string, string>[]
    expect([row?.['Weight'], row?.['Weight Unit']]).toEqual(['100', 'kg'])
  })

  it.each([
    [-500.01, 400],
    [-500, 201],
    [2_000, 201],
    [2_000.01, 400],
  ])('is refused beyond 500 kg of help and 2,000 kg: %d is %d', async (load, status) => {
    const ada = await app.newAthlete()
    const body = { title: 'Legs', exercises: [{ name: 'Squat', planned: { reps: 1, load } }] }

    const answer = await ada.call(sessionsApi.createSession, { body })

    expect(answer.status).toBe(status)
  })
})

describe('a set of one side', () => {
  const sides = [
    { sets: 2, reps: 10, load: 20, side: 'left' as const },
    { sets: 2, reps: 8, load: 20, side: 'right' as const },
  ]

  it('keeps its side in plan, log, copy of the plan and export', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada, { exercises: [{ name: 'Lunge', planned: sides }] })
    await complete(ada, id)
    const [lunge] = await exercisesOf(ada, id)
    expect(lunge?.planned).toMatchObject(sides)
    expect(lunge?.actual).toMatchObject(sides)

    const json = (await ada.call(historyApi.exportHistoryJson, {})).text
    const bob = await app.newAthlete()
    await importFile(bob, json, {})

    const [copy] = await historyOf(bob)
    expect(copy?.exercises[0]?.actual).toMatchObject(sides)
    expect(copy?.totals).toMatchObject({ sets: 4, reps: 36, volume: 720 })
  })

  it('makes one set with the other side, beside a plan that names no sides', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada, { exercises: [{ name: 'Lunge', planned: { sets: 2, reps: 10 } }] })
    const sessionExerciseId = await exerciseOf(ada, id)
    const actuals = (['left', 'right'] as const).map((side) => ({
      sessionExerciseId,
      sets: 2,
      reps: 10,
      side,
    }))

    expect((await complete(ada, id, { actuals })).body.adherence).toBe(100)
  })
})
