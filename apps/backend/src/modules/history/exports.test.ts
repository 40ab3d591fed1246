import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { exercisesApi, historyApi, importsApi, type sessionsApi } from '@fitvibe/contract'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'

import { corpus } from '../../../tests/corpora.ts'
import {
  uploadImport,
  commit,
  historyOf,
  importFile,
  legs,
  preview,
  undo,
} from '../../../tests/importing.ts'
import { planSeries, sessionsOf } from '../../../tests/recurring.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import {
  addExercise,
  cancel,
  complete,
  create,
  getSession,
  log,
  plan,
  putSet,
  remove,
  skip,
  update,
  type NewSession,
} from '../../../tests/training.ts'
import * as seriesService from '../planning/series.service.ts'

const app = useTestApp()

interface File {
  readonly exercises: historyApi.HistoryExercise[]
  readonly series: historyApi.HistorySeries[]
  readonly sessions: historyApi.HistorySession[]
}

async function jsonOf(athlete: Athlete): Promise<File> {
  const answer = await athlete.call(historyApi.exportHistoryJson, {})
  expect(answer.headers['content-disposition']).toBe('attachment; filename="fitvibe-history.json"')
  return JSON.parse(answer.text) as File
}

async function csvOf(athlete: Athlete): Promise<Record<string, string>[]> {
  const answer = await athlete.call(historyApi.exportHistoryCsv, {})
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
  return parse(answer.text, { columns: true })
}

/** Returns an athlete with sessions, series and exercises of all kinds. */
async function trained(): Promise<Athlete> {
  const ada = await app.newAthlete()
  const library = await ada.call(exercisesApi.listExercises, { query: { q: 'squat', pageSize: 1 } })
  const own = await ada.call(exercisesApi.createExercise, {
    body: { name: 'Zercher', primaryMuscles: ['glutes'], tags: ['odd'], equipment: 'barbell' },
  })
  const gone = await ada.call(exercisesApi.createExercise, { body: { name: 'Gone' } })
  await ada.call(exercisesApi.archiveExercise, { params: { id: gone.body.id as string } })
  const exercises = [
    {
      exerciseId: library.body.items[0].id as string,
      superset: 1,
      notes: 'slow',
      planned: [
        { setType: 'warmup' as const, sets: 1, reps: 10, load: 40 },
        { sets: 3, reps: 5, load: 100, rpe: 8.5, rir: 1.5, restSec: 180 },
      ],
    },
    { exerciseId: own.body.id as string, superset: 1, planned: { sets: 3, reps: 8, load: 62.5 } },
    { name: 'Yoga', type: 'mobility' as const, metric: 'duration' as const },
    {
      name: 'Run',
      metric: 'distance_duration' as const,
      planned: { distance: 5_000.5, durationSec: 1_500 },
    },
  ]
  const done = await create(ada, {
    title: '=Legs, "heavy"',
    notes: 'One\nTwo',
    visibility: 'public',
    timezone: 'America/New_York',
    plannedFor: '2026-09-05T16:00:00Z',
    exercises,
  })
  await complete(ada, done, {
    durationSec: 2_705,
    calories: 321,
    completedAt: '2026-09-05T17:10:00Z',
  })
  await plan(ada, { exercises })
  await cancel(ada, await plan(ada, { title: 'Ill' }))
  await remove(ada, await plan(ada, { title: 'Deleted' }))
  await underWay(ada, exercises)
  await log(ada, {})
  return ada
}

/** Starts a session: logs its second set, skips an exercise and replaces another. */
async function underWay(athlete: Athlete, exercises: NewSession['exercises']): Promise<void> {
  const id = await plan(athlete, { title: 'Begun', exercises })
  const { body } = await getSession(athlete, id)
  const [squat, zercher, yoga] = (body as sessionsApi.Session).exercises.map(({ id }) => id)
  await putSet(athlete, { id, exerciseId: squat ?? '', position: 2 })
  await skip(athlete, id, yoga ?? '')
  const row = await addExercise(athlete, id, { name: 'Row', substitutes: zercher })
  await putSet(athlete, { id, exerciseId: row.body.id as string, position: 0 }, { reps: 8 })
}

describe('GET /export/history.json', () => {
  it('imports into another account unchanged, except for ids', async () => {
    const [ada, ben] = [await trained(), await app.newAthlete()]
    const exported = await ada.call(historyApi.exportHistoryJson, {})

    const shown = await preview(ben, exported.text)
    const done = await commit(ben, shown.id, {})
    const again = await jsonOf(ben)

    expect(shown).toMatchObject({ source: 'fitvibe', workouts: 5, exercises: [], missing: [] })
    expect(done.body).toMatchObject({ workouts: 5, exercisesCreated: 2, problemCount: 0 })
    expect(withoutIds(again)).toEqual(withoutIds(JSON.parse(exported.text) as File))
    expect(withoutIds(again).sessions).toHaveLength(5)
    const [first, second] = [await historyOf(ada), await historyOf(ben)]
    expect(second.map(sums)).toEqual(first.map(sums))
  })

  it('imports into an exercise whose name has another form of the same letters', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const [composed, decomposed] = ['\u00dcbung eins', 'u\u0308bung  EINS']
    const theirs = await ada.call(exercisesApi.createExercise, { body: { name: composed } })
    const own = await ben.call(exercisesApi.createExercise, { body: { name: decomposed } })
    const exerciseId = theirs.body.id as string
    await log(ada, {}, { exercises: [{ exerciseId, actual: { reps: 5, load: 50 } }] })
    const { text } = await ada.call(historyApi.exportHistoryJson, {})

    const done = await importFile(ben, text)

    const [session] = await historyOf(ben)
    expect(done).toMatchObject({ exercisesCreated: 0 })
    expect(session?.exercises[0]?.exerciseId).toBe(own.body.id)
  })

  it('leaves out sessions and exercises without a visible name, and reports them', async () => {
    const ben = await app.newAthlete()
    const file = await jsonOf(await trained())
    const [unnamed, ...named] = file.sessions
    const [hidden, ...exercises] = file.exercises
    const sessions = [{ ...unnamed, title: '\u202e' }, ...named]

    const shown = await preview(
      ben,
      JSON.stringify({
        ...file,
        sessions,
        exercises: [{ ...hidden, name: '\u200b' }, ...exercises],
      }),
    )

    expect(shown).toMatchObject({ workouts: named.length, problemCount: 2 })
    expect(shown.problems).toMatchObject([{ isLeftOut: true }, { isLeftOut: true }])
  })

  it('includes series, which continue in the other account', async () => {
    app.setTime('2026-09-07T10:00:00Z')
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const own = await ada.call(exercisesApi.createExercise, { body: { name: 'Zercher' } })
    const exercises = [{ exerciseId: own.body.id as string, planned: { sets: 3, reps: 5 } }]
    await planSeries(ada, 'FREQ=WEEKLY;COUNT=14', { exercises })
    await planSeries(ada, 'FREQ=WEEKLY;COUNT=2', { title: 'Short' })
    const [first, , third] = await sessionsOf(ada)
    await complete(ada, first?.id ?? '')
    await update(ada, third?.id ?? '', { title: 'Test day' })
    const { text } = await ada.call(historyApi.exportHistoryJson, {})

    await importFile(ben, text)
    const imported = await jsonOf(ben)
    app.setTime('2026-09-14T10:00:00Z')
    await seriesService.extendDue(app.ctx())

    expect(withoutIds(imported)).toEqual(withoutIds(JSON.parse(text) as File))
    expect(imported.series.map(({ nextOn }) => nextOn)).toEqual(['2026-12-07', null])
    const sessions = await app.ctx().db('sessions').where({ owner: ben.id })
    expect(sessions).toHaveLength(16)
    const before = JSON.parse(text) as File
    expect(imported.series[0]?.template.exercises[0]?.exerciseId).toBe(imported.exercises[0]?.id)
    expect(imported.exercises[0]?.id).not.toBe(before.exercises[0]?.id)
  })

  it('adds sessions of a longer export to the series imported before', async () => {
    app.setTime('2026-09-07T10:00:00Z')
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    await planSeries(ada, 'FREQ=WEEKLY')
    await importFile(ben, (await ada.call(historyApi.exportHistoryJson, {})).text)
    app.setTime('2026-09-14T10:00:00Z')
    await app.ctx().db('series').where({ owner: ben.id }).update({ next_on: null })
    await seriesService.extendDue(app.ctx())
    await app.setTimeFor(ada, '2026-09-21T10:00:00Z')
    await app.setTimeFor(ben, '2026-09-21T10:00:00Z')
    await app.ctx().db('series').where({ owner: ben.id }).update({ next_on: '2026-12-14' })
    await seriesService.extendDue(app.ctx())

    const longer = await ada.call(historyApi.exportHistoryJson, {})
    const shown = await importFile(ben, longer.text)

    const sessions = await app.ctx().db('sessions').where({ owner: ben.id }).orderBy('planned_for')
    const series = await app.ctx().db('series').where({ owner: ben.id })
    expect(shown.workouts).toBe(2)
    expect(series).toHaveLength(1)
    // A session on that day is already planned: it keeps its day, and the imported one gets no series.
    expect(sessions.slice(-3).map(({ occurrence_on: on }) => on)).toEqual(
      expect.arrayContaining(['2026-12-07', '2026-12-14', null]),
    )
  })

  it('undoes a series with its planned sessions, and keeps sessions edited since', async () => {
    app.setTime('2026-09-07T10:00:00Z')
    const [ada, ben, eve] = [await app.newAthlete(), await app.newAthlete(), await app.newAthlete()]
    await planSeries(ada, 'FREQ=WEEKLY')
    const { text } = await ada.call(historyApi.exportHistoryJson, {})
    const [bens, eves] = [await importFile(ben, text), await importFile(eve, text)]
    const [, second] = await sessionsOf(eve)
    await complete(eve, second?.id ?? '')
    app.setTime('2026-09-14T09:00:00Z')
    await seriesService.extendDue(app.ctx())

    await app.setTimeFor(ben, '2026-09-14T09:00:00Z')
    await undo(ben, bens.id)
    await app.setTimeFor(eve, '2026-09-14T09:00:00Z')
    await undo(eve, eves.id)

    const left = (table: string, owner: string) => app.ctx().db(table).where({ owner })
    expect(await left('series', ben.id)).toEqual([])
    expect(await left('sessions', ben.id)).toEqual([])
    expect(await left('series', eve.id)).toHaveLength(1)
    expect(await left('sessions', eve.id)).toMatchObject([{ status: 'completed' }])
  })

  it('reports a series with an unsupported rule, and imports its sessions without series', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    await planSeries(ada, 'FREQ=DAILY;COUNT=2')
    const file = await jsonOf(ada)
    const series = file.series.map((planned) => ({ ...planned, rule: 'FREQ=YEARLY' }))

    const { problemCount } = await preview(ben, JSON.stringify({ ...file, series }))
    await importFile(ben, JSON.stringify({ ...file, series }))

    expect(problemCount).toBe(1)
    expect((await sessionsOf(ben)).map(({ seriesId }) => seriesId)).toEqual([null, null])
  })

  it('adds nothing to the account it comes from, and nothing twice', async () => {
    const [ada, ben] = [await trained(), await app.newAthlete()]
    const { text } = await ada.call(historyApi.exportHistoryJson, {})
    await importFile(ben, text)

    const own = await preview(ada, text)
    const twice = await preview(ben, text)
    await commit(ben, twice.id, {})

    expect([own, twice]).toMatchObject([
      { workouts: 0, alreadyImported: 5 },
      { workouts: 0, alreadyImported: 5, changedSince: 0 },
    ])
    expect((await jsonOf(ben)).exercises).toHaveLength(2)
  })

  it('keeps a series with a session that was trained since the import', async () => {
    const [ada, ben] = [await trained(), await app.newAthlete()]
    const { text } = await ada.call(historyApi.exportHistoryJson, {})
    const { id } = await importFile(ben, text)
    const begun = (await historyOf(ben)).find(({ title }) => title === 'Begun')
    await putSet(ben, {
      id: begun?.id ?? '',
      exerciseId: begun?.exercises[0]?.id ?? '',
      position: 2,
    })

    expect((await undo(ben, id)).body).toMatchObject({ removed: 4, kept: 1 })
  })

  it('reports invalid entries and leaves them out', async () => {
    const [ada, ben] = [await trained(), await app.newAthlete()]
    const file = await jsonOf(ada)
    const [first, second] = file.sessions
    const bell = { ...second?.exercises[0], name: 'Ring\u0007' }
    const sessions = [
      { ...first, points: 150 },
      second,
      { ...second, title: 'x\u0000' },
      7,
      { ...second, exercises: [bell] },
    ]

    const answer = await uploadImport(
      ben,
      JSON.stringify({ ...file, format: 'fitvibe-history', sessions }),
    )

    expect(answer.body).toMatchObject({ workouts: 1, problemCount: 4 })
    expect(answer.body.problems.map(({ line }: { line: number }) => line)).toEqual([1, 3, 4, 5])
  })

  it.each([
    ['objects', `{"sessions":[${'{},'.repeat(1_000_000)}{}]}`],
    ['sessions', `{"format":"fitvibe-history","version":1,"sessions":[${'1,'.repeat(100_000)}1]}`],
  ])('rejects a file with too many %s', async (_, file) => {
    const ada = await app.newAthlete()

    const answer = await uploadImport(ada, file, { 'content-type': 'application/json' })

    expect(answer.status).toBe(422)
    expect(answer.body.error.message).toContain('too large to import at once')
  })

  it('continues after a batch', async () => {
    const ada = await app.newAthlete()
    const rows = Array.from({ length: 1_300 }, (_, index) => {
      const day = new Date(Date.UTC(2022, 0, 1 + index)).toISOString().slice(0, 10)
      return `${day} 18:00:00,"Day",1h,"Squat",1,60,5,0,0,,,`
    })
    await importFile(ada, [legs.split('\n')[0], ...rows].join('\n'))

    const warnings: string[] = []
    const warn = ({ message }: Error) => void warnings.push(message)
    process.on('warning', warn)
    const { sessions } = await jsonOf(ada)

    expect(new Set(sessions.map(({ id }) => id)).size).toBe(1_300)
    expect(await csvOf(ada)).toHaveLength(1_300)
    process.off('warning', warn)
    // Otherwise each wait for a slow reader leaves a listener behind.
    expect(warnings).toEqual([])
  })
})

describe('GET /export/history.csv', () => {
  it('has a row for each set done, in the columns of Strong', async () => {
    const rows = await csvOf(await trained())

    expect(rows.filter((row) => row['Date'] === '2026-09-05 12:24:55')).toHaveLength(8)
    expect(rows.find((row) => row['Set Order'] === 'W')).toEqual({
      Date: '2026-09-05 12:24:55',
      'Workout Name': `'=Legs, "heavy"`,
      'Exercise Name': 'Squat',
      'Set Order': 'W',
      Weight: '40',
      'Weight Unit': 'kg',
      Reps: '10',
      RPE: '',
      Distance: '0',
      'Distance Unit': 'm',
      Seconds: '0',
      Notes: 'slow',
      'Workout Notes': 'One\nTwo',
      'Workout Duration': '45m 5s',
      RIR: '',
      'Rest Seconds': '',
      'Set Type': 'warmup',
      Superset: '1',
      Side: '',
    })
  })

  it('imports into another account with the same sets', async () => {
    const [ada, ben] = [await trained(), await app.newAthlete()]
    const { text } = await ada.call(historyApi.exportHistoryCsv, {})

    const shown = await preview(ben, text)
    await commit(ben, shown.id, { timezone: 'America/New_York' })

    const titled = ({ title }: { title: string }) => title === '=Legs, "heavy"'
    const [own, imported] = [await historyOf(ada), await historyOf(ben)].map((all) =>
      all.find(titled),
    )
    expect(shown).toMatchObject({ source: 'fitvibe', missing: ['timezone'], problems: [] })
    expect(imported).toMatchObject({
      startedAt: own?.startedAt,
      totals: own?.totals,
      notes: 'One\nTwo',
    })
  })

  it('keeps titles with apostrophes and full-width signs when imported', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const titles = ["'=quoted", "''+twice", '＝wide', '-1', "'tis", '=1']
    for (const title of titles) await log(ada, {}, { title })

    await importFile(ben, (await ada.call(historyApi.exportHistoryCsv, {})).text, {})

    const imported = (await historyOf(ben)).map(({ title }) => title)
    expect(imported.toSorted()).toEqual(titles.toSorted())
  })

  const payloads = corpus('hostile/csv-injection')
  const file = payloads && readFileSync(join(payloads, 'csv-payload.txt'), 'utf8')
  const formulas = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(1)',
    '\t=1',
    ...(file?.split(/\r?\n/) ?? []).filter((line) => /^[=+\-@]/.test(line)),
  ]

  it.each(formulas)('has no cell that a spreadsheet would run: %s', async (formula) => {
    const ada = await app.newAthlete()
    await log(
      ada,
      {},
      {
        title: formula.trim(),
        notes: formula,
        exercises: [
          {
            name: formula.trim().slice(0, 128),
            notes: formula,
            actual: { sets: 1, reps: 5, load: 100 },
          },
        ],
      },
    )

    const [row] = await csvOf(ada)

    expect(Object.values(row ?? {}).filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    expect(row?.['Workout Name']).toBe(`'${formula.trim()}`)
  })
})

describe('an export', () => {
  it('requires a login', async () => {
    const answers = [
      await app.visitor().call(historyApi.exportHistoryCsv, {}),
      await app.visitor().call(historyApi.exportHistoryJson, {}),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 401])
  })

  it('has nothing of another athlete', async () => {
    await trained()
    const ben = await app.newAthlete()

    expect(await jsonOf(ben)).toMatchObject({ exercises: [], sessions: [] })
    expect(await csvOf(ben)).toEqual([])
    expect((await ben.call(importsApi.listImports, {})).body.items).toEqual([])
  })
})

/** Returns a file without ids, except those of the library and of clone sources. */
const sums = (session: sessionsApi.SessionSummary) => {
  const { totals, plannedTotals, adherence, adherenceStatus, type, startedAt } = session
  return { totals, plannedTotals, adherence, adherenceStatus, type, startedAt }
}

function withoutIds({ exercises, series, sessions }: File) {
  const names = new Map(exercises.map(({ id, name }) => [id, name]))
  const places = new Map(series.map(({ id }, index) => [id, index]))
  const named = <T extends { exerciseId: string | null }>(exercise: T) => ({
    ...exercise,
    exerciseId: names.get(exercise.exerciseId ?? '') ?? exercise.exerciseId,
  })
  return {
    exercises: exercises.map(({ id: _, ...exercise }) => exercise),
    series: series.map(({ id: _, template, ...rest }) => ({
      ...rest,
      template: { ...template, exercises: template.exercises.map(named) },
    })),
    sessions: sessions.map(({ id: _, seriesId, ...session }) => ({
      ...session,
      series: places.get(seriesId ?? ''),
      exercises: session.exercises.map(named),
    })),
  }
}
