import {
  exercisesApi,
  feedApi,
  historyApi,
  recordsApi,
  sessionsApi,
  usersApi,
} from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { historyOf, importFile, legs, preview } from '../../../tests/importing.ts'
import { planSeries } from '../../../tests/recurring.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { exerciseOf, log, plan, type NewSession } from '../../../tests/training.ts'

const app = useTestApp()

const SETS = { sets: 3, reps: 5, load: 100 }

async function libraryId(athlete: Athlete, q: string): Promise<string> {
  const query = { q, source: 'library' as const, pageSize: 1 }
  const { body } = await athlete.call(exercisesApi.listExercises, { query })
  return (body.items as exercisesApi.Exercise[])[0]?.id ?? ''
}

const logNamed = (athlete: Athlete, completedAt: string, ...names: string[]) =>
  log(athlete, { completedAt }, { exercises: names.map((name) => ({ name, actual: SETS })) })

const link = (athlete: Athlete, name: string, exerciseId: string) =>
  athlete.call(exercisesApi.createExerciseLink, { body: { name, exerciseId } })

const undo = (athlete: Athlete, id: string) =>
  athlete.call(exercisesApi.deleteExerciseLink, { params: { id } })

async function trained(athlete: Athlete) {
  const { body } = await athlete.call(recordsApi.listTrained, {})
  return (body.items as recordsApi.TrainedExercise[]).map(({ exerciseId, name, sessions }) => ({
    exerciseId,
    name,
    sessions,
  }))
}

async function doneSets(athlete: Athlete, muscle: string): Promise<number> {
  const { body } = await athlete.call(recordsApi.getMuscles, {})
  const weeks = body.weeks as { muscles: { muscle: string; done: number }[] }[]
  return weeks
    .flatMap(({ muscles }) => muscles)
    .filter((done) => done.muscle === muscle)
    .reduce((sum, { done }) => sum + done, 0)
}

const recordsOf = (athlete: Athlete, id: string) =>
  athlete.call(recordsApi.getExerciseRecords, { params: { id } })

describe('linking a name to an exercise', () => {
  it('moves its whole history to the exercise, and undoing it moves it back', async () => {
    const ada = await app.newAthlete()
    await logNamed(ada, '2026-09-01T10:00:00Z', 'Hinten runter')
    await logNamed(ada, '2026-09-03T10:00:00Z', 'hinten  RUNTER')
    const squat = await libraryId(ada, 'squat')
    const before = await historyOf(ada)

    const linked = await link(ada, 'Hinten runter', squat)

    expect(linked.status).toBe(201)
    expect(linked.body).toMatchObject({ exerciseId: squat, exerciseName: 'Squat', entries: 2 })
    expect(await trained(ada)).toEqual([{ exerciseId: squat, name: 'Squat', sessions: 2 }])
    expect(await doneSets(ada, 'quadriceps')).toBe(6)
    expect((await recordsOf(ada, squat)).body.exercise).toMatchObject({ sessions: 2 })

    expect((await undo(ada, linked.body.id as string)).status).toBe(204)

    expect(await historyOf(ada)).toEqual(before)
    expect(await trained(ada)).toMatchObject([{ exerciseId: null, sessions: 2 }])
    expect(await doneSets(ada, 'quadriceps')).toBe(0)
  })

  it('adds up the volume of a session that has the name and the exercise', async () => {
    const ada = await app.newAthlete()
    const squat = await libraryId(ada, 'squat')
    await log(
      ada,
      { completedAt: '2026-09-01T10:00:00Z' },
      {
        exercises: [
          { name: 'Runter', actual: SETS },
          { exerciseId: squat, actual: { sets: 1, reps: 5, load: 100 } },
        ],
      },
    )
    const volumeOf = async (id: string) =>
      ((await recordsOf(ada, id)).body.records as recordsApi.PersonalRecord[]).find(
        ({ kind }) => kind === 'volume',
      )?.value

    const linked = await link(ada, 'Runter', squat)
    const joined = await volumeOf(squat)
    await undo(ada, linked.body.id as string)

    const alone = (await ada.call(recordsApi.listTrained, {})).body
      .items as recordsApi.TrainedExercise[]
    const nameId = alone.find(({ exerciseId }) => exerciseId === null)?.id ?? ''
    expect(joined).toBe(2_000)
    expect([await volumeOf(squat), await volumeOf(nameId)]).toEqual([500, 1_500])
  })

  it('holds for what is logged and imported later', async () => {
    const ada = await app.newAthlete()
    await logNamed(ada, '2026-09-01T10:00:00Z', 'Down and up')
    const squat = await libraryId(ada, 'squat')
    await link(ada, 'Down and up', squat)

    await logNamed(ada, '2026-09-04T10:00:00Z', 'DOWN and up')
    const { exercises } = await preview(ada, legs.replaceAll('Squat (Barbell)', 'Down and up'))

    expect(await trained(ada)).toEqual([{ exerciseId: squat, name: 'Squat', sessions: 2 }])
    expect(exercises[0]?.match).toMatchObject({ exerciseId: squat, name: 'Squat' })
  })

  it('holds for the sessions of a series', async () => {
    const ada = await app.newAthlete()
    const sessionId = await planSeries(ada, 'FREQ=WEEKLY', { exercises: [{ name: 'Odd lift' }] })
    const squat = await libraryId(ada, 'squat')

    const linked = await link(ada, 'Odd lift', squat)

    const template = async () =>
      (await app.ctx().db('series').where({ owner: ada.id }).first('template'))?.template as unknown
    const { body } = await ada.call(sessionsApi.getSession, { params: { id: sessionId } })
    expect(body.exercises).toMatchObject([{ exerciseId: squat, name: 'Squat' }])
    expect(await template()).toMatchObject({ exercises: [{ exerciseId: squat }] })
    await undo(ada, linked.body.id as string)
    expect(await template()).toMatchObject({ exercises: [{ exerciseId: null, name: 'Odd lift' }] })
  })

  it('is listed, also by exercise', async () => {
    const ada = await app.newAthlete()
    await logNamed(ada, '2026-09-01T10:00:00Z', 'One', 'Two')
    const [squat, bench] = [await libraryId(ada, 'squat'), await libraryId(ada, 'bench press')]
    await link(ada, 'One', squat)
    await link(ada, 'Two', bench)

    const all = await ada.call(exercisesApi.listExerciseLinks, {})
    const some = await ada.call(exercisesApi.listExerciseLinks, { query: { exerciseId: bench } })

    expect(all.body.total).toBe(2)
    expect(some.body.items).toMatchObject([
      { name: 'Two', exerciseName: 'Bench Press', entries: 1 },
    ])
  })

  it('is repeated for what was logged since, but not with another exercise', async () => {
    const ada = await app.newAthlete()
    await importFile(ada, legs, {
      unit: 'kg',
      exercises: [{ name: 'Squat (Barbell)', use: 'name' }],
    })
    const [squat, bench] = [await libraryId(ada, 'squat'), await libraryId(ada, 'bench press')]

    const first = await link(ada, 'Squat (Barbell)', squat)
    const other = await link(ada, 'squat (barbell)', bench)

    expect(first.status).toBe(201)
    expect(other.status).toBe(409)
  })

  it('needs a session with the name, and an exercise that the athlete can use', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const squat = await libraryId(ada, 'squat')
    await logNamed(ada, '2026-09-01T10:00:00Z', 'Known')
    const { body } = await ben.call(exercisesApi.createExercise, { body: { name: 'Private' } })

    expect((await link(ada, 'Unknown', squat)).status).toBe(404)
    expect((await link(ben, 'Known', squat)).status).toBe(404)
    expect((await link(ada, 'Known', body.id as string)).status).toBe(422)
  })
})

describe('bests and volumes of a linked name', () => {
  type Actual = NonNullable<NewSession['exercises']>[number]['actual']

  /** Volumes of the sessions, latest first, and the records of an exercise. */
  async function figuresOf(athlete: Athlete, id: string) {
    const { records } = (await recordsOf(athlete, id)).body as {
      records: recordsApi.PersonalRecord[]
    }
    const history = await historyOf(athlete)
    return {
      sessions: history.map(({ totals, plannedTotals }) => [totals?.volume, plannedTotals.volume]),
      records: records.map(({ kind, value, at }) => ({ kind, value, at })),
    }
  }

  /** Logs two sessions and plans one, with an exercise or a name alone. */
  async function train(
    athlete: Athlete,
    exercise: { name: string } | { exerciseId: string },
    sets: Actual,
  ) {
    for (const day of ['01', '03'])
      await log(
        athlete,
        { completedAt: `2026-09-${day}T10:00:00Z` },
        { exercises: [{ ...exercise, actual: sets }] },
      )
    await plan(athlete, { exercises: [{ ...exercise, planned: sets }] })
  }

  const weighed = async () => {
    const athlete = await app.newAthlete()
    await athlete.call(usersApi.updateMe, { body: { weight: 80 } })
    return athlete
  }

  it.each<[exercise: string, sets: Actual]>([
    ['pullups', { sets: 3, reps: 8 }],
    [
      'dips',
      [
        { reps: 5, load: 20 },
        { reps: 8, load: -15 },
      ],
    ],
    ['pushups', { sets: 2, reps: 12 }],
    ['plank', { sets: 3, durationSec: 60 }],
    ['outdoor running', { distance: 5_000, durationSec: 1_500 }],
  ])('are those of %s, and before the link again once it is undone', async (exercise, sets) => {
    const [ada, bob] = [await weighed(), await weighed()]
    const id = await libraryId(ada, exercise)
    await train(bob, { exerciseId: id }, sets)
    await train(ada, { name: 'Odd one' }, sets)
    const before = [await historyOf(ada), (await ada.call(recordsApi.listRecords, {})).body]

    const { body } = await link(ada, 'Odd one', id)

    expect(await figuresOf(ada, id)).toEqual(await figuresOf(bob, id))
    await undo(ada, body.id as string)

    expect([await historyOf(ada), (await ada.call(recordsApi.listRecords, {})).body]).toEqual(
      before,
    )
  })
})

describe('names of exercises logged by name only', () => {
  it.each([
    ['composed and decomposed', '\u00DCbung', 'U\u0308bung'],
    ['with one space and two', 'Sled push', 'Sled  push'],
    ['in small and capital letters', 'sled push', 'SLED PUSH'],
  ])('are the same exercise %s', async (_, first, second) => {
    const ada = await app.newAthlete()
    await logNamed(ada, '2026-09-01T10:00:00Z', first)
    await logNamed(ada, '2026-09-03T10:00:00Z', second)

    expect(await trained(ada)).toMatchObject([{ exerciseId: null, sessions: 2 }])
  })

  it('are the same in a file', async () => {
    const ada = await app.newAthlete()
    const lines = legs.split('\n')
    const file = [
      lines[0],
      lines[2]?.replace('Squat (Barbell)', '\u00DCbung X'),
      lines[4]?.replace('Squat (Barbell)', 'U\u0308bung  X'),
    ].join('\n')

    const { exercises } = await preview(ada, file)

    expect(exercises).toMatchObject([{ sets: 2 }])
  })
})

describe('names of library exercises in sessions', () => {
  const german = { 'accept-language': 'de' }

  /** A public session with the library's squat and "Squat" as a name alone, with heavier squats. */
  async function squatted() {
    const ada = await app.newAthlete()
    const squat = await libraryId(ada, 'squat')
    const exercises = (load: number) => [
      { exerciseId: squat, actual: { sets: 1, reps: 5, load } },
      { name: 'Squat', actual: SETS },
    ]
    await log(ada, { completedAt: '2026-09-01T10:00:00Z' }, { exercises: exercises(80) })
    const logged = await ada.call(
      sessionsApi.createSession,
      {
        body: {
          title: 'Heavier',
          visibility: 'public',
          exercises: exercises(100),
          completed: { completedAt: '2026-09-03T10:00:00Z' },
        },
      },
      german,
    )
    return { ada, squat, logged, id: logged.body.id as string }
  }

  const NAMES = { en: ['Squat', 'Squat'], de: ['Kniebeuge', 'Squat'] }

  it.each(['en', 'de'] as const)('follow the language of the reader: %s', async (lang) => {
    const { ada, squat, id } = await squatted()
    const header = { 'accept-language': lang }
    const [name] = NAMES[lang]

    const session = await ada.call(sessionsApi.getSession, { params: { id } }, header)
    const list = await ada.call(sessionsApi.listSessions, {}, header)
    const records = await ada.call(recordsApi.getExerciseRecords, { params: { id: squat } }, header)
    const ofSession = await ada.call(recordsApi.getSessionRecords, { params: { id } }, header)
    const feed = await ada.call(feedApi.listFeed, { query: { author: ada.username } }, header)
    const shared = await ada.call(feedApi.getFeedSession, { params: { id } }, header)

    expect(session.body).toMatchObject({ exerciseNames: NAMES[lang], exercises: [{ name }, {}] })
    expect(list.body.items[0]).toMatchObject({ exerciseNames: NAMES[lang] })
    expect(records.body.exercise).toMatchObject({ name })
    expect(ofSession.body.records[0]).toMatchObject({ exercise: { name } })
    expect(feed.body.items[0]).toMatchObject({ exerciseNames: NAMES[lang] })
    expect(shared.body).toMatchObject({ exerciseNames: NAMES[lang], exercises: [{ name }, {}] })
  })

  it('follow it in the records that a log, a completion and a correction return', async () => {
    const { ada, squat, logged, id } = await squatted()
    const heavy = { sets: 1, reps: 5, load: 140 }
    const planned = await plan(ada, { exercises: [{ exerciseId: squat, planned: heavy }] })
    const sessionExerciseId = await exerciseOf(ada, id)

    const completed = await ada.call(
      sessionsApi.completeSession,
      { params: { id: planned }, body: {} },
      german,
    )
    const body = { actuals: [{ sessionExerciseId, ...heavy, load: 120 }] }
    const corrected = await ada.call(sessionsApi.updateSession, { params: { id }, body }, german)

    for (const answer of [logged, completed, corrected])
      expect(answer.body.records[0]).toMatchObject({ exercise: { name: 'Kniebeuge' } })
  })

  it('stay as they were logged in exports, which can be imported in any language', async () => {
    const { ada } = await squatted()
    await ada.call(usersApi.updateMe, { body: { preferredLang: 'de' } })

    const csv = await ada.call(historyApi.exportHistoryCsv, {}, german)

    expect(csv.text).toContain('"Squat"')
    expect(csv.text).not.toContain('Kniebeuge')
  })

  it('stay as the athlete named them', async () => {
    const ada = await app.newAthlete()
    const squat = await libraryId(ada, 'squat')
    const id = await log(
      ada,
      { completedAt: '2026-09-01T10:00:00Z' },
      { exercises: [{ exerciseId: squat, name: 'My squat', actual: SETS }] },
    )

    const { body } = await ada.call(sessionsApi.getSession, { params: { id } })

    expect(body.exercises).toMatchObject([{ name: 'My squat', exerciseId: squat }])
  })
})
