import type { Endpoint } from '@fitvibe/contract'
import fc, { type Arbitrary } from 'fast-check'
import { z } from 'zod'

/** Candidates, tried in this order, for a text without an example. */
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

/** The structure of a schema without its wrappers. */
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

/** Returns a value that the schema accepts, with the required members only. */
export function goodValue(schema: Kind): unknown {
  let value: unknown
  for (const candidate of candidates(schema)) {
    if (!accepts(schema, candidate)) continue
    value = candidate
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

/** Yields the required members; then, for refinements, one more member at a time; then all. */
function* objects(shape: Shape): Generator<Record<string, unknown>, void, undefined> {
  const entries = Object.entries(shape)
  const needed = Object.fromEntries(
    entries
      .filter(([, member]) => !accepts(member, undefined))
      .map(([key, member]) => [key, goodValue(member)]),
  )
  yield needed
  const rest = entries.filter(([key]) => !(key in needed)).toReversed()
  for (const [key, member] of rest) yield { ...needed, [key]: someValue(member) }
  yield Object.fromEntries(entries.map(([key, member]) => [key, someValue(member)]))
}

/** Returns a good value, even for an optional member. */
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

/** A field of a body: `put` returns a good body with this value in the field. */
export interface Field {
  readonly path: string
  readonly put: (value: unknown) => unknown
}

/** Returns every text field of a body, in lists and in lists of lists too. */
export function textFields(schema: Kind, path = ''): Field[] {
  const part = partOf(schema)
  if (part.kind === 'text') return [{ path, put: (value) => value }]
  if (part.kind === 'union') return part.options.flatMap((option) => textFields(option, path))
  if (part.kind === 'array')
    return textFields(part.element, `${path}[]`).map((field) => ({
      ...field,
      put: (value) => [field.put(value)],
    }))
  if (part.kind !== 'object') return []
  const good = goodValue(schema) as object
  return Object.entries(part.shape).flatMap(([key, member]) =>
    textFields(member, path ? `${path}.${key}` : key).map((field) => ({
      ...field,
      put: (value: unknown) => ({ ...good, [key]: field.put(value) }),
    })),
  )
}

/** Returns every object of a body, in which a test can plant an undeclared member. */
export function objectFields(
  schema: Kind,
  path = '',
): { path: string; shape: Shape; put: (more: object) => unknown }[] {
  const part = partOf(schema)
  if (part.kind === 'union') return part.options.flatMap((option) => objectFields(option, path))
  if (part.kind === 'array')
    return objectFields(part.element, `${path}[]`).map((field) => ({
      ...field,
      put: (more) => [field.put(more)],
    }))
  if (part.kind !== 'object') return []
  const good = goodValue(schema) as object
  const deeper = Object.entries(part.shape).flatMap(([key, member]) =>
    objectFields(member, path ? `${path}.${key}` : key).map((field) => ({
      ...field,
      put: (more: object) => ({ ...good, [key]: field.put(more) }),
    })),
  )
  return [{ path, shape: part.shape, put: (more) => ({ ...good, ...more }) }, ...deeper]
}

/** Generates mostly valid values, and now and then any JSON value. */
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
    Object.fromEntries(
      Object.entries(shape).map(([key, member]) => [key, arbitraryOf(member, known)]),
    ),
  )
  const strange = fc.dictionary(fc.string({ maxLength: 12 }), fc.jsonValue({ maxDepth: 1 }), {
    maxKeys: 2,
  })
  return fc.oneof(
    { weight: 20, arbitrary: record },
    { weight: 1, arbitrary: fc.tuple(record, strange).map(([a, b]) => ({ ...a, ...b })) },
  )
}

/** Generates the limits of a number, values between them and values beyond them. */
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

/** Generates whole requests for an endpoint. */
export function requestsFor(endpoint: Endpoint, known: readonly string[]) {
  const part = (schema: z.ZodType | undefined) =>
    schema ? arbitraryOf(schema, known) : fc.constant(undefined)
  return fc.record({
    params: part(endpoint.params),
    query: part(endpoint.query),
    body: part(endpoint.body),
  })
}
