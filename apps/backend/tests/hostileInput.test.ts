import { gzipSync } from 'node:zlib'

import { beforeAll, describe, expect, it } from 'vitest'

import { expectRefusal } from './refusal.ts'
import { useTestApp } from './testApp.ts'

const app = useTestApp()

const LOGIN = '/api/v1/auth/login'
const JSON_TYPE = { 'content-type': 'application/json' }

let visitor: ReturnType<typeof app.visitor>
let token: string

beforeAll(async () => {
  visitor = app.visitor()
  token = (await visitor.agent.get('/api/v1/auth/csrf')).body.csrfToken
})

/** Posts exactly these bytes to a public endpoint. */
function post(body: string | Buffer, headers: Record<string, string> = {}) {
  const all = { ...JSON_TYPE, 'x-csrf-token': token, ...headers }
  return visitor.agent
    .post(LOGIN)
    .set(all)
    .serialize((bytes: unknown) => bytes as string)
    .send(body)
}

const quoted = (text: string) => JSON.stringify({ login: text, password: 'x' })
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

describe('a body that is not JSON', () => {
  const bodies = [
    '{',
    '}',
    '{]',
    '[1,]',
    '{"a":1,}',
    '{"a" 1}',
    '{"a":1 "b":2}',
    "{'login':'x'}",
    '{login:"x"}',
    '{"login":"x"} {"login":"y"}',
    '{"login":"x"}}',
    '[01]',
    '[+1]',
    '[.5]',
    '[1.]',
    '[1e]',
    '[0x1F]',
    '[NaN]',
    '[Infinity]',
    '[True]',
    '[nul]',
    '["\t"]',
    '["\\x41"]',
    '["\\u00"]',
    '["unfinished',
    '// a remark\n{}',
    '<login/>',
    '\u00a0{}',
    nested(20_000).slice(1),
  ]

  it.each(bodies.map((body) => [body.slice(0, 40), body]))(
    'such as %j is refused',
    async (_, body) => {
      expectRefusal(await post(body), 'VALIDATION_ERROR', 'The body is not valid JSON.')
    },
  )

  it('is refused when its compressed stream is cut off', async () => {
    const broken = gzipSync(quoted('x')).subarray(0, 12)

    const answer = await post(broken, { 'content-encoding': 'gzip' })

    expectRefusal(answer, 'VALIDATION_ERROR')
  })
})

describe('a body of JSON that does not match the schema', () => {
  it.each(['null', 'true', '7', '"text"', '[]', '[{}]', '{}', '{"login":{},"password":[]}'])(
    'such as %s is refused field by field',
    async (body) => {
      const answer = await post(body)

      expectRefusal(answer, 'VALIDATION_ERROR', 'The request is not valid.')
      expect(answer.body.error.details.length).toBeGreaterThan(0)
    },
  )

  it('is refused when it is missing', async () => {
    const answer = await visitor.agent.post(LOGIN).set('x-csrf-token', token)

    expectRefusal(answer, 'VALIDATION_ERROR', 'The request is not valid.')
    expect(answer.body.error.details).toEqual([{ path: 'body', message: 'Required.' }])
  })

  it('is refused for an unknown field', async () => {
    const answer = await post('{"login":"x","password":"y","role":"admin"}')

    expectRefusal(answer, 'VALIDATION_ERROR')
    expect(answer.body.error.details).toEqual([{ path: 'body', message: 'Unknown field: role.' }])
  })

  it('is refused for a number out of range', async () => {
    const ada = await app.newAthlete()
    const { body } = await ada.agent.get('/api/v1/auth/csrf')

    const answer = await ada.agent
      .put('/api/v1/users/me')
      .set({ ...JSON_TYPE, 'x-csrf-token': body.csrfToken })
      .send('{"weight":1e999}')

    expectRefusal(answer, 'VALIDATION_ERROR')
  })
})

describe('text that cannot be stored', () => {
  it.each([
    ['NUL', quoted('a\0b')],
    ['a first half of a surrogate pair', '{"login":"\\ud800","password":"x"}'],
    ['a second half of a surrogate pair', '{"login":"\\udc00 ","password":"x"}'],
    ['halves in the wrong order', '{"login":"\\udc00\\ud800","password":"x"}'],
    ['NUL in a field name', '{"lo\\u0000gin":"x"}'],
    ['half a pair in a field name', '{"\\ud800":"x"}'],
  ])('is refused: %s', async (_, body) => {
    expectRefusal(
      await post(body),
      'VALIDATION_ERROR',
      'A text contains characters that cannot be stored.',
    )
  })

  it('is refused in a query', async () => {
    expectRefusal(await app.http().get('/api/v1/feed?cursor=%00'), 'VALIDATION_ERROR')
  })

  it('is refused in a path', async () => {
    const ada = await app.newAthlete()

    expectRefusal(await ada.agent.get('/api/v1/sessions/%00'), 'VALIDATION_ERROR')
  })

  it('does not include a whole surrogate pair', async () => {
    expectRefusal(await post(quoted('💪')), 'AUTH_INVALID_CREDENTIALS')
  })
})

describe('a body nested too deeply', () => {
  it.each([21, 1_000, 30_000])('is refused at a depth of %i', async (depth) => {
    expectRefusal(await post(nested(depth)), 'VALIDATION_ERROR', 'The body is nested too deeply.')
  })

  it('is checked field by field up to a depth of 20', async () => {
    expectRefusal(await post(nested(20)), 'VALIDATION_ERROR', 'The request is not valid.')
  })
})

describe('keys that reach a prototype', () => {
  it.each(['__proto__', 'constructor', 'prototype'])('are refused: %s', async (key) => {
    const answer = await post(`{"login":"x","password":"y","${key}":{"role":"admin"}}`)

    expectRefusal(answer, 'VALIDATION_ERROR', 'A field has a name that is not allowed.')
    expect(({} as { role?: string }).role).toBeUndefined()
  })

  it('are refused deep inside', async () => {
    const answer = await post('{"login":[{"a":{"__proto__":{"role":"admin"}}}]}')

    expectRefusal(answer, 'VALIDATION_ERROR', 'A field has a name that is not allowed.')
  })

  it('are refused in a query', async () => {
    const answer = await app.http().get('/api/v1/feed?__proto__=1')

    expectRefusal(answer, 'VALIDATION_ERROR', 'A field has a name that is not allowed.')
  })
})

describe('a body over 64 KB', () => {
  it('is refused', async () => {
    const answer = await post(quoted('x'.repeat(65_536)))

    expectRefusal(answer, 'VALIDATION_ERROR', 'The body is too large.')
  })

  it('is refused when it is sent without a length', async () => {
    const chunked = visitor.agent.post(LOGIN).set({ ...JSON_TYPE, 'x-csrf-token': token })
    chunked.write(quoted('x'.repeat(65_536)))

    const answer = await chunked

    expectRefusal(answer, 'VALIDATION_ERROR', 'The body is too large.')
  })

  it('is refused when only its compressed form is small', async () => {
    const bomb = gzipSync(quoted('x'.repeat(10_000_000)))

    const answer = await post(bomb, { 'content-encoding': 'gzip' })

    expectRefusal(answer, 'VALIDATION_ERROR', 'The body is too large.')
  })
})

describe('a body of another content type', () => {
  const advice = 'Send JSON (content type application/json).'

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'no type at all',
  ])('is refused: %s', async (type) => {
    const answer = await post(quoted('x'), { 'content-type': type })

    expectRefusal(answer, 'VALIDATION_ERROR', advice)
  })

  it.each([
    { 'content-type': 'application/json; charset=latin1' },
    { 'content-encoding': 'snappy' },
  ])('is refused: %j', async (headers) => {
    expectRefusal(await post(quoted('x'), headers), 'VALIDATION_ERROR', advice)
  })
})
