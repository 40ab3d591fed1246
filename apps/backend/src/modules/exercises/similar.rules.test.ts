import { describe, expect, it } from 'vitest'

import expected from '../../../tests/exerciseSuggestions.json' with { type: 'json' }
import { library } from '../../db/library.ts'
import { libraryNames } from './names.service.ts'

const { correct, similarTo } = await libraryNames()
const nameOf = new Map(library.map(({ id, names }) => [id, names.en]))

const suggested = (name: string) => similarTo(correct(name), 3).map(({ id }) => nameOf.get(id))

describe('suggestions for a name', () => {
  it.each([
    ['Bigger Incline Dumbbell Bench Press', 'Incline Dumbbell Bench Press'],
    ['Sqaut (Barbel)', 'Squat'],
    ['Leg Press Technogym (yellow)', 'Leg Press'],
    ['Seated Super- Bayesian High Cable Curl', 'Bayesian Curl'],
    ['Cable Crossover Ladder', 'Cable Crossover'],
    ['Bottom-Half Seated Cable Flye', 'Seated Cable Fly'],
    ['Meadows Incline DB Lateral Raise', 'Incline Dumbbell Lateral Raise'],
    ['Triceps Extension', 'Cable Triceps Extension'],
    ['Heavy bench press', 'Bench Press'],
    ['Deadlift w/ straps', 'Deadlift'],
    ['Paused front squat', 'Front Squat'],
    ['Bankdrücken schwer', 'Bench Press'],
    ['Latzug breit zur Brust', 'Lat Pulldown'],
    ['Shrug (Kettlebell)', 'Dumbbell Shrug'],
    ['Squat (Trap Bar)', 'Squat'],
    ['Face Pull (Suspension)', 'Face Pull'],
  ])('%s contain %s', (name, exercise) => {
    expect(suggested(name)).toContain(exercise)
  })

  it('contain the exercise for nine of ten names that only suggest it', () => {
    const names = Object.entries<readonly string[]>(expected)
    const missed = names.filter(
      ([name, exercises]) => !suggested(name).some((found) => exercises.includes(found ?? '')),
    )

    expect(names.length).toBeGreaterThan(190)
    expect(1 - missed.length / names.length).toBeGreaterThanOrEqual(0.9)
  })

  it('are empty for a name without a known word', () => {
    expect(suggested('Xyzzy')).toEqual([])
    expect(suggested('🔥')).toEqual([])
  })
})

describe('correct', () => {
  it.each([
    ['sqaut', 'squat'],
    ['benchpress', 'bench press'],
    ['deadlfit', 'deadlift'],
    ['kreuzhebn', 'deadlift'],
    ['row', 'row'],
  ])('takes "%s" for "%s"', (typed, meant) => {
    expect(correct(typed)).toEqual(meant.split(' '))
  })
})
