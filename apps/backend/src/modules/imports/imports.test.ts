import { exercisesApi, importsApi, pointsApi, progressApi, recordsApi } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import {
  uploadImport,
  commit,
  historyOf,
  importFile,
  legs,
  preview,
  STRONG,
  undo,
} from '../../../tests/importing.ts'
import { useTestApp } from '../../../tests/testApp.ts'
import { getSession, log, remove, update } from '../../../tests/training.ts'
import { runWaitingJobs } from '../../jobs/worker.ts'

const app = useTestApp()

describe('POST /imports', () => {
  it('returns what a file contains and writes nothing', async () => {
    const ada = await app.newAthlete()

    const shown = await preview(ada, legs)

    expect(shown).toMatchObject({
      source: 'strong',
      encoding: 'utf-8',
      from: '2026-01-10',
      to: '2026-01-10',
      workouts: 1,
      sets: 3,
      ignored: 1,
      alreadyImported: 0,
      volume: null,
      missing: ['unit', 'timezone'],
      timezone: 'Europe/Berlin',
      problems: [],
      problemCount: 0,
    })
    expect(await historyOf(ada)).toEqual([])
  })

  it('matches library exercises by name, and suggests similar ones', async () => {
    const ada = await app.newAthlete()
    const file = [legs, row('Sqaut (Barbel)', 1, 60, 5), row('Deadlift (Barbell)', 1, 60, 5)].join(
      '\n',
    )

    const { exercises } = await preview(ada, file)

    const [squat, deadlift, slip] = ['Squat (Barbell)', 'Deadlift (Barbell)', 'Sqaut (Barbel)'].map(
      (name) => exercises.find((exercise) => exercise.name === name),
    )
    expect(squat).toMatchObject({
      sets: 3,
      metric: 'weight_reps',
      match: { name: 'Squat' },
    })
    expect(deadlift?.match?.name).toBe('Deadlift')
    expect(slip?.match).toBeNull()
    expect(slip?.suggestions.map(({ name }) => name)).toContain('Squat')
  })

  it('runs as many statements for 2,000 names as for 20', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    await list(ada)
    await list(ben)
    const statements: string[] = []
    const listen = ({ sql }: { sql: string }) => void statements.push(sql)
    app.ctx().db.on('query', listen)

    await preview(ada, fileOfNames(20))
    const few = statements.splice(0).length
    const { exercises, problemCount } = await preview(ben, fileOfNames(2_000))
    app.ctx().db.off('query', listen)

    expect([exercises.length, problemCount]).toEqual([2_000, 0])
    expect(statements).toHaveLength(few)
  })

  it("prefers the athlete's own exercise of the same name", async () => {
    const ada = await app.newAthlete()
    const made = await ada.call(exercisesApi.createExercise, { body: { name: 'squat (barbell)' } })

    const { exercises } = await preview(ada, legs)

    expect(exercises[0]?.match?.exerciseId).toBe(made.body.id)
  })

  it('reports each unreadable row with its line and the reason, in the requested language', async () => {
    const ada = await app.newAthlete()
    const file = [
      STRONG,
      row('Squat', 1, 'NaN', 5),
      row('Squat', 2, 60, -5),
      'a,b',
      row('Squat', 3, 60, 5),
    ]

    const answer = await uploadImport(ada, file.join('\n'), { 'accept-language': 'de' })

    expect(answer.body.sets).toBe(1)
    expect(answer.body.problems).toEqual([
      {
        line: 2,
        code: 'number',
        found: 'NaN',
        isLeftOut: true,
        message: expect.stringContaining('keine Zahl'),
      },
      { line: 3, code: 'range', found: '-5', isLeftOut: true, message: expect.any(String) },
      { line: 4, code: 'columns', found: 'a b', isLeftOut: true, message: expect.any(String) },
    ])
  })

  it.each([
    ['an empty file', '', 'empty'],
    ['another table', 'Name;Price\nApple;1\n', 'not an export'],
    [
      'a file of plans',
      '"Plan",2023-02-02\n"4 weeks"\nEXERCISE,SETS,REPS\n"1. Flys",3,10',
      'plans',
    ],
    ['JSON that is cut off', '{"format":"fitvibe-history","version":1,"sess', 'cut off'],
    ['any other JSON', '{"a":1}', 'not an export'],
  ])('rejects %s', async (_name, file, message) => {
    const ada = await app.newAthlete()

    const answer = await uploadImport(ada, file)

    expect(answer.status).toBe(422)
    expect(answer.body.error.message).toContain(message)
  })

  it('rejects other content types, and files over 16 MB', async () => {
    const ada = await app.newAthlete()

    const picture = await uploadImport(ada, 'x', { 'content-type': 'image/png' })
    const long = await uploadImport(ada, `${legs}\n${' '.repeat(16_800_000)}`)

    expect([picture.status, long.status]).toEqual([400, 400])
    expect(long.body.error.message).toBe('The body is too large.')
  })

  it('answers the same request with the same key once', async () => {
    const ada = await app.newAthlete()

    const first = await uploadImport(ada, legs, { 'idempotency-key': 'one' })
    const again = await uploadImport(ada, legs, { 'idempotency-key': 'one' })
    const other = await uploadImport(ada, `${legs}\n`, { 'idempotency-key': 'one' })

    expect(again.body).toEqual(first.body)
    expect(other.status).toBe(422)
    expect((await list(ada)).length).toBe(1)
  })

  it('keeps five open files a user, each for a day', async () => {
    const ada = await app.newAthlete()
    for (let file = 0; file < 6; file += 1) {
      await preview(ada, legs)
      app.passSeconds(1)
    }
    const kept = (await list(ada)).length

    app.passSeconds(86_400)
    await app.ctx().db.raw(`select graphile_worker.add_job('sweep')`)
    await runWaitingJobs(app.ctx(), app.databaseUrl())

    const left = await app.ctx().db('imports').where({ owner: ada.id })
    expect([kept, left.length]).toEqual([5, 0])
  })
})

describe('POST /imports/:id/commit', () => {
  it('writes completed sessions with the time, sets and totals of the file', async () => {
    const ada = await app.newAthlete()

    const done = await importFile(ada, legs, { unit: 'lb', timezone: 'America/New_York' })

    const [session] = await historyOf(ada)
    expect(done).toMatchObject({ workouts: 1, sets: 3, volume: 453.59237, pointsAwarded: 0 })
    expect(session).toMatchObject({
      title: 'Legs',
      status: 'completed',
      visibility: 'private',
      timezone: 'America/New_York',
      startedAt: '2026-01-10T23:00:00.000Z',
      completedAt: '2026-01-11T00:05:00.000Z',
      notes: 'slept well',
      type: 'strength',
      points: 0,
      totals: { volume: 453.59237, sets: 2, reps: 10, durationSec: 3_900, distance: 0 },
    })
    expect(session?.exercises).toMatchObject([
      {
        name: 'Squat',
        exerciseId: expect.any(String),
        primaryMuscles: ['quadriceps'],
        actual: [
          { setType: 'warmup', sets: 1, reps: 10, load: 18.1436948 },
          { setType: 'working', sets: 1, reps: 5, load: 45.359237, rpe: 8, restSec: 120 },
          { setType: 'working', sets: 1, reps: 5, load: 45.359237, rpe: 8.5 },
        ],
      },
    ])
  })

  it('counts in summary and charts but earns no points, even when corrected', async () => {
    const ada = await app.newAthlete()
    await importFile(ada, legs)
    const [session] = await historyOf(ada)
    const { body: summary } = await ada.call(progressApi.getSummary, {
      query: { from: '2026-01-01', to: '2026-01-31' },
    })
    const changed = await update(ada, session?.id ?? '', {
      actuals: [
        { sessionExerciseId: session?.exercises[0]?.id ?? '', reps: 5, load: 120, sets: 3 },
      ],
    })
    const { body: points } = await ada.call(pointsApi.getPoints, {})

    expect(summary).toMatchObject({ completed: 1, volume: 1_000, sets: 2 })
    expect(changed.body).toMatchObject({ points: 0, totals: { volume: 1_800 } })
    expect(points.total).toBe(0)
  })

  it('requires the unit if the file has none', async () => {
    const ada = await app.newAthlete()
    const { id } = await preview(ada, legs)

    const answer = await commit(ada, id, {})

    expect(answer.status).toBe(422)
    expect(answer.body.error.details[0].path).toBe('body.unit')
    expect(await historyOf(ada)).toEqual([])
  })

  it('maps names to an existing exercise, a new one, or only the name', async () => {
    const ada = await app.newAthlete()
    const own = await ada.call(exercisesApi.createExercise, {
      body: { name: 'Kniebeuge', primaryMuscles: ['glutes'] },
    })
    const file = [legs, row('Zercher', 1, 60, 5), row('Odd lift', 1, 60, 5)].join('\n')

    const done = await importFile(ada, file, {
      unit: 'kg',
      exercises: [
        { name: 'Squat (Barbell)', use: 'existing', exerciseId: own.body.id as string },
        { name: 'Zercher', use: 'new' },
        { name: 'Odd lift', use: 'name' },
      ],
    })

    const [session] = await historyOf(ada)
    const { body: mine } = await ada.call(exercisesApi.listExercises, { query: { source: 'own' } })
    const zercher = mine.items.find(({ name }: { name: string }) => name === 'Zercher')
    expect(done).toMatchObject({ exercisesCreated: 1 })
    expect(session?.exercises).toMatchObject([
      { name: 'Kniebeuge', exerciseId: own.body.id, primaryMuscles: ['glutes'] },
      { name: 'Zercher', exerciseId: zercher.id },
      { name: 'Odd lift', exerciseId: null },
    ])
  })

  it('restores the archived exercise of a name that is to be new', async () => {
    const ada = await app.newAthlete()
    const { body: own } = await ada.call(exercisesApi.createExercise, { body: { name: 'Zercher' } })
    const params = { id: own.id as string }
    await log(ada, {}, { exercises: [{ exerciseId: params.id, actual: { reps: 5, load: 50 } }] })
    await ada.call(exercisesApi.archiveExercise, { params })

    const done = await importFile(ada, [STRONG, row('zercher', 1, 60, 5)].join('\n'), {
      unit: 'kg',
      exercises: [{ name: 'zercher', use: 'new' }],
    })

    const { body: mine } = await ada.call(exercisesApi.listExercises, { query: { source: 'own' } })
    const history = await ada.call(recordsApi.listExerciseHistory, { params })
    expect(done).toMatchObject({ exercisesCreated: 0 })
    expect(mine.items).toMatchObject([{ id: params.id, name: 'Zercher' }])
    expect(history.body.items).toHaveLength(2)
  })

  it("rejects another athlete's exercise", async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const secret = await ben.call(exercisesApi.createExercise, { body: { name: 'Secret' } })
    const { id } = await preview(ada, legs)

    const answer = await commit(ada, id, {
      unit: 'kg',
      exercises: [
        { name: 'Squat (Barbell)', use: 'existing', exerciseId: secret.body.id as string },
      ],
    })

    expect(answer.status).toBe(422)
    expect((await commit(ada, id)).status).toBe(200)
  })

  it('succeeds for one of several concurrent commits', async () => {
    const ada = await app.newAthlete()
    const { id } = await preview(ada, legs)

    const answers = await Promise.all([commit(ada, id), commit(ada, id), commit(ada, id)])

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect(await historyOf(ada)).toHaveLength(1)
  })

  it('writes a workout once when two files with it are committed at the same time', async () => {
    const ada = await app.newAthlete()
    const [first, second] = [await preview(ada, legs), await preview(ada, legs)]

    const answers = await Promise.all([commit(ada, first.id), commit(ada, second.id)])

    expect(answers.some(({ status }) => status === 200)).toBe(true)
    expect(await historyOf(ada)).toHaveLength(1)
  })

  it('answers the same request with the same key once', async () => {
    const ada = await app.newAthlete()
    const { id } = await preview(ada, legs)

    const first = await commit(ada, id, { unit: 'kg' }, { 'idempotency-key': 'two' })
    const again = await commit(ada, id, { unit: 'kg' }, { 'idempotency-key': 'two' })

    expect(again.status).toBe(200)
    expect(again.body).toEqual(first.body)
  })

  it('skips workouts imported before, and counts those that changed in the file', async () => {
    const ada = await app.newAthlete()
    await importFile(ada, legs)
    const longer = [
      legs,
      '2026-01-10 18:00:00,"Legs",1h 5m,"Squat (Barbell)",3,100.0,5,0,0,,,',
      '2026-01-12 18:00:00,"Legs",1h,"Squat (Barbell)",1,105.0,5,0,0,,,',
    ].join('\n')

    const shown = await preview(ada, longer)
    const done = await commit(ada, shown.id)

    expect(shown).toMatchObject({ workouts: 1, sets: 1, alreadyImported: 1, changedSince: 1 })
    expect(done.body).toMatchObject({ workouts: 1, sets: 1, alreadyImported: 1 })
    expect(await historyOf(ada)).toHaveLength(2)
  })

  it('counts no change when the same file is previewed in another unit', async () => {
    const ada = await app.newAthlete()
    await importFile(ada, legs, { unit: 'lb' })

    const shown = await preview(ada, legs)

    expect(shown).toMatchObject({ workouts: 0, alreadyImported: 1, changedSince: 0 })
  })

  it('counts no change when newer workouts precede it in the file', async () => {
    const ada = await app.newAthlete()
    await importFile(ada, legs)
    const newer = '2026-01-12 18:00:00,"Legs",1h,"Squat (Barbell)",1,105.0,5,0,0,,,'
    const longer = legs.replace(STRONG, `${STRONG}\n${newer}`)

    const shown = await preview(ada, longer)

    expect(shown).toMatchObject({ workouts: 1, alreadyImported: 1, changedSince: 0 })
  })

  it('processes one file at a time, and returns 503 when too many wait', async () => {
    const athletes = await Promise.all(Array.from({ length: 12 }, () => app.newAthlete()))
    const sets = Array.from({ length: 2_000 }, (_, index) => row('Squat', index + 1, 60, 5))
    const file = [STRONG, ...sets].join('\n')

    const answers = await Promise.all(athletes.map((athlete) => uploadImport(athlete, file)))

    const refused = answers.filter(({ status }) => status === 503)
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(9)
    expect(refused.length).toBe(12 - answers.filter(({ status }) => status === 201).length)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0]?.headers).toHaveProperty('retry-after', '5')
  })

  it('counts identical rows as separate sets', async () => {
    const ada = await app.newAthlete()
    const twice = row('Squat', 1, 60, 5)

    const done = await importFile(ada, [STRONG, twice, twice, twice].join('\n'))

    expect(done).toMatchObject({ workouts: 1, sets: 3, volume: 900 })
  })

  it("returns 404 for another athlete's import", async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const { id } = await preview(ada, legs)

    const answers = [await commit(ben, id), await undo(ben, id)]

    expect(answers.map(({ status }) => status)).toEqual([404, 404])
    expect(await list(ben)).toEqual([])
    expect((await commit(ada, id)).status).toBe(200)
  })
})

describe('DELETE /imports/:id', () => {
  it('deletes what the import wrote, so that the file can be imported again', async () => {
    const ada = await app.newAthlete()
    const done = await importFile(ada, legs, {
      unit: 'kg',
      exercises: [{ name: 'Squat (Barbell)', use: 'new' }],
    })

    const undone = await undo(ada, done.id)
    const twice = await undo(ada, done.id)

    expect(undone.body).toMatchObject({
      removed: 1,
      kept: 0,
      exercisesRemoved: 1,
      exercisesKept: 0,
    })
    expect(twice.status).toBe(409)
    expect(await historyOf(ada)).toEqual([])
    expect(await list(ada)).toMatchObject([{ status: 'undone', workouts: 1, sets: 3 }])
    expect(await importFile(ada, legs)).toMatchObject({ workouts: 1 })
  })

  it('keeps sessions changed since, and the exercises they use', async () => {
    const ada = await app.newAthlete()
    const more = [1, 2, 3, 4].map(
      (day) => `2026-02-0${day} 18:00:00,"Day ${day}",1h,"Zercher",1,60,5,0,0,,,`,
    )
    const done = await importFile(ada, [STRONG, ...more].join('\n'), {
      unit: 'kg',
      exercises: [{ name: 'Zercher', use: 'new' }],
    })
    const [fourth, third, second] = await historyOf(ada)
    await update(ada, fourth?.id ?? '', { notes: 'A good day' })
    await update(ada, third?.id ?? '', {
      actuals: [{ sessionExerciseId: third?.exercises[0]?.id ?? '', reps: 6, load: 60 }],
    })
    await remove(ada, second?.id ?? '')

    const undone = await undo(ada, done.id)

    expect(undone.body).toMatchObject({
      removed: 1,
      kept: 3,
      exercisesRemoved: 0,
      exercisesKept: 1,
    })
    expect((await historyOf(ada)).map(({ title }) => title)).toEqual(['Day 4', 'Day 3'])
    expect((await getSession(ada, second?.id ?? '')).status).toBe(404)
  })

  it('deletes a file that was not committed', async () => {
    const ada = await app.newAthlete()
    const { id } = await preview(ada, legs)

    expect((await undo(ada, id)).status).toBe(200)
    expect((await commit(ada, id)).status).toBe(404)
  })
})

async function list(athlete: Awaited<ReturnType<typeof app.newAthlete>>) {
  const { body } = await athlete.call(importsApi.listImports, {})
  return body.items as importsApi.Import[]
}

function row(exercise: string, order: number, weight: number | string, reps: number) {
  return `2026-01-10 18:00:00,"Legs",1h 5m,"${exercise}",${order},${weight},${reps},0,0,,,`
}

/** A file of Strong with so many exercises, 40 a day, so that no session is cut. */
const fileOfNames = (count: number) =>
  [
    STRONG,
    ...Array.from({ length: count }, (_, at) => {
      const day = new Date(Date.UTC(2026, 0, 1 + Math.floor(at / 40)))
      const started = `${day.toISOString().slice(0, 10)} 18:00:00`
      return `${started},"Legs",1h,"Lift number ${at}",1,60,5,0,0,,,`
    }),
  ].join('\n')
