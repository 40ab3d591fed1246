import { describe, expect, it } from 'vitest'

import { addBlock, joinAbove, leaveSuperset, move, newExercise, takeOver, toInput } from './plan.ts'

const named = (name: string) => newExercise({ exerciseId: null, name, metric: 'weight_reps' })
const groups = (exercises: ReturnType<typeof joinAbove>) =>
  exercises.map(({ superset }) => superset)

describe('a plan', () => {
  it('starts an exercise with the usual block and adds blocks like the last one', () => {
    const exercise = addBlock(named('Squat'))

    const [sent] = toInput([exercise], 'planned')

    const block = expect.objectContaining({ sets: 3, reps: 8, load: null, setType: 'working' })
    expect(sent).toEqual({
      name: 'Squat',
      metric: 'weight_reps',
      superset: null,
      planned: [block, block],
    })
  })

  it('sends only the id of an exercise that has one', () => {
    const id = '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77'
    const exercise = newExercise({ exerciseId: id, name: 'Squat', metric: 'weight_reps' })

    expect(toInput([exercise], 'actual')[0]).toMatchObject({ exerciseId: id })
    expect(toInput([exercise], 'actual')[0]).not.toHaveProperty('name')
  })

  it('moves exercises within the list', () => {
    expect(move(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
    expect(move(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
    expect(move(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c'])
  })

  it('joins neighbours in supersets and dissolves a superset of one', () => {
    const exercises = [named('A'), named('B'), named('C'), named('D')]

    const joined = joinAbove(joinAbove(exercises, 1), 3)
    const left = leaveSuperset(joined, 0)

    expect(groups(joined)).toEqual([1, 1, 2, 2])
    expect(groups(left)).toEqual([null, null, 2, 2])
  })

  it('applies a suggestion to its heaviest sets', () => {
    const warmup = { setType: 'warmup' as const, reps: 5, load: 120 }
    const exercise = (...blocks: object[]) => {
      const [first] = named('Squat').blocks
      return { ...named('Squat'), blocks: blocks.map((block) => ({ ...first!, ...block })) }
    }
    const next = { sets: 4, reps: 6, load: 102.5 }

    const [one, two] = [
      takeOver(exercise(warmup, { sets: 3, reps: 5, load: 100 }, { load: 80 }), next),
      takeOver(exercise({ sets: 1, reps: 5, load: 100 }, { sets: 2, reps: 4, load: 100 }), next),
    ]

    expect(one.blocks).toMatchObject([warmup, { sets: 4, reps: 6, load: 102.5 }, { load: 80 }])
    expect(two.blocks).toMatchObject([
      { sets: 1, reps: 6, load: 102.5 },
      { sets: 2, reps: 6, load: 102.5 },
    ])
  })
})
