import { toRequest, type CatalogueEntry, type Endpoint } from '@fitvibe/contract'

import type { Answer, Caller, Client } from '../client.ts'
import { codeOf, faultOf } from './answers.ts'
import type { Field } from './generate.ts'
import type { Body } from './hostile/bodies.ts'

/** An attack on an endpoint: the sender, the target and its limits. */
export interface Attack {
  readonly entry: CatalogueEntry
  readonly params: Record<string, string> | undefined
  readonly caller: Caller
  readonly client: Client
  /** Checked before each request: once true, the rest is skipped. */
  readonly isOver: () => boolean
  readonly beforeEach?: () => Promise<unknown>
}

interface Outcome {
  readonly found: string[]
  sent: number
  accepted: number
  skipped: number
}

const MALFORMED = 'The body is not valid JSON.'

/** Sends bodies that are JSON and bodies that are not. Finds bodies misread or answered wrongly. */
export function sendBodies(attack: Attack, bodies: readonly Body[]): Promise<Outcome> {
  return sendAll(
    attack,
    bodies.map(({ name, bytes, isJson }) => ({
      name,
      body: bytes,
      fault: (answer: Answer) => misread(answer, isJson),
    })),
  )
}

function misread(answer: Answer, isJson: boolean | undefined): string | undefined {
  if (isJson === true && answer.text.includes(MALFORMED)) return 'refused as malformed'
  if (isJson === false && codeOf(answer) !== 'VALIDATION_ERROR')
    return `accepted it: ${answer.text}`
  return undefined
}

/** Puts strings into a text field. Finds wrong answers. */
export function sendStrings(attack: Attack, field: Field, strings: readonly string[]) {
  return sendAll(
    attack,
    strings.map((text) => ({
      name: JSON.stringify(text).slice(0, 80),
      body: JSON.stringify(field.put(text)),
      fault: () => undefined,
    })),
  )
}

interface Shot {
  readonly name: string
  readonly body: string | Buffer
  readonly fault: (answer: Answer) => string | undefined
}

async function sendAll(
  { entry: { name, endpoint }, params, caller, client, isOver, beforeEach }: Attack,
  shots: readonly Shot[],
): Promise<Outcome> {
  const outcome: Outcome = { found: [], sent: 0, accepted: 0, skipped: 0 }
  const { method, url } = toRequest<Endpoint>(endpoint, { params })
  for (const shot of shots) {
    if (isOver()) {
      outcome.skipped += 1
      continue
    }
    await beforeEach?.()
    const answer = await client.raw(caller, method, url, shot.body)
    outcome.sent += 1
    if (answer.status < 300) outcome.accepted += 1
    const fault = faultOf(endpoint, answer) ?? shot.fault(answer)
    if (fault) outcome.found.push(`${name} ${shot.name}: ${fault}`)
  }
  return outcome
}

type Parts = Partial<Record<'params' | 'query' | 'body', unknown>>

/** Sends a request that `requestsFor` generated. */
export function sendRandom(
  client: Client,
  caller: Caller,
  { endpoint }: CatalogueEntry,
  parts: Parts,
) {
  const params = Object.fromEntries(
    [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name = '']) => [
      name,
      wellFormed(membersOf(parts.params)[name]) || 'x',
    ]),
  )
  const query = Object.fromEntries(
    Object.entries(membersOf(parts.query))
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [encodeURIComponent(wellFormed(name)), wellFormed(value)]),
  )
  const { method, url } = toRequest<Endpoint>(endpoint, { params, query })
  const body = endpoint.body && parts.body !== undefined ? JSON.stringify(parts.body) : undefined
  return client.raw(caller, method, url, body)
}

const membersOf = (value: unknown) =>
  (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>

/** A URL cannot contain half of a surrogate pair. */
const wellFormed = (value: unknown) =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed()
