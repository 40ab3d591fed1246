import { randomUUID } from 'node:crypto'

import { exercisesApi, sessionsApi, type Call, type Language } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'

import { block, suspend } from '../../../tests/meeting.ts'
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { library } from '../../db/library.ts'
import * as exercisesService from './exercises.service.ts'

const app = useTestApp()

type Query = NonNullable<Call<typeof exercisesApi.listExercises>['query']>
type NewExercise = Call<typeof exercisesApi.createExercise>['body']

const unique = (name: string) => `${name} ${randomUUID().replaceAll(/[-\d]/g, 'x')}`

async function create(athlete: Athlete, body: NewExercise): Promise<exercisesApi.Exercise> {
  const answer = await athlete.call(exercisesApi.createExercise, { body })
  expect(answer.status).toBe(201)
  return answer.body as exercisesApi.Exercise
}

async function list(athlete: Athlete, query: Query & { lang?: Language }) {
  const answer = await athlete.call(exercisesApi.listExercises, { query })
  expect(answer.status).toBe(200)
  return answer.body as { items: exercisesApi.Exercise[]; total: number }
}

const names = ({ items }: { items: exercisesApi.Exercise[] }) => items.map(({ name }) => name)
const get = (athlete: Athlete, id: string) =>
  athlete.call(exercisesApi.getExercise, { params: { id } })
const archive = (athlete: Athlete, id: string) =>
  athlete.call(exercisesApi.archiveExercise, { params: { id } })

describe('POST /exercises', () => {
  it('creates an exercise and returns it', async () => {
    const ada = await app.newAthlete()

    const answer = await ada.call(exercisesApi.createExercise, {
      body: { name: '  Sled push ', type: 'strongman', tags: ['grass'], muscleGroup: 'Legs' },
    })

    expect(answer.status).toBe(201)
    expect(answer.body).toEqual({
      id: expect.any(String) as string,
      source: 'own',
      name: 'Sled push',
      type: 'strongman',
      metric: 'weight_reps',
      equipment: null,
      muscleGroup: 'Legs',
      primaryMuscles: [],
      secondaryMuscles: [],
      tags: ['grass'],
      isPublic: false,
      createdAt: app.now().toISOString(),
      archivedAt: null,
    })
    expect((await get(ada, answer.body.id as string)).body).toEqual(answer.body)
  })

  it.each([
    ['lower_back', 'lower_back'],
    ['LOWER BACK', 'lower_back'],
    ['Unterer Ruecken', 'lower_back'],
    ['gesäss', 'glutes'],
  ])('takes the muscle from the muscle group "%s"', async (muscleGroup, muscle) => {
    const ada = await app.newAthlete()

    const exercise = await create(ada, { name: 'Mine', muscleGroup })

    expect(exercise).toMatchObject({ muscleGroup, primaryMuscles: [muscle] })
  })

  it('keeps the muscles of the request', async () => {
    const ada = await app.newAthlete()

    const given = await create(ada, { name: 'A', muscleGroup: 'Chest', primaryMuscles: ['lats'] })
    const none = await create(ada, { name: 'B', muscleGroup: 'Chest', primaryMuscles: [] })

    expect([given.primaryMuscles, none.primaryMuscles]).toEqual([['lats'], []])
  })

  it('refuses a second exercise with the same name, regardless of case', async () => {
    const ada = await app.newAthlete()
    await create(ada, { name: 'Rückenstrecker' })

    const answer = await ada.call(exercisesApi.createExercise, { body: { name: 'RÜCKENSTRECKER' } })

    expect(answer.status).toBe(409)
    expect(answer.body).toMatchObject({ error: { code: 'CONFLICT' } })
  })

  it.each([
    ['composed and decomposed', '\u00DCbung', 'U\u0308bung'],
    ['with more spaces', 'Sled push', ' Sled \u00A0 push'],
    ['in compatible characters', 'Fly 2', '\uFF26\uFF4C\uFF59 \u00B2'],
  ])('takes a name %s for the same', async (_, first, second) => {
    const ada = await app.newAthlete()
    await create(ada, { name: first })

    const answer = await ada.call(exercisesApi.createExercise, { body: { name: second } })

    expect(answer.status).toBe(409)
  })

  it('allows the name of another athlete', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const first = await create(ada, { name: 'Shared name' })

    const second = await create(ben, { name: 'Shared name' })

    expect(second.id).not.toBe(first.id)
  })

  it('restores the archived exercise of the name, with the fields of the request', async () => {
    const ada = await app.newAthlete()
    const first = await create(ada, { name: 'Sled row', equipment: 'other', metric: 'reps' })
    await archive(ada, first.id)

    const second = await create(ada, { name: 'SLED  row', metric: 'duration' })

    expect(second).toEqual({ ...first, name: 'SLED row', metric: 'duration' })
    expect(names(await list(ada, { source: 'own' }))).toEqual(['SLED row'])
  })

  it('restores an archived exercise once when two requests race for its name', async () => {
    const ada = await app.newAthlete()
    const { id } = await create(ada, { name: 'Raced' })
    await archive(ada, id)

    const answers = await Promise.all(
      [1, 2].map(() => ada.call(exercisesApi.createExercise, { body: { name: 'Raced' } })),
    )

    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409])
    expect(names(await list(ada, { source: 'own' }))).toEqual(['Raced'])
  })

  it('creates one exercise when two requests race for a name', async () => {
    const ada = await app.newAthlete()
    const body = { name: 'Raced' }

    const answers = await Promise.all([
      ada.call(exercisesApi.createExercise, { body }),
      ada.call(exercisesApi.createExercise, { body }),
    ])

    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409])
  })

  it.each([
    { name: '  ' },
    { name: 'x'.repeat(129) },
    { name: 'Fine', primaryMuscles: ['heart'] },
    { name: 'Fine', equipment: 'rocket' },
    { name: 'Fine', owner: randomUUID() },
  ])('refuses %j', async (body) => {
    const ada = await app.newAthlete()

    const answer = await ada.call(exercisesApi.createExercise, { body: body as never })

    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ error: { code: 'VALIDATION_ERROR' } })
  })
})

describe('GET /exercises', () => {
  it('lists own exercises, then the library, then public ones of others', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    await create(ada, { name: 'Zottman hold', isPublic: true })
    await create(ada, { name: 'arm hold' })
    await create(ben, { name: 'Public one', isPublic: true })
    const total = (await list(ada, {})).total

    const start = await list(ada, { pageSize: 3 })
    const end = await list(ada, { pageSize: 1, page: total })

    expect(names(start).slice(0, 2)).toEqual(['arm hold', 'Zottman hold'])
    expect(start.items.map(({ source }) => source)).toEqual(['own', 'own', 'library'])
    expect(end.items[0]?.source).toBe('public')
  })

  it('lists an own public exercise once, as own', async () => {
    const ada = await app.newAthlete()
    const name = unique('Doubled')
    await create(ada, { name, isPublic: true })

    const found = await list(ada, { q: name })

    expect(found.items.filter((item) => item.name === name)).toMatchObject([{ source: 'own' }])
  })

  it('hides private exercises of others and archived ones', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const word = unique('Hidden')
    await create(ben, { name: `${word} private` })
    const gone = await create(ben, { name: `${word} gone`, isPublic: true })
    const own = await create(ada, { name: `${word} own` })
    await create(ben, { name: `${word} shown`, isPublic: true })
    await archive(ben, gone.id)
    await archive(ada, own.id)

    const found = await list(ada, { q: word })

    expect(names(found)).toEqual([`${word} shown`])
    expect(found.items[0]?.source).toBe('public')
  })

  it('counts all pages and repeats no exercise', async () => {
    const ada = await app.newAthlete()

    const pages = await Promise.all(
      [1, 2, 3].map((page) => list(ada, { page, pageSize: 100, source: 'library' })),
    )
    const beyond = await list(ada, { page: 10_000, source: 'library' })

    const ids = pages.flatMap(({ items }) => items.map(({ id }) => id))
    expect(new Set(ids).size).toBe(300)
    expect(beyond).toEqual({
      items: [],
      page: 10_000,
      pageSize: 20,
      total: pages[0]?.total,
      nextCursor: null,
    })
    expect(beyond.total).toBe(library.length)
  })

  it.each(['KREUZHEBEN', 'kreuz heben', 'Kreuzhebn'])('finds "%s" in German', async (q) => {
    const ada = await app.newAthlete()

    const found = await list(ada, { q, lang: 'de' })

    expect(names(found)[0]).toContain('Kreuzheben')
  })

  it.each(['bankdruecken', 'bankdrücken', 'BANKDRÜCKEN', 'bankdrucken'])(
    'finds "%s" however the umlaut is typed',
    async (q) => {
      const ada = await app.newAthlete()

      const [german, english] = [
        await list(ada, { q, lang: 'de' }),
        await list(ada, { q, lang: 'en' }),
      ]

      expect(names(german)[0]).toBe('Bankdrücken')
      expect(names(english)).toContain('Bench Press')
      expect(english.total).toBe(german.total)
    },
  )

  it('tolerates a typing error', async () => {
    const ada = await app.newAthlete()

    const found = await list(ada, { q: 'benchpres' })

    expect(names(found).filter((name) => /bench press/i.test(name)).length).toBeGreaterThan(5)
  })

  it('lists similar names only if no name has all words', async () => {
    const ada = await app.newAthlete()
    await create(ada, { name: 'Deadlyft' })
    await create(ada, { name: 'Jumpy deadlift' })

    const found = names(await list(ada, { q: 'deadlift', pageSize: 100 }))
    const near = names(await list(ada, { q: 'deadlyftt' }))

    expect(found[0]).toBe('Jumpy deadlift')
    expect(found).not.toContain('Deadlyft')
    expect(near.slice(0, 2)).toEqual(['Deadlyft', 'Jumpy deadlift'])
  })

  it('puts popular exercises first, and word beginnings before word parts', async () => {
    const ada = await app.newAthlete()

    const bench = names(await list(ada, { q: 'bench press' }))
    const row = names(await list(ada, { q: 'row', pageSize: 100 }))
    const all = names(await list(ada, {}))

    expect(bench[0]).toBe('Bench Press')
    expect(row[0]).toBe('Barbell Row')
    expect(row.indexOf('Sled Row')).toBeLessThan(row.indexOf('Narrow Stance Squats'))
    expect(all[0]).toBe('Squat')
  })

  it.each([
    ['OHP', 'Overhead Press'],
    ['rdl', 'Romanian Deadlift'],
    ['BSS', 'Bulgarian Split Squat'],
    ['SLDL', 'Stiff-Leg Deadlift'],
    ['db bench', 'Dumbbell Bench Press'],
    ['Bench Press (Dumbbell)', 'Dumbbell Bench Press'],
    ['Lat Pulldown - Cable', 'Lat Pulldown'],
    ['Schulterdrücken Kurzhantel', 'Dumbbell Shoulder Press'],
    ['running', 'Running'],
    ['walking', 'Walking'],
    ['radfahren', 'Cycling'],
    ['rower', 'Rowing Machine'],
    ['push ups', 'Push-Up'],
    ['pullup', 'Pull-Up'],
    ['pull up', 'Pull-Up'],
    ['pull-up', 'Pull-Up'],
    ['benchpress', 'Bench Press'],
    ['sqaut', 'Squat'],
    ['deadlfit', 'Deadlift'],
    ['romanain deadlift', 'Romanian Deadlift'],
  ])('finds "%s" first as %s', async (q, name) => {
    const ada = await app.newAthlete()

    expect(names(await list(ada, { q }))[0]).toBe(name)
  })

  it.each(['skogpull up', 'skogpullup', 'Skogpull-ups'])(
    'finds an own exercise by "%s"',
    async (q) => {
      const ada = await app.newAthlete()
      await create(ada, { name: 'Skogpull Up' })

      expect(names(await list(ada, { q }))[0]).toBe('Skogpull Up')
    },
  )

  it.each(['%', '_', '%%%', '\\', "'", '🔥'])('finds nothing for "%s"', async (q) => {
    const ada = await app.newAthlete()
    await create(ada, { name: 'Squat' })

    expect(await list(ada, { q })).toMatchObject({ items: [], total: 0 })
  })

  it('ignores an empty query', async () => {
    const ada = await app.newAthlete()

    expect((await list(ada, { q: ' ', source: 'library' })).total).toBe(library.length)
  })

  it('narrows by type, muscle, equipment and source', async () => {
    const ada = await app.newAthlete()
    const secondary = await create(ada, {
      name: 'Secondary',
      type: 'strength',
      equipment: 'cable',
      secondaryMuscles: ['neck'],
    })
    await create(ada, { name: 'Bare' })

    const own = await list(ada, { source: 'own', muscle: 'neck' })
    const all = await list(ada, { muscle: 'neck', equipment: 'cable', type: 'strength' })
    const others = await list(ada, { source: 'own', equipment: 'band' })

    expect(own.items).toEqual([secondary])
    expect(all.items[0]).toEqual(secondary)
    for (const { primaryMuscles, secondaryMuscles, equipment, type } of all.items) {
      expect([...primaryMuscles, ...secondaryMuscles]).toContain('neck')
      expect({ equipment, type }).toEqual({ equipment: 'cable', type: 'strength' })
    }
    expect(others).toMatchObject({ items: [], total: 0 })
  })

  it('refuses an unknown filter', async () => {
    const ada = await app.newAthlete()

    const answer = await ada.call(exercisesApi.listExercises, {
      query: { muscle: 'heart' } as never,
    })

    expect(answer.status).toBe(400)
  })
})

describe('archived exercises', () => {
  const restore = (athlete: Athlete, id: string) =>
    athlete.call(exercisesApi.restoreExercise, { params: { id } })

  it('are listed, the latest first, and only to their owner', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const [first, second] = [await create(ada, { name: 'First' }), await create(ada, { name: 'B' })]
    await create(ada, { name: 'Active' })
    await archive(ada, first.id)
    app.passSeconds(60)
    await archive(ada, second.id)

    expect(names(await list(ada, { archived: 'true' }))).toEqual(['B', 'First'])
    expect(await list(ben, { archived: 'true' })).toMatchObject({ items: [], total: 0 })
  })

  it('are found again after they are restored', async () => {
    const ada = await app.newAthlete()
    const exercise = await create(ada, { name: 'Sled drag' })
    await archive(ada, exercise.id)

    const answer = await restore(ada, exercise.id)

    expect(answer.body).toEqual(exercise)
    expect(names(await list(ada, { source: 'own' }))).toEqual(['Sled drag'])
    expect((await list(ada, { archived: 'true' })).items).toEqual([])
    expect((await restore(ada, exercise.id)).body).toEqual(exercise)
  })

  it('are not restored while another exercise has the name', async () => {
    const ada = await app.newAthlete()
    const gone = await create(ada, { name: 'Old' })
    await archive(ada, gone.id)
    const other = await create(ada, { name: 'Other' })
    await ada.call(exercisesApi.updateExercise, { params: { id: other.id }, body: { name: 'Old' } })

    expect((await restore(ada, gone.id)).status).toBe(409)
  })

  it('of another athlete are not restored', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const gone = await create(ada, { name: 'Mine' })
    await archive(ada, gone.id)

    expect((await restore(ben, gone.id)).status).toBe(404)
  })
})

describe('GET /exercises/:id', () => {
  it("returns a library exercise in the caller's language", async () => {
    const ada = await app.newAthlete()
    const [found] = (await list(ada, { q: 'kreuzheben', lang: 'de', source: 'library' })).items

    const answer = await get(ada, found?.id ?? '')

    expect(found?.name).toBe('Kreuzheben')
    expect(answer.body).toEqual({ ...found, name: 'Deadlift' })
  })

  it("returns another athlete's exercise only while it is public and not archived", async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const hidden = await create(ben, { name: 'Hidden' })
    const shown = await create(ben, { name: 'Shown', isPublic: true })

    const whilePublic = await get(ada, shown.id)
    await archive(ben, shown.id)
    const refused = [await get(ada, hidden.id), await get(ada, shown.id)]

    expect(whilePublic.body).toEqual({ ...shown, source: 'public' })
    expect(refused.map(({ status }) => status)).toEqual([404, 404])
    expect(refused[0]?.body).toMatchObject({ error: { code: 'NOT_FOUND' } })
  })

  it.each<[string, (ada: Athlete, bob: Athlete) => Promise<unknown>]>([
    ['an athlete the user blocks', block],
    ['an athlete who blocks the user', (ada, bob) => block(bob, ada)],
    ['a suspended athlete', (_, bob) => suspend(app, bob)],
  ])('hides public exercises of %s from search, get and planning', async (_, end) => {
    const [ada, bob] = [await app.newAthlete(), await app.newAthlete()]
    const name = unique('Rope climb')
    const { id } = await create(bob, { name, isPublic: true })
    expect(names(await list(ada, { q: name }))).toContain(name)

    await end(ada, bob)

    expect(names(await list(ada, { q: name }))).not.toContain(name)
    expect((await get(ada, id)).status).toBe(404)
    const session = { title: 'Ropes', exercises: [{ exerciseId: id }] }
    const planned = await ada.call(sessionsApi.createSession, { body: session })
    expect(planned.status).toBe(422)
  })

  it('returns 404 for an unknown id', async () => {
    const ada = await app.newAthlete()

    expect((await get(ada, randomUUID())).status).toBe(404)
  })
})

describe('PUT /exercises/:id', () => {
  const update = (
    athlete: Athlete,
    id: string,
    body: Call<typeof exercisesApi.updateExercise>['body'],
  ) => athlete.call(exercisesApi.updateExercise, { params: { id }, body })

  it('changes only the fields of the request', async () => {
    const ada = await app.newAthlete()
    const before = await create(ada, { name: 'Before', primaryMuscles: ['triceps'], tags: ['a'] })

    const answer = await update(ada, before.id, { muscleGroup: 'Chest', tags: [], isPublic: true })

    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ ...before, muscleGroup: 'Chest', tags: [], isPublic: true })
    expect((await get(ada, before.id)).body).toEqual(answer.body)
  })

  it('changes nothing for an empty request', async () => {
    const ada = await app.newAthlete()
    const before = await create(ada, { name: 'Same' })

    expect((await update(ada, before.id, {})).body).toEqual(before)
  })

  it('updates the name that search finds', async () => {
    const ada = await app.newAthlete()
    const { id } = await create(ada, { name: 'Quuxwort' })

    await update(ada, id, { name: 'Flimmerknie' })

    expect((await list(ada, { q: 'flimmerknie', source: 'own' })).total).toBe(1)
    expect((await list(ada, { q: 'quuxwort', source: 'own' })).total).toBe(0)
  })

  it('keeps the changes of two requests at the same time', async () => {
    const ada = await app.newAthlete()
    const ids: string[] = []
    for (const name of ['A', 'B', 'C', 'D', 'E', 'F']) ids.push((await create(ada, { name })).id)

    await Promise.all(
      ids.flatMap((id) => [
        update(ada, id, { equipment: 'cable' }),
        update(ada, id, { type: 'strength' }),
      ]),
    )

    const { items } = await list(ada, { source: 'own' })
    expect(items.filter((item) => item.equipment && item.type)).toHaveLength(6)
  })

  it('refuses the name of another own exercise', async () => {
    const ada = await app.newAthlete()
    await create(ada, { name: 'Taken' })
    const { id } = await create(ada, { name: 'Free' })

    const answer = await update(ada, id, { name: 'TAKEN' })

    expect(answer.status).toBe(409)
    expect((await update(ada, id, { name: 'FREE' })).status).toBe(200)
  })

  it("returns 404 for another athlete's exercise, a library exercise and an archived one", async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const foreign = await create(ben, { name: 'Bens', isPublic: true })
    const archived = await create(ada, { name: 'Archived' })
    await archive(ada, archived.id)
    const [library] = (await list(ada, { source: 'library' })).items

    for (const id of [foreign.id, library?.id ?? '', archived.id])
      expect((await update(ada, id, { name: 'Mine now' })).status).toBe(404)
    expect((await get(ben, foreign.id)).body).toEqual(foreign)
  })
})

describe('DELETE /exercises/:id', () => {
  it('removes an exercise from search and keeps it readable', async () => {
    const ada = await app.newAthlete()
    const exercise = await create(ada, { name: 'Old' })

    const answer = await archive(ada, exercise.id)

    expect(answer.status).toBe(204)
    expect((await list(ada, { source: 'own' })).total).toBe(0)
    expect((await get(ada, exercise.id)).body).toEqual({
      ...exercise,
      archivedAt: app.now().toISOString(),
    })
  })

  it("returns 404 the second time, for another athlete's exercise and for a library exercise", async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const own = await create(ada, { name: 'Once' })
    const foreign = await create(ben, { name: 'Bens', isPublic: true })
    const [library] = (await list(ada, { source: 'library' })).items
    await archive(ada, own.id)

    for (const id of [own.id, foreign.id, library?.id ?? ''])
      expect((await archive(ada, id)).status).toBe(404)
    expect((await get(ben, foreign.id)).body).toEqual(foreign)
  })
})

describe('exercises without a login', () => {
  it('return 401', async () => {
    const visitor = app.visitor()
    const params = { id: randomUUID() }

    const answers = [
      await visitor.call(exercisesApi.listExercises, {}),
      await visitor.call(exercisesApi.getExercise, { params }),
      await visitor.call(exercisesApi.createExercise, { body: { name: 'Nobody' } }),
      await visitor.call(exercisesApi.updateExercise, { params, body: {} }),
      await visitor.call(exercisesApi.archiveExercise, { params }),
    ]

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
  })
})

describe('findUsable', () => {
  it('returns own, public and library exercises that are not archived', async () => {
    const [ada, ben] = [await app.newAthlete(), await app.newAthlete()]
    const own = await create(ada, { name: 'Own', metric: 'reps', primaryMuscles: ['lats'] })
    const shared = await create(ben, { name: 'Shared', isPublic: true })
    const hidden = await create(ben, { name: 'Hidden' })
    const archived = await create(ada, { name: 'Archived' })
    await archive(ada, archived.id)
    const [library] = (await list(ada, { q: 'kreuzheben', lang: 'de', source: 'library' })).items
    const ids = [own.id, shared.id, hidden.id, archived.id, library?.id ?? '', randomUUID()]

    const usable = await exercisesService.findUsable(app.ctx(), ada, ids, 'de')

    expect([...usable.keys()].toSorted()).toEqual([own.id, shared.id, library?.id].toSorted())
    expect(usable.get(own.id)).toEqual({
      id: own.id,
      name: 'Own',
      type: null,
      metric: 'reps',
      primaryMuscles: ['lats'],
      secondaryMuscles: [],
    })
    expect(usable.get(library?.id ?? '')).toMatchObject({ name: 'Kreuzheben' })
  })

  it('returns nothing for no ids', async () => {
    const ada = await app.newAthlete()

    expect(await exercisesService.findUsable(app.ctx(), ada, [], 'en')).toEqual(new Map())
  })
})
