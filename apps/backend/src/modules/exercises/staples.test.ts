import { exercisesApi, Language, type Call } from '@fitvibe/contract'
import knex from 'knex'
import { describe, expect, it } from 'vitest'

import { preview } from '../../../tests/importing.ts'
import staples from '../../../tests/staples.json' with { type: 'json' }
import { useTestApp, type Athlete } from '../../../tests/testApp.ts'
import { askedNames, library } from '../../db/library.ts'
import { seedLibrary } from '../../db/seeds/library.seed.ts'
import { exerciseKey } from '../../utils/exerciseNames.ts'

const app = useTestApp()

/** Searches that run at the same time. */
const AT_ONCE = 2

const list = async (
  athlete: Athlete,
  query: NonNullable<Call<typeof exercisesApi.listExercises>['query']>,
  lang: Language,
) => {
  const headers = { 'accept-language': lang }
  const answer = await athlete.call(exercisesApi.listExercises, { query }, headers)
  expect(answer.status).toBe(200)
  return answer.body.items as exercisesApi.Exercise[]
}

/** Returns the first results for each name. */
async function search(
  athlete: Athlete,
  names: readonly string[],
  lang: Language,
  pageSize: number,
) {
  const found: exercisesApi.Exercise[][] = []
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const searches = names.slice(at, at + AT_ONCE).map((q) => list(athlete, { q, pageSize }, lang))
    found.push(...(await Promise.all(searches)))
  }
  return found
}

const strongFile = (names: readonly string[]) =>
  [
    'Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE',
    ...names.map((name, at) => {
      const day = String((at % 28) + 1).padStart(2, '0')
      return `2024-02-${day} 18:00:00,Training,"${name}",1,20,5,0,0,,,`
    }),
  ].join('\n')

describe('the 200 most trained exercises', () => {
  it.each(Language.options)(
    'are found first by their name, and shown by it, in %s',
    async (lang) => {
      const ada = await app.newAthlete()

      const names = staples.map((staple) => staple[lang])
      const found = await search(ada, names, lang, 1)

      expect(staples.length).toBeGreaterThanOrEqual(200)
      expect(found.map(([first]) => first?.name)).toEqual(names)
    },
  )

  it('come first in the library, with their equipment, metric and muscle', async () => {
    const ada = await app.newAthlete()

    const pages = await Promise.all(
      [1, 2, 3].map((page) => list(ada, { page, pageSize: 100 }, 'en')),
    )

    const first = pages.flat().slice(0, staples.length)
    expect(
      first.map(({ name, equipment, metric, primaryMuscles }, at) => {
        const { muscle } = staples[at] ?? {}
        const isListed = muscle === undefined || primaryMuscles.includes(muscle as never)
        return { en: name, equipment, metric, muscle: isListed ? muscle : primaryMuscles }
      }),
    ).toEqual(
      staples.map(({ en, equipment, metric, muscle }) => ({ en, equipment, metric, muscle })),
    )
  })

  it.each(Language.options)('are matched in an import of their names in %s', async (lang) => {
    const ada = await app.newAthlete()
    const names = staples.map((staple) => staple[lang])

    const { exercises } = await preview(ada, strongFile(names))

    const matches = new Map(exercises.map(({ name, match }) => [name, match?.name]))
    expect(names.map((name) => [name, matches.get(name)])).toEqual(
      staples.map((staple) => [staple[lang], staple.en]),
    )
  })
})

describe('former names of the library', () => {
  const FORMER = {
    Kniebeugen: 'Kniebeuge',
    Klimmzüge: 'Klimmzug',
    'Einarmiges Kurzhantel-Rudern': 'Kurzhantel-Rudern',
    'Laufen auf dem Laufband': 'Laufband',
    'Stepper (Stairmaster)': 'Stepper',
    'Liegestütze auf den Knien': 'Knie-Liegestütz',
    'Trail Running/Walking': 'Trailrunning',
  }

  it('still find the exercise first', async () => {
    const ada = await app.newAthlete()

    const found = await search(ada, Object.keys(FORMER), 'de', 1)

    expect(found.map(([first]) => first?.name)).toEqual(Object.values(FORMER))
  })

  it('are replaced in a database of an earlier version', async () => {
    const db = knex({ client: 'pg', connection: app.databaseUrl() })
    const transaction = await db.transaction()
    const names = () => transaction('library_exercise_names').where({ language: 'de' })
    const aliases = () => transaction('library_exercise_aliases').where({ key: 'curl wrist' })
    try {
      const { exercise_id } = await names().where({ name: 'Kniebeuge' }).first()
      await names().where({ exercise_id }).update({ name: 'Kniebeugen' })
      await aliases().insert({ key: 'curl wrist', exercise_id })

      await seedLibrary(transaction)

      expect(await names().where({ exercise_id })).toMatchObject([{ name: 'Kniebeuge' }])
      expect(await aliases()).toEqual([])
    } finally {
      await transaction.rollback()
      await db.destroy()
    }
  })
})

describe('names that leave open which exercise is meant', () => {
  const nameOf = new Map(library.map(({ slug, names }) => [slug, names.en]))
  const names = Object.keys(askedNames)
  const meant = names.map((name) => (askedNames[name] ?? []).map((slug) => nameOf.get(slug)))

  it('are asked in an import, with the exercises that they may mean', async () => {
    const ada = await app.newAthlete()

    const { exercises } = await preview(ada, strongFile(names))

    const answers = new Map(exercises.map((exercise) => [exercise.name, exercise]))
    const asked = names.map((name) => ({
      match: answers.get(name)?.match,
      suggestions: answers.get(name)?.suggestions.map((suggestion) => suggestion.name),
    }))
    expect(asked).toEqual(
      meant.map((exercises) => ({
        match: null,
        suggestions: expect.arrayContaining(exercises) as string[],
      })),
    )
  })

  it('find these exercises in a search', async () => {
    const ada = await app.newAthlete()

    const found = await search(ada, names, 'en', 10)

    // Two letters begin too many words.
    const missing = names.filter(
      (name, at) => name.length > 2 && !found[at]?.some(({ name }) => meant[at]?.includes(name)),
    )
    expect(missing).toEqual([])
  })
})

describe('the names of the library', () => {
  it.each(Language.options)('belong to one exercise each in %s', (lang) => {
    const names = library.map(({ names }) => names[lang].toLowerCase())

    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  it('are never asked', () => {
    const own = new Set(library.flatMap(({ names }) => Object.values(names).map(exerciseKey)))

    expect(Object.keys(askedNames).filter((name) => own.has(exerciseKey(name)))).toEqual([])
  })

  it('that are asked have one to three exercises of the library', () => {
    const slugs = new Set(library.map(({ slug }) => slug))
    const wrong = Object.entries(askedNames).filter(
      ([, meant]) =>
        meant.length === 0 || meant.length > 3 || meant.some((slug) => !slugs.has(slug)),
    )

    expect(wrong).toEqual([])
  })
})
