import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, describe, it } from 'vitest'

import { corpus } from '../../../tests/corpora.ts'
import expected from '../../../tests/exerciseMatches.json' with { type: 'json' }
import untried from '../../../tests/exerciseMatchesUntried.json' with { type: 'json' }
import { preview } from '../../../tests/importing.ts'
import { useTestApp } from '../../../tests/testApp.ts'
import { library, libraryKeys, namesOfExercise } from '../../db/library.ts'
import { exerciseKey } from '../../utils/exerciseNames.ts'
import * as importedService from './imported.service.ts'

const app = useTestApp()

/** Names of Strong, Hevy, FitNotes, Fitbod, JEFIT and of lifters, with the exercise they mean. */
const MATCHES: Readonly<Record<string, string | null>> = expected

describe('names from other apps', () => {
  it('match the exercises that they mean, and none where they leave it open', async () => {
    const ada = await app.newAthlete()
    const names = Object.keys(MATCHES)

    const matches = await importedService.matchesOf(app.ctx(), ada.id, 'en', names)

    expect(
      Object.fromEntries(names.map((name) => [name, matches.get(name)?.name ?? null])),
    ).toEqual(MATCHES)
  })

  it('match for 90 % of names that were written before they were tried, and none wrongly', () => {
    const namesById = new Map(library.map(({ id, names }) => [id, names.en]))
    const answers = Object.entries<string | null>(untried).map(([name, meant]) => {
      const id = libraryKeys().get(exerciseKey(name))
      return { name, meant, match: id === undefined ? null : namesById.get(id) }
    })
    const known = answers.filter(({ meant }) => meant !== null)
    const matched = known.filter(({ match }) => match !== null)

    expect(answers.filter(({ meant, match }) => match !== null && match !== meant)).toEqual([])
    expect(matched.length / known.length).toBeGreaterThanOrEqual(0.9)
  })

  it('take the equipment for a part of the exercise', async () => {
    const ada = await app.newAthlete()
    const names = ['Bench Press', 'Bench Press (Dumbbell)', 'Bench Press - Smith Machine']
    const made = [...names, 'Bench Press (Trebuchet)', 'Crunch', 'Crunch (Cable)', 'Curl (Barbell)']

    const matches = await importedService.matchesOf(app.ctx(), ada.id, 'en', made)

    expect(made.map((name) => matches.get(name)?.name ?? null)).toEqual([
      'Bench Press',
      'Dumbbell Bench Press',
      'Smith Machine Bench Press',
      null,
      'Crunch',
      'Cable Crunch',
      'Barbell Curl',
    ])
  })

  it('of the library identify no other exercise, in any language', () => {
    const wrong = library.flatMap(({ id, names }) =>
      Object.values(names).filter((name) => {
        const found = libraryKeys().get(exerciseKey(name))
        return found !== undefined && found !== id
      }),
    )

    expect(wrong).toEqual([])
  })

  it('are aliases of one exercise, unless the library has the name', () => {
    const own = new Set(library.flatMap(({ names }) => Object.values(names).map(exerciseKey)))
    const unclear = library.flatMap((exercise) =>
      namesOfExercise(exercise).filter((name) => {
        const key = exerciseKey(name)
        return libraryKeys().get(key) !== exercise.id && !own.has(key)
      }),
    )

    expect(unclear).toEqual([])
  })
})

const folder = corpus('workout-csv')
/** Files without a completed workout. */
const EMPTY = /-plans|-bad-/
const files = folder
  ? readdirSync(folder).filter((file) => file.endsWith('.csv') && !EMPTY.test(file))
  : []

describe.skipIf(!folder)('names in the exports of real athletes', () => {
  it('match for 90 % of the sets, and none wrongly', async () => {
    const wrong: string[] = []
    let [sets, matched] = [0, 0]
    for (const file of files) {
      const bytes = readFileSync(join(folder ?? '', file))
      const { exercises } = await preview(await app.newAthlete(), bytes)
      for (const { name, match, sets: count } of exercises) {
        sets += count
        if (match) matched += count
        if (match && match.name !== MATCHES[name]) wrong.push(`${name}: ${match.name}`)
      }
    }

    expect(wrong).toEqual([])
    expect(matched / sets).toBeGreaterThanOrEqual(0.9)
  }, 90_000)
})
