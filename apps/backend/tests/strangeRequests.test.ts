import { ErrorBody } from '@fitvibe/contract'
import { beforeAll, describe, expect, it } from 'vitest'

import { expectRefusal } from './refusal.ts'
import { useTestApp } from './testApp.ts'

const app = useTestApp()

const LOGIN = '/api/v1/auth/login'

let visitor: ReturnType<typeof app.visitor>
let token: string

beforeAll(async () => {
  visitor = app.visitor()
  token = (await visitor.agent.get('/api/v1/auth/csrf')).body.csrfToken
})

describe('an address that cannot be decoded', () => {
  it.each(['/api/v1/sessions/%', '/api/v1/sessions/%zz', '/api/v1/sessions/%e0%a4%a'])(
    'is refused: %s',
    async (path) => {
      const ada = await app.newAthlete()

      const answer = await ada.agent.get(path)

      expectRefusal(answer, 'VALIDATION_ERROR', 'The address cannot be decoded.')
    },
  )

  it.each([
    '/api/v1/%',
    '/%c0%ae%c0%ae/etc/passwd',
    '/assets/%',
    '/assets/..%2f..%2fpackage.json',
    '/api/v1/docs/%',
  ])('is answered with 400 or 404: %s', async (path) => {
    const answer = await app.http().get(path).set('accept', 'application/json')

    expect([400, 404]).toContain(answer.status)
    ErrorBody.parse(answer.body)
  })
})

describe('an unknown address', () => {
  it.each(['/api/v1', '/api/v1/', '/api/v2/feed', '/api/v1/nothing', '/api/v1/feed/x/y', '/dev/x'])(
    'answers 404: %s',
    async (path) => {
      const answer = await app.http().get(path)

      expectRefusal(answer, 'NOT_FOUND', 'There is nothing at this address.')
    },
  )

  it.each(['put', 'patch', 'delete'] as const)(
    'answers 404 to a wrong method: %s',
    async (method) => {
      const answer = await visitor.agent[method](LOGIN).set('x-csrf-token', token)

      expectRefusal(answer, 'NOT_FOUND')
    },
  )

  it('answers 404 for an unknown file', async () => {
    expectRefusal(await app.http().get('/assets/nothing.js'), 'NOT_FOUND')
  })

  it.each(['/../../etc/passwd', '/api/v1/docs/..%2fpackage.json'])(
    'does not lead out of a folder: %s',
    async (path) => {
      const answer = await app.http().get(path).set('accept', 'application/json')

      expectRefusal(answer, 'NOT_FOUND')
    },
  )
})

describe('an invalid query', () => {
  it.each(['nothing=1', 'limit=1&limit=2', 'limit=abc', 'limit=-1', 'limit=1e9', 'limit[a]=1'])(
    'is refused: ?%s',
    async (query) => {
      const answer = await app.http().get(`/api/v1/feed?${query}`)

      expectRefusal(answer, 'VALIDATION_ERROR', 'The request is not valid.')
      expect(answer.body.error.details[0].path).toMatch(/^query/)
    },
  )
})

describe('malformed headers', () => {
  it.each([
    { cookie: 'visitor=j:{"a":1}' },
    { cookie: 'access=%e0%a4%a; csrf=%; visitor=%' },
    { cookie: 'access=j:{"a":1}; refresh=j:[1]; csrf=j:{"split":1}' },
    { cookie: 'access=a.b.c' },
    { 'accept-language': 'de;q=x, *;q=, ;;,' },
    { 'x-request-id': 'not a uuid' },
    { range: 'bytes=9999999-' },
    { 'if-match': '"x"' },
    { origin: '::', 'sec-fetch-site': '?' },
    { 'x-forwarded-for': '999.1.1.1, ::::' },
  ])('do not break reads: %j', async (headers) => {
    const answers = await Promise.all(
      ['/health', '/api/v1/feed', '/api/v1/auth/csrf'].map((path) =>
        app.http().get(path).set(headers),
      ),
    )

    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
  })

  it('fail a write if cookies are objects instead of strings', async () => {
    const { headers, body } = await app.http().get('/api/v1/auth/csrf')
    const csrf = (headers['set-cookie'] as unknown as string[]).find((cookie) =>
      cookie.startsWith('csrf='),
    )
    const cookie = `visitor=j:{"toString":1,"valueOf":1}; ${csrf?.split(';')[0] ?? ''}`

    const answer = await app.http().post(LOGIN).set({ cookie, 'x-csrf-token': body.csrfToken })

    expectRefusal(answer, 'FORBIDDEN')
  })
})

describe('a refusal', () => {
  it.each([
    ['malformed JSON', '{', 'Der Inhalt ist kein gültiges JSON.'],
    ['a wrong field', '{}', 'Die Anfrage ist ungültig.'],
  ])('is in German if the request asks for German: %s', async (_, body, message) => {
    const answer = await visitor.agent
      .post(LOGIN)
      .set({ 'x-csrf-token': token, 'content-type': 'application/json' })
      .set('accept-language', 'de-CH, en;q=0.5')
      .send(body)

    expectRefusal(answer, 'VALIDATION_ERROR', message)
  })

  it('is in the language of the query, which overrides the header', async () => {
    const answer = await app.http().get('/api/v1/nothing?lang=de').set('accept-language', 'en')

    expectRefusal(answer, 'NOT_FOUND', 'Unter dieser Adresse gibt es nichts.')
  })

  it('is in English if the request asks for neither language', async () => {
    const answer = await app.http().get('/api/v1/nothing').set('accept-language', 'fr')

    expectRefusal(answer, 'NOT_FOUND', 'There is nothing at this address.')
  })

  it('is not in a language that the request excludes', async () => {
    const answer = await app.http().get('/api/v1/nothing').set('accept-language', 'de;q=0')

    expectRefusal(answer, 'NOT_FOUND', 'There is nothing at this address.')
  })
})
