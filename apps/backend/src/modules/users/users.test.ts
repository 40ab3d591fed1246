import { usersApi, type Call } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { useTestApp, type Athlete } from '../../../tests/testApp.ts'

const app = useTestApp()

type Changes = Call<typeof usersApi.updateMe>['body']

const getMe = (athlete: Athlete) => athlete.call(usersApi.getMe, {})
const update = (athlete: Athlete, body: Changes) => athlete.call(usersApi.updateMe, { body })

async function history(athlete: Athlete, query: { page?: number; pageSize?: number } = {}) {
  const { body } = await athlete.call(usersApi.listMyHistory, { query })
  return body as { items: Record<string, unknown>[]; page: number; pageSize: number; total: number }
}

describe('GET /users/me', () => {
  it('returns the profile, with null for unset fields', async () => {
    const ada = await app.newAthlete()

    const answer = await getMe(ada)

    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      id: ada.id,
      username: ada.username,
      email: ada.email,
      emailRefusedAt: null,
      role: 'user',
      alias: null,
      preferredLang: 'en',
      timezone: 'Europe/Berlin',
      weekStart: 'monday',
      distanceUnit: 'km',
      visibility: 'private',
      onLeaderboard: false,
      countsBodyWeight: true,
      dateOfBirth: null,
      gender: null,
      weight: null,
      unit: 'kg',
      fitnessLevel: null,
      trainingFrequency: null,
      avatarUrl: null,
      createdAt: app.now().toISOString(),
    })
  })

  it('returns 401 once the account is deleted', async () => {
    const ada = await app.newAthlete()
    await getMe(ada)
    await app.ctx().db('users').where({ id: ada.id }).delete()

    const answers = [await getMe(ada), await update(ada, { alias: 'Ada' })]

    expect(answers.map(({ status }) => status)).toEqual([401, 401])
    expect(answers[0]?.body.error.code).toBe('AUTH_REQUIRED')
  })
})

describe('PUT /users/me', () => {
  it('updates every field and returns the profile', async () => {
    const ada = await app.newAthlete()
    const before = (await getMe(ada)).body as object
    const changes = {
      alias: 'Ada L.',
      fitnessLevel: 'advanced',
      trainingFrequency: 'daily',
      weight: 61.5,
      unit: 'lb',
      preferredLang: 'de',
      timezone: 'Pacific/Auckland',
      weekStart: 'sunday',
      distanceUnit: 'mi',
      visibility: 'public',
      dateOfBirth: '1985-12-10',
      gender: 'female',
    } as const

    const answer = await update(ada, changes)

    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ ...before, ...changes })
    expect((await getMe(ada)).body).toEqual(answer.body)
  })

  it('updates only the fields sent', async () => {
    const ada = await app.newAthlete()
    const { body: before } = await update(ada, { alias: 'Ada', weight: 60, unit: 'lb' })

    const answer = await update(ada, { weight: 61.004 })

    expect(answer.body).toEqual({ ...before, weight: 61 })
    expect((await getMe(ada)).body).toEqual(answer.body)
  })

  it('changes nothing without fields', async () => {
    const ada = await app.newAthlete()
    const { body: before } = await update(ada, { alias: 'Ada', weight: 60 })

    const answer = await update(ada, {})

    expect(answer.body).toEqual(before)
    expect((await history(ada)).total).toBe(1)
  })

  it('clears the alias with null', async () => {
    const ada = await app.newAthlete()
    await update(ada, { alias: 'Ada' })

    const answer = await update(ada, { alias: null })

    expect(answer.body).toMatchObject({ alias: null })
    expect((await getMe(ada)).body).toEqual(answer.body)
  })

  it('uses the new time zone from the next request on', async () => {
    app.setTime('2026-09-07T22:30:00Z')
    const ada = await app.newAthlete({ timezone: 'UTC' })
    await update(ada, { timezone: 'Pacific/Auckland' })

    // The 8th has begun in Auckland, so a user born on that day is 13.
    const answer = await update(ada, { dateOfBirth: '2013-09-08' })

    expect(answer.status).toBe(200)
  })

  it('answers in the new language from the next request on', async () => {
    const ada = await app.newAthlete()
    await update(ada, { preferredLang: 'de', gender: 'female' })

    const answer = await update(ada, { gender: 'male' })

    expect(answer.body.error.message).toBe(
      'Geburtsdatum und Geschlecht lassen sich nur einmal festlegen.',
    )
  })

  it.each<[string, Changes, Changes]>([
    ['date of birth', { dateOfBirth: '1990-05-17' }, { dateOfBirth: '1990-05-18' }],
    ['gender', { gender: 'diverse' }, { gender: 'male' }],
  ])('sets the %s once', async (_, first, other) => {
    const ada = await app.newAthlete()
    await update(ada, first)

    const again = await update(ada, first)
    const changed = await update(ada, { ...other, alias: 'Changed' })

    expect(again.status).toBe(200)
    expect(changed.status).toBe(409)
    expect(changed.body.error).toMatchObject({
      code: 'CONFLICT',
      message: 'You can set date of birth and gender only once.',
    })
    expect((await getMe(ada)).body).toMatchObject({ ...first, alias: null })
  })

  it('sets the gender after the date of birth', async () => {
    const ada = await app.newAthlete()
    await update(ada, { dateOfBirth: '1990-05-17' })

    const answer = await update(ada, { gender: 'undisclosed' })

    expect(answer.body).toMatchObject({ dateOfBirth: '1990-05-17', gender: 'undisclosed' })
    expect((await getMe(ada)).body).toEqual(answer.body)
  })

  it('sets the date of birth of one of several concurrent requests', async () => {
    const ada = await app.newAthlete()
    const days = ['1990-01-01', '1990-01-02', '1990-01-03', '1990-01-04']

    const answers = await Promise.all(days.map((dateOfBirth) => update(ada, { dateOfBirth })))

    const [won, ...more] = answers.filter(({ status }) => status === 200)
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
    expect(more).toEqual([])
    expect((await getMe(ada)).body).toEqual(won?.body)
  })

  it('keeps the changes of all concurrent requests', async () => {
    const ada = await app.newAthlete()
    const changes = [
      { weight: 70 },
      { fitnessLevel: 'beginner' },
      { trainingFrequency: 'weekly' },
      { unit: 'lb' },
      { alias: 'Ada' },
    ] as const

    await Promise.all(changes.map((change) => update(ada, change)))

    expect((await getMe(ada)).body).toMatchObject(Object.assign({}, ...changes) as object)
  })

  it.each([
    ['dateOfBirth', '1899-12-31'],
    ['dateOfBirth', '2013-09-09'],
    ['dateOfBirth', '2027-01-01'],
  ])('refuses %s %s: not between 1900 and 13 years ago', async (field, value) => {
    app.setTime('2026-09-07T10:00:00Z')
    const ada = await app.newAthlete()

    const answer = await update(ada, { [field]: value })

    expect(answer.status).toBe(422)
    expect(answer.body.error).toMatchObject({
      code: 'UNPROCESSABLE',
      details: [
        {
          path: 'body.dateOfBirth',
          message: 'Enter a date of birth from 1900 on; you must be at least 13.',
        },
      ],
    })
  })

  it.each([
    ['preferredLang', 'fr', 'Must be one of en, de.'],
    ['timezone', 'Mars/Olympus', 'Must be a time zone such as Europe/Berlin.'],
    ['timezone', '+01:00', 'Must be a time zone such as Europe/Berlin.'],
    ['weight', 19.9, 'Must be at least 20.'],
    ['weight', 501, 'Must be at most 500.'],
    ['unit', 'stone', 'Must be one of kg, lb.'],
    ['dateOfBirth', '2000-02-30', undefined],
    ['gender', 'unknown', undefined],
    ['alias', '', undefined],
  ])('refuses %s %j', async (field, value, message) => {
    const ada = await app.newAthlete()

    const answer = await update(ada, { [field]: value })

    expect(answer.status).toBe(400)
    expect(answer.body.error.code).toBe('VALIDATION_ERROR')
    expect(answer.body.error.details[0]).toMatchObject({
      path: `body.${field}`,
      ...(message && { message }),
    })
  })

  it.each(['role', 'email', 'username', 'id', 'status', 'avatarUrl'])(
    'refuses %s as an unknown field',
    async (field) => {
      const ada = await app.newAthlete()

      const answer = await update(ada, { [field]: 'admin' })

      expect(answer.status).toBe(400)
      expect(answer.body.error.details).toEqual([
        { path: 'body', message: `Unknown field: ${field}.` },
      ])
    },
  )
})

describe('GET /users/me/history', () => {
  it('lists earlier profile states, newest first', async () => {
    const ada = await app.newAthlete()
    const firstAt = app.now().toISOString()
    await update(ada, { weight: 80, fitnessLevel: 'beginner' })
    app.passSeconds(60)
    await update(ada, { weight: 79.5, unit: 'lb' })

    const answer = await history(ada)

    expect(answer).toEqual({
      page: 1,
      pageSize: 20,
      total: 2,
      nextCursor: null,
      items: [
        {
          id: expect.any(String) as string,
          weight: 79.5,
          unit: 'lb',
          fitnessLevel: 'beginner',
          trainingFrequency: null,
          recordedAt: app.now().toISOString(),
        },
        {
          id: expect.any(String) as string,
          weight: 80,
          unit: 'kg',
          fitnessLevel: 'beginner',
          trainingFrequency: null,
          recordedAt: firstAt,
        },
      ],
    })
  })

  it.each<[string, Changes, number]>([
    ['weight', { weight: 81 }, 2],
    ['unit', { unit: 'lb' }, 2],
    ['level', { fitnessLevel: 'advanced' }, 2],
    ['frequency', { trainingFrequency: 'none' }, 2],
    ['the same weight', { weight: 80 }, 1],
    ['alias', { alias: 'Ada' }, 1],
    ['time zone', { timezone: 'UTC' }, 1],
    ['date of birth', { dateOfBirth: '1990-05-17' }, 1],
  ])('gets a row only if body data or level change: %s', async (_, changes, rows) => {
    const ada = await app.newAthlete()
    await update(ada, { weight: 80 })

    await update(ada, changes)

    expect((await history(ada)).total).toBe(rows)
  })

  it('returns pages and the total', async () => {
    const ada = await app.newAthlete()
    for (const weight of [80, 81, 82]) await update(ada, { weight })

    const second = await history(ada, { page: 2, pageSize: 2 })
    const beyond = await history(ada, { page: 9, pageSize: 2 })

    expect(second).toMatchObject({ page: 2, pageSize: 2, total: 3, items: [{ weight: 80 }] })
    expect(beyond).toEqual({ items: [], page: 9, pageSize: 2, total: 3, nextCursor: null })
  })

  it('shows only the user’s own history', async () => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    await update(bob, { weight: 90 })

    expect(await history(ada)).toMatchObject({ items: [], total: 0 })
  })
})

describe('profile without a login', () => {
  it('returns 401', async () => {
    const visitor = app.visitor()

    const answers = [
      await visitor.call(usersApi.getMe, {}),
      await visitor.call(usersApi.updateMe, { body: { alias: 'Nobody' } }),
      await visitor.call(usersApi.listMyHistory, {}),
    ]

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
  })
})
