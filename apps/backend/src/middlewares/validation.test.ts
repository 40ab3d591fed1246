import type { Language } from '@fitvibe/contract'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { InvalidRequest } from './validation.ts'

/** Returns the error details of a value. */
function detailsOf(schema: z.ZodType, value: unknown, lang: Language = 'en') {
  const { error } = schema.safeParse(value)
  if (!error) throw new Error('it is not refused')
  return new InvalidRequest('body', error).detailsIn(lang)
}

const messages = (schema: z.ZodType, value: unknown, lang?: Language) =>
  detailsOf(schema, value, lang).map(({ message }) => message)

describe('an invalid value', () => {
  it.each([
    [z.string(), undefined, 'Required.', 'Pflichtfeld.'],
    [z.string(), 7, 'Must be of type string.', 'Muss vom Typ string sein.'],
    [z.number(), null, 'Must be of type number.', 'Muss vom Typ number sein.'],
    [z.number(), Infinity, 'Must be of type number.', 'Muss vom Typ number sein.'],
    [
      z.string().min(3),
      'ab',
      'Must have at least 3 characters.',
      'Muss mindestens 3 Zeichen haben.',
    ],
    [z.string().max(1), 'ab', 'Must have at most 1 characters.', 'Darf höchstens 1 Zeichen haben.'],
    [
      z.array(z.int()).min(1),
      [],
      'Must have at least 1 entries.',
      'Muss mindestens 1 Einträge haben.',
    ],
    [
      z.array(z.int()).max(1),
      [1, 2],
      'Must have at most 1 entries.',
      'Darf höchstens 1 Einträge haben.',
    ],
    [z.number().min(1), 0, 'Must be at least 1.', 'Muss mindestens 1 sein.'],
    [z.number().max(1), 2, 'Must be at most 1.', 'Darf höchstens 1 sein.'],
    [z.number().multipleOf(5), 3, 'Must be a multiple of 5.', 'Muss ein Vielfaches von 5 sein.'],
    [z.enum(['a', 'b']), 'c', 'Must be one of a, b.', 'Muss eines von a, b sein.'],
    [z.strictObject({}), { x: 1, y: 2 }, 'Unknown field: x, y.', 'Unbekanntes Feld: x, y.'],
    [z.uuid(), 'x', 'Is not a valid uuid.', 'Hat nicht das richtige Format (uuid).'],
    [
      z.string().regex(/a/, { message: 'username' }),
      'b',
      'Use letters, digits, dots, hyphens and underscores only; start with a letter or a digit.',
      'Nur Buchstaben, Ziffern, Punkt, Binde- und Unterstrich; am Anfang ein Buchstabe oder eine Ziffer.',
    ],
    [
      z.string().refine(() => false, { message: 'no key of ours' }),
      '',
      'Is not valid.',
      'Ist ungültig.',
    ],
  ])('is explained in words: %#', (schema, value, english, german) => {
    expect(messages(schema, value)).toEqual([english])
    expect(messages(schema, value, 'de')).toEqual([german])
  })

  it('is reported with its path', () => {
    const schema = z.object({ sets: z.array(z.object({ reps: z.int() })) })

    expect(detailsOf(schema, { sets: [{ reps: 1 }, { reps: 'x' }] })).toEqual([
      { path: 'body.sets.1.reps', message: 'Must be of type number.' },
    ])
  })
})

describe('an invalid value of a union', () => {
  const block = z.object({ reps: z.int().max(100) })
  const blocks = z.object({ work: z.union([block, z.array(block)]) })

  it('is explained by the closest branch', () => {
    expect(detailsOf(blocks, { work: [{ reps: 1 }, { reps: 999 }] })).toEqual([
      { path: 'body.work.1.reps', message: 'Must be at most 100.' },
    ])
    expect(detailsOf(blocks, { work: { reps: 999 } })).toEqual([
      { path: 'body.work.reps', message: 'Must be at most 100.' },
    ])
  })

  it('is explained by the branch with the fewest issues if several are equally close', () => {
    const either = z.union([z.object({ a: z.int(), b: z.int() }), z.object({ a: z.string() })])

    expect(detailsOf(either, { a: true })).toEqual([
      { path: 'body.a', message: 'Must be of type string.' },
    ])
  })

  it('is explained even if no branch matches', () => {
    const schema = z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('run') }),
      z.object({ kind: z.literal('lift') }),
    ])

    expect(detailsOf(schema, { kind: 'swim' })).toEqual([
      { path: 'body.kind', message: 'Is not valid.' },
    ])
  })
})
