import type { Endpoint } from '@fitvibe/contract'
import fc, { type Arbitrary } from 'fast-check'
import { z } from 'zod'

/** Words tried in turn for a text that has no example of its own. */
const WORDS = [
  'Squat',
  '0198c4d2-7a51-7c3e-9a4b-0d3f5a1c2e77',
  '2026-09-01T08:00:00.000Z',
  '2026-09-01',
  'Europe/Berlin',
  'ada@example.org',
  'https://example.org/picture.png',
  'Deadlift-220-kg!',
  '123456',
  'en',
  'a'.repeat(64),
]

type Kind = z.core.$ZodType
type Shape = Readonly<Record<string, Kind>>

/** What a schema is made of, seen through what only wraps it. */
type Part =
  | { kind: 'object'; shape: Shape }
  | { kind: 'array'; element: Kind }
  | { kind: 'union'; options: readonly Kind[] }
  | { kind: 'choice'; values: readonly unknown[] }
  | { kind: 'text' | 'number' | 'boolean' | 'any' }

function partOf(schema: Kind): Part {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return partOf(schema.unwrap())
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return partOf(schema.unwrap())
  if (schema instanceof z.ZodPipe)
    return partOf(schema.in instanceof z.ZodTransform ? schema.out : schema.in)
  if (schema instanceof z.ZodObject) return { kind: 'object', shape: schema.shape }
  if (schema instanceof z.ZodArray) return { kind: 'array', element: schema.element }
  if (schema instanceof z.ZodUnion) return { kind: 'union', options: schema.options }
  if (schema instanceof z.ZodEnum) return { kind: 'choice', values: schema.options }
  if (schema instanceof z.ZodLiteral) return { kind: 'choice', values: [...schema.values] }
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) return { kind: 'text' }
  if (schema instanceof z.ZodNumber) return { kind: 'number' }
  if (schema instanceof z.ZodBoolean) return { kind: 'boolean' }
  if (schema instanceof z.ZodUnknown || schema instanceof z.ZodAny) return { kind: 'any' }
  throw new Error(`No generator for zod's ${schema._zod.def.type}: add one to generate.ts`)
}

const accepts = (schema: Kind, value: unknown) => z.safeParse(schema, value).success

/** A value the schema takes, with no more in it than it must have. */
export function goodValue(schema: Kind): unknown {
  let value: unknown
  for (const one of candidates(schema)) {
    if (!accepts(schema, one)) continue
    value = one
    break
  }
  if (value === undefined && !accepts(schema, undefined))
    throw new Error(`No good value found for ${schema._zod.def.type}: give it .meta({ example })`)
  return value
}

function* candidates(schema: Kind): Generator<unknown, void, undefined> {
  const example = exampleOf(schema)
  if (example !== undefined) yield example
  const part = partOf(schema)
  switch (part.kind) {
    case 'object':
      yield* objects(part.shape)
      break
    case 'array':
      yield []
      yield [goodValue(part.element)]
      break
    case 'union':
      for (const option of part.options) yield* candidates(option)
      break
    case 'choice':
      yield* part.values
      break
    case 'number':
      yield* [1, 20, 0, 100, 1_000]
      break
    case 'boolean':
      yield true
      break
    case 'text':
      yield* WORDS
      break
    case 'any':
      yield {}
      break
  }
}

/** Of an object what it must have; then, for refinements, one more member at a time; then all. */
function* objects(shape: Shape): Generator<Record<string, unknown>, void, undefined> {
  const entries = Object.entries(shape)
  const needed = Object.fromEntries(
    entries
      .filter(([, one]) => !accepts(one, undefined))
      .map(([key, one]) => [key, goodValue(one)]),
  )
  yield needed
  const rest = entries.filter(([key]) => !(key in needed)).toReversed()
  for (const [key, one] of rest) yield { ...needed, [key]: someValue(one) }
  yield Object.fromEntries(entries.map(([key, one]) => [key, someValue(one)]))
}

/** A good value that is there, even where none is needed. */
function someValue(schema: Kind): unknown {
  return goodValue(inner(schema))
}

function inner(schema: Kind): Kind {
  const wraps =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  return wraps ? inner(schema.unwrap()) : schema
}

function exampleOf(schema: Kind): unknown {
  return (z.globalRegistry.get(schema) as { example?: unknown } | undefined)?.example
}

/** A place in a body: `put` gives a body that is good but for what stands there. */
export interface Place {
  readonly path: string
  readonly put: (value: unknown) => unknown
}

/** Every place of a body where text may stand, in lists and in lists of lists. */
export function textPlaces(schema: Kind, path = ''): Place[] {
  const part = partOf(schema)
  if (part.kind === 'text') return [{ path, put: (value) => value }]
  if (part.kind === 'union') return part.options.flatMap((option) => textPlaces(option, path))
  if (part.kind === 'array')
    return textPlaces(part.element, `${path}[]`).map((place) => ({
      ...place,
      put: (value) => [place.put(value)],
    }))
  if (part.kind !== 'object') return []
  const good = goodValue(schema) as object
  return Object.entries(part.shape).flatMap(([key, member]) =>
    textPlaces(member, path ? `${path}.${key}` : key).map((place) => ({
      ...place,
      put: (value: unknown) => ({ ...good, [key]: place.put(value) }),
    })),
  )
}

/** Every object in a body, where a member that nobody declared may be planted. */
export function objectPlaces(
  schema: Kind,
  path = '',
): { path: string; shape: Shape; put: (more: object) => unknown }[] {
  const part = partOf(schema)
  if (part.kind === 'union') return part.options.flatMap((option) => objectPlaces(option, path))
  if (part.kind === 'array')
    return objectPlaces(part.element, `${path}[]`).map((place) => ({
      ...place,
      put: (more) => [place.put(more)],
    }))
  if (part.kind !== 'object') return []
  const good = goodValue(schema) as object
  const deeper = Object.entries(part.shape).flatMap(([key, member]) =>
    objectPlaces(member, path ? `${path}.${key}` : key).map((place) => ({
      ...place,
      put: (more: object) => ({ ...good, [key]: place.put(more) }),
    })),
  )
  return [{ path, shape: part.shape, put: (more) => ({ ...good, ...more }) }, ...deeper]
}

/** Mostly what the schema asks for, now and then anything at all. */
function arbitraryOf(schema: Kind, known: readonly string[] = []): Arbitrary<unknown> {
  const likely = fitting(schema, known)
  const optional = accepts(schema, undefined)
    ? fc.option(likely, { nil: undefined, freq: 2 })
    : likely
  return fc.oneof(
    { weight: 30, arbitrary: optional },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  )
}

function fitting(schema: Kind, known: readonly string[]): Arbitrary<unknown> {
  const part = partOf(schema)
  if (part.kind === 'object') return objectOf(part.shape, known)
  if (part.kind === 'array') return fc.array(arbitraryOf(part.element, known), { maxLength: 4 })
  if (part.kind === 'union')
    return fc.oneof(...part.options.map((option) => fitting(option, known)))
  if (part.kind === 'choice') return fc.constantFrom(...part.values)
  if (part.kind === 'number') return numberOf(schema)
  if (part.kind === 'text') return textOf(schema, known)
  return part.kind === 'boolean' ? fc.boolean() : fc.jsonValue()
}

function objectOf(shape: Shape, known: readonly string[]): Arbitrary<unknown> {
  const record = fc.record(
    Object.fromEntries(Object.entries(shape).map(([key, one]) => [key, arbitraryOf(one, known)])),
  )
  const strange = fc.dictionary(fc.string({ maxLength: 12 }), fc.jsonValue({ maxDepth: 1 }), {
    maxKeys: 2,
  })
  return fc.oneof(
    { weight: 20, arbitrary: record },
    { weight: 1, arbitrary: fc.tuple(record, strange).map(([a, b]) => ({ ...a, ...b })) },
  )
}

/** Its limits, what lies between and what lies beyond. */
function numberOf(schema: Kind): Arbitrary<number> {
  const bag = inner(schema)._zod.bag as { minimum?: number; maximum?: number }
  const min = Math.max(bag.minimum ?? -1e9, -1e9)
  const max = Math.min(bag.maximum ?? 1e9, 1e9)
  return fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: Math.ceil(min), max: Math.floor(max) }) },
    { weight: 3, arbitrary: fc.constantFrom(min, max) },
    { weight: 2, arbitrary: fc.double({ min, max, noNaN: true }) },
    { weight: 1, arbitrary: fc.constantFrom(min - 1, max + 1, -0, 0.1, 1e308, 2 ** 53, 5e-324) },
  )
}

function textOf(schema: Kind, known: readonly string[]): Arbitrary<string> {
  const good = [exampleOf(schema), ...WORDS].filter(
    (word): word is string => typeof word === 'string' && accepts(schema, word),
  )
  const ids = known.filter((id) => accepts(schema, id))
  const date = fc.date({ noInvalidDate: true }).map((day) => day.toISOString())
  return fc.oneof(
    ...[good, ids]
      .filter((words) => words.length > 0)
      .map((words) => ({ weight: 12, arbitrary: fc.constantFrom(...words) })),
    { weight: 2, arbitrary: date },
    { weight: 2, arbitrary: date.map((day) => day.slice(0, 10)) },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 140 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.string({ minLength: 1_000, maxLength: 5_000 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', ' ', '\0', '\ud800', '\u202e', "'; --", '%00', '../..'),
    },
  )
}

/** Whole requests for an endpoint. */
export function requestsFor(endpoint: Endpoint, known: readonly string[]) {
  const part = (schema: z.ZodType | undefined) =>
    schema ? arbitraryOf(schema, known) : fc.constant(undefined)
  return fc.record({
    params: part(endpoint.params),
    query: part(endpoint.query),
    body: part(endpoint.body),
  })
}
