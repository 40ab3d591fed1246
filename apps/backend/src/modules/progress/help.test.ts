import { recordsApi, usersApi, type Output } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { historyOf, importFile, STRONG } from '../../../tests/importing.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { getSession, log, type NewSession } from '../../../tests/training.ts'

const app = useTestApp()

// A Wednesday.
beforeEach(() => app.setTime('2026-09-16T10:00:00Z'))

type Actual = NewSession['exercises'][number]['actual']

/** Logs an assisted exercise on a day in September. */
const assisted = (athlete: Athlete, day: number, actual: Actual) =>
  log(
    athlete,
    { completedAt: `2026-09-${String(day).padStart(2, '0')}T09:00:00Z` },
    { exercises: [{ name: 'Assisted Row', actual }] },
  )

const recordsOf = async (athlete: Athlete, id: string) => {
  const { body } = await athlete.call(recordsApi.getSessionRecords, { params: { id } })
  return (body as Output<typeof recordsApi.getSessionRecords>).records.map(
    ({ kind, at, value, previous }) => [kind, at, value, previous],
  )
}

async function suggestionOf(athlete: Athlete, headers = {}) {
  const { body } = await athlete.call(recordsApi.listTrained, {})
  const id = (body as Output<typeof recordsApi.listTrained>).items[0]?.id ?? ''
  const answer = await athlete.call(recordsApi.getSuggestion, { params: { id } }, headers)
  return answer.body as recordsApi.Suggestion
}

describe('a load below 0', () => {
  it('is help: it is kept, and volume does not count it', async () => {
    const ada = await app.newAthlete()
    const id = await assisted(ada, 10, { sets: 3, reps: 8, load: -20 })

    const { exercises, totals } = (await getSession(ada, id)).body

    expect(exercises[0].actual).toMatchObject([{ sets: 3, reps: 8, load: -20 }])
    expect(totals).toMatchObject({ volume: 0, reps: 24, sets: 3 })
  })

  it('is a record when it is less, down to none', async () => {
    const ada = await app.newAthlete()
    await assisted(ada, 1, { sets: 3, reps: 8, load: -20 })
    const less = await assisted(ada, 3, { sets: 3, reps: 8, load: -15 })
    const more = await assisted(ada, 5, { sets: 3, reps: 8, load: -25 })
    const none = await assisted(ada, 7, { sets: 3, reps: 5, load: 0 })

    expect(await recordsOf(ada, less)).toEqual([['weight', null, -15, -20]])
    expect(await recordsOf(ada, more)).toEqual([])
    expect(await recordsOf(ada, none)).toEqual([['weight', null, 0, -15]])
  })

  it('is shown as the best load, and repetitions with it as records', async () => {
    const ada = await app.newAthlete()
    await assisted(ada, 1, { sets: 3, reps: 8, load: -20 })
    const more = await assisted(ada, 3, [
      { reps: 10, load: -20 },
      { reps: 5, load: -15 },
    ])

    const { body } = await ada.call(recordsApi.listTrained, {})
    const id = (body as Output<typeof recordsApi.listTrained>).items[0]?.id ?? ''
    const answer = await ada.call(recordsApi.getExerciseRecords, { params: { id }, query: {} })

    const { records } = answer.body as Output<typeof recordsApi.getExerciseRecords>
    expect(records.map(({ kind, at, value, set }) => [kind, at, value, set?.load])).toEqual([
      ['reps', -15, 5, -15],
      ['reps', -20, 10, -20],
      ['weight', null, -15, -15],
    ])
    expect(await recordsOf(ada, more)).toEqual([
      ['reps', -20, 10, 8],
      ['weight', null, -15, -20],
    ])
  })

  it('is reduced by suggestions, until none is left', async () => {
    const ada = await app.newAthlete()
    await assisted(ada, 10, { sets: 3, reps: 11, load: -5 })
    await assisted(ada, 12, { sets: 3, reps: 12, load: -5 })

    expect(await suggestionOf(ada)).toMatchObject({
      action: 'increase',
      why: 'less_help',
      load: -2.5,
      reason: 'Last time every set reached 12 reps: now 2.5 kg of help for 8.',
    })

    await assisted(ada, 14, { sets: 3, reps: 12, load: -2.5 })
    expect(await suggestionOf(ada, { 'accept-language': 'de' })).toMatchObject({
      why: 'no_help',
      load: 0,
      reason: 'Letztes Mal hatte jeder Satz 12 Wiederholungen: jetzt ohne Hilfe, 8-mal.',
    })
  })

  it('comes from files with a sign, or with a name that says so', async () => {
    const ada = await app.newAthlete()
    const row = (name: string, order: number, weight: string) =>
      `2026-01-10 18:00:00,"Pull",1h 5m,"${name}",${order},${weight},8,0,0,,,`

    await importFile(
      ada,
      [
        STRONG,
        row('Dip Station', 1, '-20.0'),
        row('Dip Station', 2, '−17.5'),
        row('Pull Up (Assisted)', 1, '30.0'),
        row('Pull Up (Assisted)', 2, '-25'),
      ].join('\n'),
    )

    const [session] = await historyOf(ada)
    const loads = session?.exercises.map(({ actual }) => actual.map(({ load }) => load))
    expect(loads).toEqual([
      [-20, -17.5],
      [-30, -25],
    ])
    expect(session?.totals?.volume).toBe(0)
  })

  it('comes back in lb as typed', async () => {
    const ada = await app.newAthlete()
    await ada.call(usersApi.updateMe, { body: { unit: 'lb' } })
    await assisted(ada, 10, { sets: 3, reps: 12, load: -18.1436948 })
    const id = await assisted(ada, 12, { sets: 3, reps: 12, load: -18.1436948 })

    const suggestion = await suggestionOf(ada)

    // 40 lb of help, then 35.
    expect((await getSession(ada, id)).body.exercises[0].actual[0].load).toBe(-18.1436948)
    expect(suggestion).toMatchObject({
      load: -15.87573295,
      reason: 'Last time every set reached 12 reps: now 35 lb of help for 8.',
    })
  })
})

describe('a figure that no human body reaches', () => {
  const run = (athlete: Athlete, day: number, distance: number, durationSec: number) =>
    log(
      athlete,
      { completedAt: `2026-09-${String(day).padStart(2, '0')}T09:00:00Z`, durationSec: 1_800 },
      {
        exercises: [
          {
            name: 'Run',
            type: 'cardio',
            metric: 'distance_duration',
            actual: { distance, durationSec },
          },
        ],
      },
    )

  it('sets no record and earns no points: 5 km in 15 s', async () => {
    const ada = await app.newAthlete()
    await run(ada, 10, 4_000, 1_500)
    const id = await run(ada, 12, 5_000, 15)

    expect(await recordsOf(ada, id)).toEqual([])
    expect((await getSession(ada, id)).body.points).toBe(0)
    const next = await run(ada, 14, 5_000, 1_500)
    expect(await recordsOf(ada, next)).toEqual([
      ['distance', null, 5_000, 4_000],
      ['pace', 1_000, 300, 375],
    ])
  })

  it('sets no record with a load of 1,500 kg', async () => {
    const ada = await app.newAthlete()
    const squat = (day: string, load: number) =>
      log(
        ada,
        { completedAt: `2026-09-${day}T09:00:00Z`, durationSec: 1_800 },
        { exercises: [{ name: 'Squat', actual: { reps: 5, load } }] },
      )
    await squat('10', 100)

    const id = await squat('12', 1_500)

    expect(await recordsOf(ada, id)).toEqual([])
    expect((await getSession(ada, id)).body).toMatchObject({ points: 0, totals: { volume: 7_500 } })
  })

  it('is not a slower run: its longer time is no record', async () => {
    const ada = await app.newAthlete()
    await run(ada, 10, 5_000, 1_500)

    const id = await run(ada, 12, 5_000, 1_800)

    expect(await recordsOf(ada, id)).toEqual([])
  })
})
