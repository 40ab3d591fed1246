import express from 'express'
import request from 'supertest'
import { describe, expect, it } from 'vitest'

import { expectRefusal } from '../../tests/refusal.ts'
import { useTestApp } from '../../tests/testApp.ts'
import { errorHandler } from './errorHandler.ts'
import { requestId } from './requestId.ts'

const german = useTestApp({ defaultLang: 'de' })

/** Returns the answer to a request whose handler throws. */
function answerTo(thrown: unknown, begin?: (res: express.Response) => void) {
  const app = express().use(requestId(german.ctx().newId))
  app.use((_req, res) => {
    begin?.(res)
    throw thrown
  })
  return request(app.use(errorHandler(german.ctx()))).get('/')
}

const withStatus = (status: unknown) => Object.assign(new Error('secret'), { status })

describe('an error', () => {
  it.each([
    ['a string', 'secret'],
    ['an Error', new Error('secret')],
    ['status 500', withStatus(500)],
    ['status 302', withStatus(302)],
    ['a status that is no number', withStatus('404')],
  ])('that is unexpected is a 500 without details: %s', async (_, thrown) => {
    const answer = await answerTo(thrown)

    expectRefusal(answer, 'INTERNAL', 'Bei uns ist etwas schiefgegangen.')
    expect(answer.text).not.toContain('secret')
  })

  it.each([
    [400, 'VALIDATION_ERROR', 'Die Anfrage ist ungültig.'],
    [404, 'NOT_FOUND', 'Unter dieser Adresse gibt es nichts.'],
    [413, 'VALIDATION_ERROR', 'Der Inhalt ist zu groß.'],
    [415, 'VALIDATION_ERROR', 'Schick JSON (Content-Type application/json).'],
    [416, 'VALIDATION_ERROR', 'Die Anfrage ist ungültig.'],
  ] as const)('from Express with status %i becomes %s', async (status, code, message) => {
    expectRefusal(await answerTo(withStatus(status)), code, message)
  })

  it('in the middle of an answer cuts the connection', async () => {
    const broken = answerTo(new Error('secret'), (res) => res.write('half of'))

    await expect(broken).rejects.toThrow(/aborted|hang up/)
  })
})
