import express from 'express'
import request from 'supertest'
import { describe, expect, it } from 'vitest'

import { expectRefusal } from '../../tests/refusal.ts'
import { useTestApp } from '../../tests/testApp.ts'
import { errorHandler } from './errorHandler.ts'
import { requestId } from './requestId.ts'

const german = useTestApp({ defaultLang: 'de' })

/** What becomes of something thrown while a request is answered. */
function answerTo(thrown: unknown, begin?: (res: express.Response) => void) {
  const app = express().use(requestId(german.ctx().newId))
  app.use((_req, res) => {
    begin?.(res)
    throw thrown
  })
  return request(app.use(errorHandler(german.ctx()))).get('/')
}

const withStatus = (status: unknown) => Object.assign(new Error('secret'), { status })

describe('a failure', () => {
  it.each([
    ['no error at all', 'secret'],
    ['an error', new Error('secret')],
    ['an error of the server’s own', withStatus(500)],
    ['a redirection', withStatus(302)],
    ['a status that is none', withStatus('404')],
  ])('nobody foresaw is 500 and tells nothing: %s', async (_, thrown) => {
    const answer = await answerTo(thrown)

    expectRefusal(answer, 'INTERNAL', 'Bei uns ist etwas schiefgegangen.')
    expect(answer.text).not.toContain('secret')
  })

  it.each([
    [400, 'VALIDATION_ERROR', 'Die Anfrage ist ungültig.'],
    [404, 'NOT_FOUND', 'Unter dieser Adresse gibt es nichts.'],
    [413, 'VALIDATION_ERROR', 'Der Inhalt ist zu groß.'],
    [415, 'VALIDATION_ERROR', 'Sende JSON (Content-Type application/json).'],
    [416, 'VALIDATION_ERROR', 'Die Anfrage ist ungültig.'],
  ] as const)('that Express marks with %i is %s', async (status, code, message) => {
    expectRefusal(await answerTo(withStatus(status)), code, message)
  })

  it('in the middle of an answer breaks it off', async () => {
    const broken = answerTo(new Error('secret'), (res) => res.write('half of'))

    await expect(broken).rejects.toThrow(/aborted|hang up/)
  })
})
