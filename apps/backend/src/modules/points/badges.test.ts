import { badgesApi, exercisesApi, sessionsApi } from '@fitvibe/contract'
import { beforeEach, describe, expect, it } from 'vitest'

import { importFile, STRONG } from '../../../tests/importing.ts'
import { expectRefusal } from '../../../tests/refusal.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import {
  complete,
  exerciseOf,
  log,
  plan,
  remove,
  update,
  type NewSession,
} from '../../../tests/training.ts'
import { addDays } from '../../utils/calendar.ts'

const app = useTestApp()

/** A Wednesday. */
beforeEach(() => app.setTime('2026-09-09T18:00:00Z'))

type Badge = badgesApi.Badge

async function list(athlete: Athlete, lang = 'en'): Promise<Badge[]> {
  const answer = await athlete.call(badgesApi.listBadges, {}, { 'accept-language': lang })
  expect(answer.status).toBe(200)
  return answer.body.items as Badge[]
}

async function badge(athlete: Athlete, code: Badge['code']): Promise<Badge> {
  const found = (await list(athlete)).find((badge) => badge.code === code)
  expect(found).toBeDefined()
  return found as Badge
}

const earned = async (athlete: Athlete) =>
  (await list(athlete)).flatMap(({ code, earnedAt }) => (earnedAt === null ? [] : [code]))

/** Logs half an hour of squats that ended on a day, and returns what it earned. */
async function train(athlete: Athlete, day: string, session: Partial<NewSession> = {}) {
  const completed = { completedAt: `${day}T07:00:00Z`, durationSec: 1_800 }
  const body = { title: 'Legs', exercises: [{ name: 'Squat' }], ...session, completed }
  const answer = await athlete.call(sessionsApi.createSession, { body })
  expect(answer.status).toBe(201)
  return { id: answer.body.id as string, badges: codes(answer.body.badges) }
}

const codes = (badges: unknown) => (badges as badgesApi.NewBadge[]).map(({ code }) => code)

/** Plans four sets of squats for a day and completes `sets` of them on that day. */
async function trainAsPlanned(athlete: Athlete, day: string, sets = 4) {
  const exercises = [{ name: 'Squat', planned: { sets: 4, reps: 5 } }]
  const id = await plan(athlete, { plannedFor: `${day}T06:00:00Z`, exercises })
  const actuals = [{ sessionExerciseId: await exerciseOf(athlete, id), sets, reps: 5 }]
  const done = { actuals, completedAt: `${day}T07:00:00Z`, durationSec: 1_800 }
  return codes((await complete(athlete, id, done)).body.badges)
}

const run = (distance: number, name = 'Run') => ({
  exercises: [
    {
      name,
      type: 'cardio' as const,
      metric: 'distance_duration' as const,
      planned: { distance, durationSec: 14_400 },
    },
  ],
})

/** Logs a run of four hours that ends now. */
const runFor = async (athlete: Athlete, distance: number, name?: string) =>
  log(athlete, { durationSec: 14_400 }, run(distance, name))

describe('a badge', () => {
  it('is part of the answer to the completion that earns it, in the caller’s language', async () => {
    const ada = await app.newAthlete()
    const id = await plan(ada)

    const answer = await ada.call(
      sessionsApi.completeSession,
      { params: { id }, body: {} },
      { 'accept-language': 'de' },
    )

    expect(answer.body.badges).toEqual([{ code: 'first_session', name: 'Erstes Training' }])
  })

  it('is part of the answer to a logged session, and of the answer to a repeated key', async () => {
    const ada = await app.newAthlete()
    const body = { title: 'Legs', exercises: [{ name: 'Squat' }], completed: {} }
    const send = () =>
      ada.call(sessionsApi.createSession, { body }, { 'idempotency-key': 'first-one' })

    const [first, again] = [await send(), await send()]

    expect(first.body.badges).toEqual([{ code: 'first_session', name: 'First session' }])
    expect(again.body).toEqual(first.body)
  })

  it('is earned once when several sessions are completed at the same time', async () => {
    const ada = await app.newAthlete()
    const ids = [await plan(ada), await plan(ada), await plan(ada), await plan(ada)]

    const answers = await Promise.all(ids.map((id) => complete(ada, id)))

    const named = answers.flatMap(({ body }) => codes(body.badges))
    expect(named.toSorted()).toEqual(['first_session', 'planned_week'])
    expect(await earned(ada)).toEqual(named.toSorted())
  })

  it('is part of the answer to the correction that earns it', async () => {
    const ada = await app.newAthlete()
    const id = await runFor(ada, 42_000)
    const sessionExerciseId = await exerciseOf(ada, id)

    const actuals = [{ sessionExerciseId, distance: 42_195, durationSec: 14_400 }]
    const corrected = await update(ada, id, { actuals })
    const renamed = await update(ada, id, { title: 'Marathon' })

    expect(corrected.body.badges).toEqual([{ code: 'marathon_badge', name: 'Marathon' }])
    expect(renamed.body.badges).toEqual([])
  })

  it('survives when another session is completed while its own is deleted', async () => {
    for (let round = 0; round < 5; round += 1) {
      const ada = await app.newAthlete()
      const { id } = await train(ada, '2026-09-08')
      const other = await plan(ada)

      await Promise.all([remove(ada, id), complete(ada, other)])

      expect(await earned(ada)).toContain('first_session')
    }
  })

  it('shows when, by which session and why it was earned', async () => {
    const ada = await app.newAthlete()
    const { id } = await train(ada, '2026-09-08')

    expect(await badge(ada, 'first_session')).toEqual({
      code: 'first_session',
      name: 'First session',
      description: 'Complete a session.',
      earnedAt: '2026-09-09T18:00:00.000Z',
      session: { id, title: 'Legs' },
      explanation: 'Earned on September 8, 2026 with “Legs”.',
      progress: null,
    })
    const [german] = await list(ada, 'de')
    expect(german?.explanation).toBe('Verdient am 8. September 2026 mit „Legs“.')
  })
})

describe('GET /badges', () => {
  it('lists all badges with the user’s progress', async () => {
    const ada = await app.newAthlete()

    const items = await list(ada)

    expect(items).toHaveLength(badgesApi.BadgeCode.options.length)
    expect(items.every(({ earnedAt, session }) => earnedAt === null && session === null)).toBe(true)
    expect(items.map(({ progress }) => progress?.text)).toEqual([
      undefined,
      undefined,
      'weeks: 0 of 4',
      'weeks: 0 of 12',
      'weeks: 0 of 26',
      'weeks: 0 of 52',
      'weeks: 0 of 4',
      'days of the week: 0 of 7',
      'months: 0 of 12',
      'body parts: 0 of 7',
      undefined,
      'sessions: 0 of 100',
      undefined,
    ])
  })

  it('ignores other users’ badges, and returns 401 without a login', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await train(bob, '2026-09-08')

    expect(await earned(ada)).toEqual([])
    expectRefusal(await app.visitor().call(badgesApi.listBadges, {}), 'AUTH_REQUIRED')
  })
})

describe('badges for consistency', () => {
  it('are awarded for the fourth consecutive week', async () => {
    const ada = await app.newAthlete()
    for (const day of ['2026-08-18', '2026-08-25', '2026-09-01']) await train(ada, day)

    const before = await badge(ada, 'streak_4_weeks')
    const { badges } = await train(ada, '2026-09-08')

    expect(before.progress).toEqual({ value: 3, target: 4, text: 'weeks: 3 of 4' })
    expect(badges).toContain('streak_4_weeks')
    expect((await badge(ada, 'streak_12_weeks')).progress?.value).toBe(4)
  })

  it('are awarded for a week with two planned sessions, both done', async () => {
    const ada = await app.newAthlete()
    await plan(ada, { plannedFor: '2026-09-09T16:00:00Z' })

    const first = await trainAsPlanned(ada, '2026-09-07')
    const ids = await ada.call(sessionsApi.listSessions, { query: { status: 'planned' } })
    const { body } = await complete(ada, ids.body.items[0].id as string)

    expect(first).toEqual(['first_session'])
    expect(codes(body.badges)).toEqual(['planned_week'])
  })

  it.each([
    ['four weeks done as planned', 4, true],
    ['four weeks, one of them only half done', 2, false],
  ])('consider %s', async (_, sets, isEarned) => {
    const ada = await app.newAthlete()
    await trainAsPlanned(ada, '2026-08-18')
    await trainAsPlanned(ada, '2026-08-25', sets)
    await trainAsPlanned(ada, '2026-09-01')

    const badges = await trainAsPlanned(ada, '2026-09-08')

    expect(badges.includes('as_planned_month')).toBe(isEarned)
  })

  it('are awarded for the seventh day of the week and the twelfth month', async () => {
    const ada = await app.newAthlete()
    // Monday to Saturday first. The eleven earlier months are logged after the Sunday.
    for (let day = 0; day < 6; day += 1) await train(ada, addDays('2026-08-03', day))

    const sunday = await train(ada, '2026-09-06')
    for (let month = 1; month <= 9; month += 1) await train(ada, `2025-0${month}-01`)
    const before = await badge(ada, 'twelve_months')
    await train(ada, '2025-10-01')
    const last = await train(ada, '2026-09-09')

    expect(sunday.badges).toContain('every_weekday')
    expect(before.progress?.text).toBe('months: 11 of 12')
    expect(last.badges).toEqual(['twelve_months'])
  })

  it('are awarded for a week that trained the whole body', async () => {
    const ada = await app.newAthlete()
    const exercise = async (
      name: string,
      primaryMuscles: exercisesApi.Exercise['primaryMuscles'],
    ) => {
      const answer = await ada.call(exercisesApi.createExercise, { body: { name, primaryMuscles } })
      return { exerciseId: answer.body.id as string, planned: { sets: 3, reps: 8 } }
    }
    const legs = await exercise('Squats', ['quadriceps', 'glutes'])
    const push = await exercise('Push', ['chest', 'shoulders', 'triceps'])
    const pull = await exercise('Pull', ['lats', 'abdominals'])

    await train(ada, '2026-09-06', { exercises: [pull] })
    await train(ada, '2026-09-07', { exercises: [legs] })
    const warmUp = { ...pull, planned: { ...pull.planned, setType: 'warmup' as const } }
    await train(ada, '2026-09-08', { exercises: [push, warmUp] })
    const before = await badge(ada, 'whole_body')
    const { badges } = await train(ada, '2026-09-09', { exercises: [pull] })

    expect(before.progress?.text).toBe('body parts: 5 of 7')
    expect(badges).toEqual(['whole_body'])
  })

  it('ignore sets that were not done', async () => {
    const ada = await app.newAthlete()
    const muscles = ['quadriceps', 'glutes', 'lats', 'abdominals', 'chest', 'shoulders', 'biceps']
    const answer = await ada.call(exercisesApi.createExercise, {
      body: { name: 'All', primaryMuscles: muscles as exercisesApi.Exercise['primaryMuscles'] },
    })
    const exerciseId = answer.body.id as string

    const none = await train(ada, '2026-09-08', {
      exercises: [{ exerciseId, actual: [{ sets: 0, reps: 8 }, { reps: 0 }] }],
    })
    const { badges } = await train(ada, '2026-09-09', {
      exercises: [{ exerciseId, actual: { reps: 8 } }],
    })

    expect(none.badges).toEqual(['first_session'])
    expect(badges).toEqual(['whole_body'])
  })

  it.each([
    ['2026-08-12', true],
    ['2026-08-13', false],
  ])('reward a return after a break since %s: %s', async (day, isEarned) => {
    const ada = await app.newAthlete()
    await train(ada, day)

    const { badges } = await train(ada, '2026-09-09')

    expect(badges.includes('comeback')).toBe(isEarned)
  })

  it('cannot be earned by many sessions on one day', async () => {
    const ada = await app.newAthlete()
    for (let n = 0; n < 6; n += 1) await train(ada, '2026-09-09')

    expect((await badge(ada, 'hundred_workouts')).progress).toMatchObject({ value: 3 })
    expect((await badge(ada, 'streak_4_weeks')).progress).toMatchObject({ value: 1 })
  })

  it('cannot be earned by completing the plans of future weeks today', async () => {
    const ada = await app.newAthlete()
    for (const day of ['2026-09-09', '2026-09-16', '2026-09-23', '2026-09-30'])
      await complete(ada, await plan(ada, { plannedFor: `${day}T16:00:00Z` }))

    expect(await earned(ada)).toEqual(['first_session'])
  })
})

describe('the marathon badge', () => {
  it.each([
    ['a run of 42,195 m', 42_195, 'Run', true],
    ['a run that falls short', 42_194, 'Run', false],
    ['a ride', 42_195, 'Bicycling', false],
  ])('considers %s', async (_, metres, name, isEarned) => {
    const ada = await app.newAthlete()

    await runFor(ada, metres, name)

    expect((await earned(ada)).includes('marathon_badge')).toBe(isEarned)
  })

  it('explains the distance', async () => {
    const ada = await app.newAthlete()
    await runFor(ada, 42_500)

    expect((await badge(ada, 'marathon_badge')).explanation).toBe(
      'Earned on September 9, 2026 with “Logged”: 42.5 km.',
    )
  })
})

describe('a session that earns no badge', () => {
  const fiveWeeks = [0, 7, 14, 21, 28].map((days) => addDays('2026-08-12', days))
  const file = [
    STRONG,
    ...fiveWeeks.map((day) => `${day} 08:00:00,"Legs",1h,"Squat (Barbell)",1,100.0,5,0,0,"","",`),
  ].join('\n')

  it('was imported, but counts towards the next badge', async () => {
    const ada = await app.newAthlete()
    await importFile(ada, file)

    const before = await earned(ada)
    const { badges } = await train(ada, '2026-09-09')

    expect(before).toEqual([])
    expect(badges).toEqual(['first_session', 'streak_4_weeks'])
  })

  it.each<[string, string, Partial<NewSession>]>([
    ['is backdated', '2026-09-01', {}],
    [
      'is implausible',
      '2026-09-09',
      { exercises: [{ name: 'Squat', planned: { sets: 1, reps: 1, load: 1_500 } }] },
    ],
  ])('%s, but counts towards the next badge', async (_, day, session) => {
    const ada = await app.newAthlete()

    const first = await train(ada, day, session)
    const next = await train(ada, '2026-09-09')

    expect([first.badges, next.badges]).toEqual([[], ['first_session']])
    expect((await badge(ada, 'hundred_workouts')).progress).toMatchObject({ value: 2 })
  })
})

describe('a badge whose session changes', () => {
  it('is deleted with its session if no other session earns it', async () => {
    const ada = await app.newAthlete()
    const { id } = await train(ada, '2026-09-08')

    await remove(ada, id)

    expect(await earned(ada)).toEqual([])
    expect((await train(ada, '2026-09-09')).badges).toEqual(['first_session'])
  })

  it('remains after its session is deleted if another session earns it', async () => {
    const ada = await app.newAthlete()
    const { id } = await train(ada, '2026-09-08')
    await train(ada, '2026-09-09')

    await remove(ada, id)

    expect(await badge(ada, 'first_session')).toMatchObject({
      earnedAt: '2026-09-09T18:00:00.000Z',
      session: null,
      explanation: 'Earned on September 8, 2026.',
    })
  })

  it('is deleted and awarded again by corrections', async () => {
    const ada = await app.newAthlete()
    const id = await runFor(ada, 42_195)
    const correctTo = async (distance: number) => {
      const sessionExerciseId = await exerciseOf(ada, id)
      const answer = await update(ada, id, {
        actuals: [{ sessionExerciseId, distance, durationSec: 14_400 }],
      })
      expect(answer.status).toBe(200)
      return earned(ada)
    }

    expect(await correctTo(4_219.5)).toEqual(['first_session'])
    expect(await correctTo(42_195)).toEqual(['first_session', 'marathon_badge'])
  })

  it('remains after a correction of another session', async () => {
    const ada = await app.newAthlete()
    await runFor(ada, 42_195)
    const id = await log(ada, { completedAt: '2026-09-08T07:00:00Z' }, run(1_000))

    await update(ada, id, {
      actuals: [{ sessionExerciseId: await exerciseOf(ada, id), distance: 2_000 }],
    })

    expect(await earned(ada)).toEqual(['first_session', 'marathon_badge'])
  })
})
